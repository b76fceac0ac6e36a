import { evolve } from '../../../../src/app/domain/fold/evolve';
import { evolveTicket } from '../../../../src/app/domain/fold/evolve-ticket';
import {
  ENDED_CALLS,
  evolveFloor,
  evolveFloors,
  tidyFloor,
} from '../../../../src/app/domain/fold/floor';
import { SYSTEM } from '../../../../src/app/domain/model/actor';
import { Event, Fact } from '../../../../src/app/domain/model/events';
import { displayView } from '../../../../src/app/domain/views/project';
import { Branch, configWith, hand } from '../support/branch';
import { emptyFloor } from '../support/empty-floor';

const event = (fact: Fact, seq = 1): Event => ({ branch: '1', seq, at: 1000, actor: SYSTEM, fact });

/**
 * One ticket of every state: t1 served, t2 cancelled, t3 no-show, t4 being served, t5 called, t6
 * waiting.
 */
function day(): Branch {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  for (let n = 0; n < 6; n += 1) branch.issue();
  branch.serve(branch.next('ana')!);
  branch.do({ type: 'Cancel', ticket: 't2', because: 'customer' });
  branch.next('ana');
  branch.do({ type: 'NoShow', ticket: 't3', by: hand('ana') });
  branch.start(branch.next('ana')!);
  branch.next('eva');
  return branch;
}

test("a floor keeps what is open and the day's no-shows", () => {
  const branch = day();
  expect(Object.keys(branch.floor.tickets)).toEqual(['t3', 't4', 't5', 't6']);
  expect(tidyFloor(branch.whole).tickets).toEqual(branch.floor.tickets);
});

/** Missed after midnight, by a branch that stays open. */
function kept(): Branch {
  const branch = new Branch(configWith({ hours: 'always' })).signOn('ana', '1');
  branch.after(13 * 60 + 50).issue();
  branch.after(11).do({ type: 'CloseDay', day: '2026-03-10', batch: 200 });
  branch.next('ana');
  branch.do({ type: 'NoShow', ticket: 't1', by: hand('ana') });
  return branch;
}

test('whoever is missed on the day after theirs is on the floor until that day is over', () => {
  const branch = kept();
  expect(branch.floor.tickets).toEqual({ t1: branch.ticket('t1') });
  expect(branch.floor.queues['caja'].missed).toBe(1);
  const next: Fact = { type: 'DayOpened', day: '2026-03-12', kept: true };
  expect(evolveFloor(branch.floor, event(next)).tickets).toEqual({});
});

test('a screen that has not held whoever was missed has them back whole', () => {
  const branch = kept();
  const before = { ...branch.floor, tickets: {} };
  branch.do({ type: 'Reopen', ticket: 't1', by: hand('ana') });
  const back = { t1: branch.ticket('t1') };
  expect(back.t1.state).toBe('waiting');
  expect(branch.floor.tickets).toEqual(back);
  expect(evolveFloors(before, branch.events.slice(-1)).tickets).toEqual(back);
  expect(evolveFloor(before, branch.events.at(-1)!).tickets).toEqual(back);
  expect(branch.floor.queues['caja']).toMatchObject({ missed: 0, general: 1 });
});

test("a floor is the fold of the branch's events, in one pass or tidied at the end", () => {
  const branch = day();
  const folded = branch.events.reduce(evolveFloor, emptyFloor('1', '2026-03-10'));
  expect(folded).toEqual(branch.floor);
  const whole = branch.events.reduce(evolve, emptyFloor('1', '2026-03-10'));
  expect(tidyFloor(whole)).toEqual(branch.floor);
});

test('folding many events at once gives the same as one by one, wherever they are split', () => {
  const branch = day();
  const events = [
    ...branch.events,
    event({ type: 'DayOpened', day: '2026-03-11' }, branch.events.length + 1),
    ...branch.events.slice(1),
  ];
  const start = emptyFloor('1', '2026-03-10');
  const before = JSON.stringify(start);
  const one = events.map((_, index) => events.slice(0, index).reduce(evolveFloor, start));
  one.forEach((floor, index) => {
    expect(evolveFloors(start, events.slice(0, index))).toEqual(floor);
    const whole = JSON.stringify(floor);
    expect(evolveFloors(floor, events.slice(index))).toEqual(events.reduce(evolveFloor, start));
    expect(JSON.stringify(floor)).toBe(whole);
  });
  expect(JSON.stringify(start)).toBe(before);
});

test("yesterday's no-shows leave when the new day opens", () => {
  const branch = day();
  expect(
    evolveFloor(branch.floor, event({ type: 'DayOpened', day: '2026-03-11' })).tickets,
  ).not.toHaveProperty('t3');
});

test('an event about a ticket not on the floor changes only the counts', () => {
  const branch = day();
  const cancelled: Fact = {
    type: 'TicketCancelled',
    ticket: 't6',
    queue: 'caja',
    lane: 'general',
    was: 'waiting',
    deferred: false,
    because: 'staff',
  };
  const slice = { ...branch.whole, tickets: {} };
  const next = evolve(slice, event(cancelled));
  expect(next.tickets).toEqual({});
  expect(next.queues.caja).toEqual({ ...branch.whole.queues.caja, general: 0, cancelled: 2 });
});

test('a slice keeps numbers and sequence, a floor has none', () => {
  const branch = day();
  expect(branch.whole).toMatchObject({ seq: branch.events.length, numbers: { caja: 6 } });
  expect(branch.floor).not.toHaveProperty('seq');
  expect(branch.floor).not.toHaveProperty('numbers');
  expect(evolve(branch.whole, event({ type: 'DayOpened', day: '2026-03-11' }, 99))).toMatchObject({
    seq: 99,
    numbers: {},
    day: '2026-03-11',
  });
});

test('events of other tickets, or a second issue, change no ticket', () => {
  const ticket = day().ticket('t6');
  expect(
    evolveTicket(
      ticket,
      event({ type: 'DeferralEnded', ticket: 't5', queue: 'caja', lane: 'general' }),
    ),
  ).toBe(ticket);
  expect(
    evolveTicket(ticket, event({ type: 'ContactLinked', ticket: 't6', consumer: 'telegram' })),
  ).toBe(ticket);
  expect(
    evolveTicket(
      undefined,
      event({ type: 'DeferralEnded', ticket: 't5', queue: 'caja', lane: 'general' }),
    ),
  ).toBeUndefined();
});

test('what did not change stays the same object, so screens redraw only what did', () => {
  const { floor } = day();
  const next = evolveFloor(floor, event({ type: 'PersonalDataShown', what: 'national-id' }));
  for (const part of ['tickets', 'advisors', 'queues', 'alerts'] as const) {
    expect(next[part]).toBe(floor[part]);
  }
});

describe('the last calls of tickets that have ended', () => {
  const numbers = (branch: Branch) => branch.floor.endedCalls!.map((call) => call.number);

  test('stay on the floor when their tickets leave it, newest first, eight at most', () => {
    const branch = new Branch().signOn('ana', '1');
    for (let n = 0; n < 10; n += 1) branch.issue();
    for (let n = 0; n < 10; n += 1) branch.after(1).serve(branch.next('ana')!);
    expect(Object.keys(branch.floor.tickets)).toEqual([]);
    expect(numbers(branch)).toEqual(['C10', 'C09', 'C08', 'C07', 'C06', 'C05', 'C04', 'C03']);
    expect(branch.floor.endedCalls).toHaveLength(ENDED_CALLS);
    expect(branch.floor.endedCalls![0]).toEqual({
      ticket: 't10',
      number: 'C10',
      queue: 'caja',
      counter: '1',
      at: branch.ticket('t10').lastCallAt,
      seq: branch.ticket('t10').seq,
    });
  });

  test('of a quiet queue are not displaced by those of a busy one', () => {
    const branch = new Branch().signOn('ana', '1', ['caja', 'personal-banker']);
    branch.issue('personal-banker');
    branch.serve(branch.next('ana')!);
    for (let n = 0; n < 10; n += 1) branch.issue();
    for (let n = 0; n < 10; n += 1) branch.after(1).serve(branch.next('ana')!);
    expect(numbers(branch)).toHaveLength(ENDED_CALLS + 1);
    expect(numbers(branch).at(-1)).toBe('P01');
    const shown = displayView(branch.floor, branch.config, branch.now).last;
    expect(shown.map(({ number, queue }) => [number, queue]).at(-1)).toEqual([
      'P01',
      'personal-banker',
    ]);
  });

  test('are in order of the calls, not of the endings; tickets never called are left out', () => {
    const branch = day();
    expect(numbers(branch)).toEqual(['C01']);
    branch.do({ type: 'Cancel', ticket: 't5', because: 'customer' });
    branch.finish('t4');
    expect(numbers(branch)).toEqual(['C05', 'C04', 'C01']);
  });

  test('are forgotten with the day; nothing of a closed day carries into the next', () => {
    const branch = day();
    const morning = evolveFloor(branch.floor, event({ type: 'DayOpened', day: '2026-03-11' }));
    expect(morning.endedCalls).toEqual([]);
    const late = evolveFloor(
      morning,
      event({
        type: 'ServiceFinished',
        ticket: 't4',
        queue: 'caja',
        advisor: 'ana',
        counter: '1',
        serviceMs: 1,
        closing: true,
        late: true,
      }),
    );
    expect(late.tickets).not.toHaveProperty('t4');
    expect(late.endedCalls).toEqual([]);
  });

  test('of somebody whom an open branch kept over midnight are calls of the new day', () => {
    const branch = new Branch(configWith({ hours: 'always' }))
      .signOn('ana', '1')
      .signOn('eva', '2');
    branch.after(13 * 60 + 40).issue();
    branch.issue();
    branch.issue();
    branch.serve(branch.next('ana')!); // called and served before midnight
    branch.start(branch.next('ana')!);
    branch.after(21).do({ type: 'CloseDay', day: '2026-03-10', batch: 200 });
    expect(branch.floor).toMatchObject({ day: '2026-03-11', endedCalls: [] });
    branch.finish('t2');
    expect(numbers(branch)).toEqual(['C02']);
    branch.after(1).serve(branch.next('eva')!);
    expect(numbers(branch)).toEqual(['C03', 'C02']);

    // in the new day C01 is given again, and C02; whoever has it has not been called
    const shown = () =>
      displayView(branch.floor, branch.config, branch.now).last.map(({ ticket }) => ticket);
    expect([branch.issue(), branch.ticket('t4').number]).toEqual(['t4', 'C01']);
    expect(shown()).toEqual(['t3', 't2']);
    expect([branch.issue(), branch.ticket('t5').number]).toEqual(['t5', 'C02']);
    expect(shown()).toEqual(['t3']);
    branch.after(1).serve(branch.next('ana')!);
    branch.after(1).serve(branch.next('ana')!);
    expect(shown()).toEqual(['t5', 't4', 't3']);
  });

  test('start empty on a floor sent by an older release', () => {
    const { endedCalls, ...older } = day().floor;
    expect(endedCalls).toHaveLength(1);
    const next = evolveFloor(
      older,
      event({
        type: 'ServiceFinished',
        ticket: 't4',
        queue: 'caja',
        advisor: 'ana',
        counter: '1',
        serviceMs: 1,
      }),
    );
    expect(next.endedCalls!.map((call) => call.number)).toEqual(['C04']);
  });
});
