import { evolve } from '../../../src/app/domain/fold/evolve';
import { positions } from '../../../src/app/domain/line/line';
import { Event, Fact, FactOf } from '../../../src/app/domain/model/events';
import { Slice } from '../../../src/app/domain/model/state';
import { isInLine, Ticket, waitFrom } from '../../../src/app/domain/model/ticket';
import { atLength } from '../../support/at-length';
import fc from '../../support/draws';
import { Branch, configWith, MINUTE } from './support/branch';
import { configs, stepsBut, stepsOf, take } from './support/steps';

const runs = { numRuns: atLength(30, 400) };

type Called = FactOf<'TicketCalled'>;

/** Visits every call in turn, with the branch as it stood just before. */
function everyCall(
  branch: Branch,
  look: (call: Called, before: Slice, event: Event) => void,
): void {
  let state: Slice = { ...new Branch(branch.config).whole };
  for (const event of branch.events) {
    const { fact } = event;
    if (fact.type === 'TicketCalled' && fact.why.rule !== 'out-of-turn') look(fact, state, event);
    state = evolve(state, event);
  }
}

const inLine = (state: Slice, queues: readonly string[]) =>
  Object.values(state.tickets).filter((each) => isInLine(each) && queues.includes(each.queue));
const before = (a: Ticket, b: Ticket) => a.due < b.due || (a.due === b.due && a.seq < b.seq);

function story(
  config: Parameters<typeof configWith>[0],
  steps: Parameters<typeof take>[1][],
): Branch {
  const branch = new Branch(configWith(config));
  for (const step of steps) take(branch, step);
  return branch;
}

/**
 * Tickets that wait for a named advisor are called first by that advisor: `wish.unit.ts` tests
 * their order.
 */
const settings = configs.map(({ settings: set }) => ({ ...set, wishes: { minutes: 0 } }));

test('within a queue and lane the earliest due is called first', () => {
  // Draws often the steps that can give a later ticket an earlier due.
  const moving = stepsOf(['issue', 'next', 'start', 'finish', 'transfer', 'move', 'retarget']);
  fc.assert(
    fc.property(settings, fc.oneof(moving, stepsOf()), (set, steps) => {
      everyCall(story(set, steps), (call, state) => {
        const ticket = state.tickets[call.ticket];
        const passed = inLine(state, [call.queue]).filter(
          (each) => each.lane === call.lane && each.id !== call.ticket && before(each, ticket),
        );
        expect(passed).toEqual([]);
      });
    }),
    runs,
  );
});

test('first in, first out: tickets in line are called in issue order per queue and lane', () => {
  const plain = stepsOf([
    'issue',
    'next',
    'start',
    'finish',
    'miss',
    'available',
    'paused',
    'cancel',
    'tick',
    'wait',
  ]);
  fc.assert(
    fc.property(settings, plain, (set, steps) => {
      const branch = story(
        { ...set, outOfTurnAllowed: false, recalls: { times: 0, everySeconds: 60 } },
        steps,
      );
      const returned = new Set(
        branch.events.flatMap(({ fact }) => (fact.type === 'TicketReturned' ? [fact.ticket] : [])),
      );
      const calls: Record<string, number[]> = {};
      everyCall(branch, (call, state) => {
        if (!returned.has(call.ticket)) {
          (calls[`${call.queue} ${call.lane}`] ??= []).push(state.tickets[call.ticket].seq);
        }
      });
      for (const order of Object.values(calls)) {
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }),
    runs,
  );
});

test("a general ticket is overtaken only within the difference of the queues' targets", () => {
  const plain = stepsOf([
    'issue',
    'next',
    'start',
    'finish',
    'miss',
    'available',
    'paused',
    'cancel',
    'return',
    'queues',
    'tick',
    'wait',
    'defer',
  ]);
  fc.assert(
    fc.property(settings, plain, (set, steps) => {
      const branch = story({ ...set, ordering: 'due', outOfTurnAllowed: false }, steps);
      const target = (queue: string) => branch.config.queues[queue].targetMinutes * MINUTE;
      everyCall(branch, (call, state) => {
        const ticket = state.tickets[call.ticket];
        if (ticket.lane !== 'general' || ticket.defers > 0) return;
        const overtaken = inLine(state, call.serves).filter(
          (each) => each.lane === 'general' && each.defers === 0 && each.seq < ticket.seq,
        );
        for (const each of overtaken) {
          expect(ticket.issuedAt - each.issuedAt).toBeLessThanOrEqual(
            target(each.queue) - target(ticket.queue),
          );
        }
      });
    }),
    runs,
  );
});

test('preferential first, but never past the allowed run while a general ticket waits', () => {
  fc.assert(
    fc.property(settings, stepsOf(), (set, steps) => {
      const branch = story({ ...set, outOfTurnAllowed: false }, steps);
      const inARow: Record<string, number> = {};
      everyCall(branch, (call, state) => {
        const waiting = inLine(state, call.serves);
        const general = (queue: string) =>
          waiting.some((each) => each.queue === queue && each.lane === 'general');
        const due = call.serves.filter(
          (queue) => general(queue) && (inARow[queue] ?? 0) >= set.preferentialRun,
        );
        if (call.lane === 'preferential') {
          expect(due).toEqual([]);
          for (const queue of call.serves) {
            if (general(queue)) inARow[queue] = (inARow[queue] ?? 0) + 1;
          }
        } else {
          if (waiting.some((each) => each.lane === 'preferential')) expect(due).not.toEqual([]);
          for (const queue of call.serves) inARow[queue] = 0;
        }
        expect(Math.max(0, ...Object.values(inARow))).toBeLessThanOrEqual(set.preferentialRun);
      });
    }),
    runs,
  );
});

test('`why` says what the choice meant for the others', () => {
  const longer = (a: Ticket, b: Ticket) =>
    waitFrom(a) < waitFrom(b) || (waitFrom(a) === waitFrom(b) && a.seq < b.seq);
  fc.assert(
    fc.property(settings, stepsOf(stepsBut('retarget')), (set, steps) => {
      everyCall(story(set, steps), ({ ticket, serves, why }, state) => {
        const waiting = inLine(state, serves);
        const overtook = waiting.filter(
          (each) => each.id !== ticket && longer(each, state.tickets[ticket]),
        ).length;
        expect(why.waited).toBe(waiting.length);
        expect(why.overtook).toBeLessThanOrEqual(overtook);
        if (!why.overtookMore) expect(why.overtook).toBe(overtook);
      });
    }),
    runs,
  );
});

test('position is the order in which a single advisor would call that queue', () => {
  fc.assert(
    fc.property(
      settings,
      stepsOf(),
      fc.constantFrom('caja', 'gerencia', 'empresas'),
      (set, steps, queue) => {
        const branch = story(set, steps);
        const { config } = branch;
        branch.configure({
          ...config,
          settings: { ...config.settings, assignment: 'on-demand' },
          counters: { z: { id: 'z', label: 'z' } },
        });
        branch.after(16); // nobody waits for one advisor any more
        branch.tick(); // deferrals that have run out end now, not between two calls
        const told = [...positions(branch.floor, queue, branch.config, branch.now)]
          .sort((a, b) => a[1] - b[1])
          .map(([id]) => id);
        branch.signOn('zoe', 'z', [queue]);
        const called: string[] = [];
        for (let id = branch.next('zoe'); id !== undefined; id = branch.next('zoe')) {
          called.push(id);
          branch.serve(id);
        }
        expect(called).toEqual(told);
      },
    ),
    runs,
  );
});

test('the generated stories reach every event, and most steps are accepted', () => {
  const seen: Record<string, number> = {};
  let [done, refused] = [0, 0];
  fc.assert(
    fc.property(settings, stepsOf(), (set, steps) => {
      const branch = new Branch(configWith(set));
      for (const step of steps) {
        const facts: readonly Fact[] | undefined = take(branch, step);
        if (facts) done += 1;
        else refused += 1;
        for (const { type } of facts ?? []) seen[type] = (seen[type] ?? 0) + 1;
      }
    }),
    { numRuns: 80, seed: 7 },
  );
  const types: Fact['type'][] = [
    'TicketIssued',
    'TicketCalled',
    'TicketRecalled',
    'ServiceStarted',
    'ServiceFinished',
    'TicketTransferred',
    'TicketMoved',
    'TicketReturned',
    'TicketDeferred',
    'DeferralEnded',
    'TicketMissed',
    'TicketReopened',
    'TicketCancelled',
    'FeedbackGiven',
    'AdvisorStateChanged',
    'AdvisorQueuesChanged',
    'DayOpened',
    'DayClosed',
    'AlertRaised',
    'AlertUpdated',
    'AlertClosed',
    'TicketApproaching',
    'TicketRedued',
  ];
  for (const type of types) expect([type, (seen[type] ?? 0) >= 5]).toEqual([type, true]);
  expect(done / (done + refused)).toBeGreaterThan(0.5);
});
