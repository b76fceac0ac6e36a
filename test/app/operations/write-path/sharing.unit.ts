import { withNewcomers } from '../../../../src/app/domain/line/newcomers';
import { FactOf } from '../../../../src/app/domain/model/events';
import { InLine, MOST_IN_LINE, Slice } from '../../../../src/app/domain/model/state';
import { decide } from '../../../../src/app/domain/rules/decide';
import {
  customersOf,
  decideEach,
  differentPersons,
} from '../../../../src/app/operations/write-path/decide-each';
import { Outcome, sharing } from '../../../../src/app/operations/write-path/sharing';
import { DatabaseAway, Earlier, RunRequest, TicketHolder } from '../../../../src/app/ports';
import { Branch, configWith, experienced, T0 } from '../../domain/support/branch';

const kiosk = { kind: 'kiosk', id: 'k1' } as const;

/** A branch with one advisor, and this many in line, as loaded for a predicting command. */
function lineOf(length: number): Slice {
  const { whole } = new Branch(experienced()).signOn('ana', '1');
  const line = Array.from({ length }, (_, at): InLine => ({
    queue: 'caja',
    lane: 'general',
    from: T0 - 1000,
    seq: at,
  }));
  return { ...whole, line, serving: {} };
}

const asked = (ticket: string, more: Partial<RunRequest> = {}): RunRequest => ({
  branch: '1',
  actor: kiosk,
  load: {},
  shares: 'issuing',
  command: { type: 'IssueTicket', ticket, queue: 'caja', lane: 'general', language: 'es' },
  idempotency: { key: ticket, actor: 'kiosk:k1', route: 'POST /x', fingerprint: ticket },
  answer: (events) => ({ number: (events[0].fact as FactOf<'TicketIssued'>).number }),
  ...more,
});

/** A request of this person for a ticket. */
const forPerson = (name: string, more: Partial<TicketHolder> = {}) =>
  asked(`ticket of ${name}`, {
    load: {
      customers: [
        {
          id: `row of ${name}`,
          blindIndex: `index of ${name}`,
          cipher: `cipher of ${name}`,
          sealed: (id) => `cipher of ${name} in ${id}`,
          ...more,
        },
      ],
    },
  });

const loaded = (slice: Slice, earlier: readonly Earlier[] = []) => ({ now: T0, slice, earlier });
const answers = (outcomes: readonly Outcome[]) =>
  outcomes.map((each) => ('result' in each ? each.result.answer.number : each.error));

describe('commands decided together', () => {
  test.each([0, 3, MOST_IN_LINE - 1, MOST_IN_LINE + 20])(
    'say what each would say alone, with %i in line ahead of them',
    (length) => {
      let slice = lineOf(Math.min(length, MOST_IN_LINE));
      const { decided } = decideEach(
        ['a', 'b', 'c', 'd'].map((id) => asked(id)),
        loaded(slice),
      );
      for (const { request, decision } of decided) {
        const alone = decide(slice, request.command, kiosk, T0);
        expect(decision.events).toEqual(alone.events);
        // what the next command would have loaded
        slice = withNewcomers(alone.slice, alone.events);
      }
      const waits = decided.map(
        ({ decision }) => (decision.events[0].fact as FactOf<'TicketIssued'>).foretold,
      );
      expect(decided).toHaveLength(4);
      if (length < MOST_IN_LINE - 4) {
        expect(new Set(waits.map((each) => each?.seconds)).size).toBe(4);
      }
    },
  );

  test('each is for the person who asked, in whatever order they are decided', () => {
    const slice = lineOf(2);
    const [rosa, juan, eva] = ['rosa', 'juan', 'eva'].map((name) => forPerson(name));
    const known = { 'row of rosa': { id: 'kept of rosa' }, 'row of juan': {} };
    const { decided } = decideEach([rosa, asked('nobody'), juan, eva], {
      ...loaded(slice),
      known,
    });
    expect(
      decided.map(({ decision }) => (decision.events[0].fact as FactOf<'TicketIssued'>).customer),
    ).toEqual(['kept of rosa', undefined, 'row of juan', 'row of eva']);
    expect(customersOf(decided, known)).toEqual({
      made: [...(juan.load.customers ?? []), ...(eva.load.customers ?? [])],
      renewed: [{ id: 'kept of rosa', cipher: 'cipher of rosa in kept of rosa' }],
    });
  });

  test('a person who has a ticket is told so first, while those ahead are in that line', () => {
    const branch = new Branch(experienced());
    const ticket = branch.issue();
    const active = branch.whole.tickets[ticket];
    const slice = { ...branch.whole, line: [], serving: {} };
    const known = { 'row of rosa': { id: 'r', active, ahead: 0 } };
    const found = { ...loaded(slice), known };
    const those = [asked('a'), forPerson('rosa'), asked('b')];
    expect(answers(decideEach(those, found).outcomes)).toEqual(['C02']);
    const { outcomes } = decideEach(those.slice(1), found);
    expect(answers(outcomes)).toEqual([
      expect.objectContaining({ code: 'active_ticket_exists' }),
      'C02',
    ]);
  });

  test('a person who asks twice is looked up again after the first ticket', () => {
    const [rosa, juan] = ['rosa', 'juan'].map((name) => forPerson(name));
    const older = forPerson('older', { olderIndexes: ['index of juan'] });
    const unproven = forPerson('unproven', { blindIndex: null });
    const requests = [rosa, asked('a'), unproven, unproven, juan, older, rosa];
    expect(differentPersons(requests)).toEqual(requests.slice(0, 5));
    expect(differentPersons(requests.slice(5))).toEqual(requests.slice(5));
  });

  test('a refusal goes to the sender of that command', () => {
    const nowhere = asked('b', {
      command: { ...asked('b').command, queue: 'nowhere' } as RunRequest['command'],
    });
    const { outcomes, decided } = decideEach([asked('a'), nowhere, asked('c')], loaded(lineOf(2)));
    expect(answers(outcomes)).toEqual([
      'C01',
      expect.objectContaining({ code: 'unknown_queue' }),
      'C02',
    ]);
    expect(decided).toHaveLength(2);
  });

  test('an earlier answer is repeated; the same key twice waits for the commit', () => {
    const before = { ...asked('b').idempotency!, answer: { number: 'C09' }, at: T0 - 1000 };
    const twice = [asked('a'), asked('b'), asked('c'), asked('a')];
    const { outcomes } = decideEach(twice, loaded(lineOf(2), [before]));
    expect(answers(outcomes)).toEqual(['C01', 'C09', 'C02']);
  });

  test('a command that does more than issue a ticket gets its own transaction', () => {
    const yesterday = { ...lineOf(0), day: '2026-03-09' };
    const all = ['a', 'b', 'c'].map((id) => asked(id));
    const { outcomes, decided } = decideEach(all, loaded(yesterday));
    expect(outcomes).toHaveLength(1);
    expect(decided[0].decision.events.length).toBeGreaterThan(1);
    // with automatic assignment a free advisor gets the first one
    const config = configWith({ assignment: 'automatic' });
    const free = { ...new Branch(config).signOn('ana', '1').whole, line: [], serving: {} };
    expect(decideEach(all, loaded(free)).outcomes).toHaveLength(1);
  });
});

describe('shared transactions', () => {
  const all = ['a', 'b', 'c'].map((id) => asked(id));
  const told = ({ command }: RunRequest): Outcome => ({
    result: {
      events: [],
      answer: { of: 'ticket' in command ? command.ticket : '' },
      replayed: false,
    },
  });

  test('commands that did not fit come in the next one', async () => {
    const sizes: number[] = [];
    const outcomes = await sharing(all, async (some) => {
      sizes.push(some.length);
      return some.slice(0, 2).map(told);
    });
    expect(sizes).toEqual([3, 1]);
    expect(outcomes).toEqual(all.map(told));
  });

  test('a command that cannot be written fails alone', async () => {
    const broken = new Error('no such row');
    const outcomes = await sharing(all, async (some) => {
      if (some.includes(all[1])) throw broken;
      return some.map(told);
    });
    expect(outcomes).toEqual([told(all[0]), { error: broken }, told(all[2])]);
  });

  test('a database that disappeared is asked once: it may have committed', async () => {
    const away = new DatabaseAway('away', '1', new Error('gone'));
    let times = 0;
    const outcomes = await sharing(all, async () => {
      times += 1;
      throw away;
    });
    expect(times).toBe(1);
    expect(outcomes).toEqual(all.map(() => ({ error: away })));
  });
});
