import { StretchBook } from '../../../../src/app/domain/fold/stretches';
import { goAlong } from '../../../../src/app/domain/line/at-counters';
import { Refused } from '../../../../src/app/domain/model/errors';
import { Event } from '../../../../src/app/domain/model/events';
import { Slice } from '../../../../src/app/domain/model/state';
import { decide } from '../../../../src/app/domain/rules/decide';
import { decideEach, DEEPER, joined } from '../../../../src/app/operations/write-path/decide-each';
import { RunRequest } from '../../../../src/app/ports';
import { atLength } from '../../../support/at-length';
import fc from '../../../support/draws';
import { Branch, hand, staff } from '../../domain/support/branch';
import { sliceFor } from '../../domain/support/slice-for';
import { configs, stepsBut, stepsOf, take } from '../../domain/support/steps';

const ADVISORS = ['ana', 'eva', 'ivo', 'leo'];

/** What an advisor would do next, or does out of turn; sometimes on another's ticket. */
function pressOf(branch: Branch, advisor: string, chance: number): RunRequest {
  const { ticket: mine, counter = '1' } = branch.whole.advisors[advisor] ?? {};
  const others = Object.values(branch.whole.advisors).flatMap(({ ticket }) => ticket ?? []);
  const ticket = (chance % 7 === 0 ? others[chance % 3] : mine) ?? 'none';
  const by = hand(advisor);
  const state = branch.whole.tickets[ticket]?.state;
  const next = chance % 4 > 0;
  const on = { tickets: [ticket], advisor };
  const fronts = { servedBy: advisor };
  const about = { branch: '1', actor: staff(advisor), shares: 'counter', seen: [advisor] } as const;
  if (state === 'called') return { ...about, load: on, command: { type: 'Start', ticket, by } };
  if (state === 'serving') {
    const load = { ...on, ...(next ? { fronts } : {}) };
    return { ...about, load, command: { type: 'Finish', ticket, by, next } };
  }
  return {
    ...about,
    load: { advisor, fronts },
    command: { type: 'CallNext', advisor, counter },
  };
}

/** What the database loads for several commands: each line deeper by the calls they may make. */
function loadedFor(branch: Branch, all: readonly RunRequest[]): Slice {
  const slices = all.map(({ command }) =>
    sliceFor(branch.whole, command, branch.front + DEEPER, branch.now),
  );
  const tickets = Object.assign({}, ...slices.map((each) => each.tickets)) as Slice['tickets'];
  return { ...slices[0], tickets, front: branch.front };
}

/**
 * What the database loads for one command alone: of the line, the front of the advisor's queues.
 */
function loadedAlone(branch: Branch, { command, load }: RunRequest): Slice {
  const slice = branch.slice(command);
  if (slice.config.settings.assignment === 'automatic') return slice;
  const { queues = [] } = slice.advisors[load.advisor as string] ?? {};
  const tickets = Object.entries(slice.tickets).filter(
    ([id, { state, queue, wish }]) =>
      load.tickets?.includes(id) ||
      state !== 'waiting' ||
      (load.fronts && (wish || queues.includes(queue))),
  );
  return { ...slice, tickets: Object.fromEntries(tickets) };
}

/** What one command alone does to the branch. */
function alone(branch: Branch, request: RunRequest) {
  const { command, actor } = request;
  try {
    const { events } = decide(loadedAlone(branch, request), command, actor, branch.now);
    branch.given(
      events.map(({ fact }) => fact),
      actor,
    );
    return { events };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error.code };
  }
}

/**
 * Decides as many as fit together, then each alone.
 * @returns how many fitted
 */
function compare(branch: Branch, all: readonly RunRequest[]): number {
  const slice = loadedFor(branch, all);
  const { outcomes, decided, after } = decideEach(all, { now: branch.now, slice, earlier: [] });
  const book = new StretchBook();
  for (const [at, outcome] of outcomes.entries()) {
    const { events, refused } = alone(branch, all[at]);
    if ('error' in outcome) expect((outcome.error as Refused).code).toBe(refused);
    else expect(outcome.result.events).toEqual(events);
    for (const event of events ?? []) book.take(event, branch.whole.day);
  }
  expect(joined(decided.map(({ decision }) => decision.stretches))).toEqual({
    begun: book.begun,
    ended: book.ended,
    undone: book.undone,
    turned: book.turned,
  });
  const { tickets, advisors, queues, seq } = branch.whole;
  expect(after).toMatchObject({ queues, seq });
  for (const id of Object.keys(after.tickets)) expect(after.tickets[id]).toEqual(tickets[id]);
  for (const id of Object.keys(after.advisors)) expect(after.advisors[id]).toEqual(advisors[id]);
  return outcomes.length;
}

test('simultaneous presses of advisors do what they would do one after another', () => {
  let [pressed, transactions] = [0, 0];
  const presses = fc.array(fc.tuple(fc.nat(3), fc.nat(1000)), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(
      configs,
      stepsOf(stepsBut('closeDay', 'night'), 60),
      fc.integer({ min: 1, max: 4 }),
      fc.array(presses, { minLength: 1, maxLength: 6 }),
      (config, steps, front, rounds) => {
        const branch = new Branch(config);
        branch.front = front;
        ADVISORS.forEach((id, at) => branch.signOn(id, String(at + 1)));
        for (const step of steps) take(branch, step);
        for (const round of rounds) {
          branch.now += 1000;
          let left = round.map(([who, chance]) => pressOf(branch, ADVISORS[who], chance));
          pressed += left.length;
          while (left.length) {
            left = left.slice(compare(branch, left));
            transactions += 1;
          }
        }
      },
    ),
    { numRuns: atLength(50, 600) },
  );
  expect(pressed / transactions).toBeGreaterThan(1.5);
});

describe('commands that wait for the next transaction', () => {
  const shared = (branch: Branch, presses: readonly RunRequest[]) =>
    decideEach(presses, { now: branch.now, slice: loadedFor(branch, presses), earlier: [] });

  test('a second command of the same advisor, and one on the same ticket', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    const ticket = branch.issue();
    branch.issue();
    branch.next('ana');
    const start = pressOf(branch, 'ana', 1);
    const finish: RunRequest = {
      ...start,
      load: { ...start.load, fronts: { servedBy: 'ana' } },
      command: { type: 'Finish', ticket, by: hand('ana'), next: true },
    };
    const { outcomes, decided } = shared(branch, [start, pressOf(branch, 'eva', 1), finish]);
    expect(outcomes).toHaveLength(2);
    expect(decided.map(({ decision }) => decision.events[0].fact.type)).toEqual([
      'ServiceStarted',
      'TicketCalled',
    ]);
  });

  test('a call of the ticket whose deferral ended with the call before', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    const late = branch.issue();
    branch.do({ type: 'Defer', ticket: late, minutes: 5 });
    branch.after(6);
    branch.issue('caja', 'preferential');
    const presses = [pressOf(branch, 'ana', 1), pressOf(branch, 'eva', 1)];
    expect(shared(branch, presses).decided.map(({ decision }) => facts(decision.events))).toEqual([
      ['DeferralEnded', 'TicketCalled'],
    ]);
    branch.issue('caja', 'preferential');
    expect(shared(branch, presses).decided).toHaveLength(2);
  });

  test('a call beyond the depth to which the lines were loaded', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    branch.issue();
    branch.next('ana');
    branch.next('eva');
    const [called, then] = branch.events.filter(({ fact }) => fact.type === 'TicketCalled');
    expect(goAlong([called], [then], 1)).toBe(true);
    expect(goAlong([called], [then], 0)).toBe(false);
  });

  test('a command that does more than counter work', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    const presses = [pressOf(branch, 'eva', 1), pressOf(branch, 'ana', 1)];
    const away: RunRequest = { ...presses[1], command: { type: 'DismissAdvisor', advisor: 'ana' } };
    const noted: RunRequest = {
      ...presses[1],
      command: { type: 'AskAdvisor', advisor: 'ana', what: 'pause', by: 'boss' },
    };
    expect(shared(branch, [presses[0], away]).decided).toHaveLength(2);
    expect(shared(branch, [presses[0], noted]).decided).toHaveLength(1);
    expect(shared(branch, [noted, presses[0]]).decided).toHaveLength(1);
  });
});

const facts = (events: readonly Event[]) => events.map(({ fact }) => fact.type);
