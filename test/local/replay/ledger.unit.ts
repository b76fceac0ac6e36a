import { Event } from '../../../src/app/wire/facts';
import { Ledger } from '../../../src/local/replay/ledger';
import { Visit } from '../../../src/local/replay/visit';

type Fact = Event['fact'];
const iso = (ms: number) => new Date(ms).toISOString();
const why = {
  rule: 'due',
  due: iso(0),
  waited: 1,
  overtook: 0,
  assignment: 'on-demand',
} as const;
const issued = (ticket: string, n = 1, queue = 'ps'): Fact => ({
  type: 'TicketIssued',
  ticket,
  number: `${queue === 'in' ? 'I' : 'R'}0${n}`,
  n,
  queue,
  lane: 'general',
  day: '1999-01-05',
  due: iso(0),
  language: 'es',
  position: 1,
});
const called = (ticket: string, waitMs: number, advisor = 'a'): Fact => ({
  type: 'TicketCalled',
  ticket,
  queue: 'rest',
  lane: 'general',
  number: 'R01',
  advisor,
  counter: '1',
  serves: ['rest'],
  waitMs,
  inTarget: true,
  why,
});
const started = (ticket: string): Fact => ({
  type: 'ServiceStarted',
  ticket,
  queue: 'rest',
  advisor: 'a',
  counter: '1',
});
const finished = (ticket: string, serviceMs: number): Fact => ({
  type: 'ServiceFinished',
  ticket,
  queue: 'rest',
  advisor: 'a',
  counter: '1',
  serviceMs,
});
const left = (ticket: string, because: 'customer' | 'closing' = 'customer'): Fact => ({
  type: 'TicketCancelled',
  ticket,
  queue: 'rest',
  lane: 'general',
  was: 'waiting',
  deferred: false,
  because,
});

function read(...story: readonly (readonly [at: number, fact: Fact, seq?: number])[]) {
  const ledger = new Ledger();
  story.forEach(([at, fact, seq], index) =>
    ledger.take({
      branch: 'b',
      seq: seq ?? index + 1,
      at: iso(at),
      actor: { kind: 'system', id: 'x' },
      fact,
    } satisfies Event),
  );
  return ledger;
}

const served: Visit = {
  line: 2,
  queue: 'rest',
  joins: 'ps',
  lane: 'general',
  issuedAt: 0,
  end: { how: 'served', advisor: 'DANA', calledAt: 30_000, finishedAt: 90_000 },
};
const gone: Visit = {
  line: 3,
  queue: 'rest',
  joins: 'ps',
  lane: 'general',
  issuedAt: 10_000,
  end: { how: 'left', at: 40_000 },
};
const story = [
  [0, issued('t')],
  [10_000, issued('u', 2)],
  [30_000, called('t', 30_000)],
  [30_000, started('t')],
  [40_000, left('u')],
  [90_000, finished('t', 60_000)],
] as const;
const ids = new Map([
  [2, 't'],
  [3, 'u'],
]);

it('derives figures from events and finds a story that matches the file', () => {
  const ledger = read(...story);
  expect(ledger.faults).toEqual({ sequence: [], numbers: [], calls: [] });
  expect(ledger.figures().rest).toEqual({
    issued: 2,
    served: 1,
    abandoned: 1,
    waitTotal: 30,
    waitMean: 30,
    waitP90: 30,
    serviceTotal: 60,
    serviceMean: 60,
    serviceP90: 60,
  });
  expect(ledger.compare([served, gone], ids)).toEqual([]);
});

it('finds a row that differs by one second, and one without a ticket', () => {
  const ledger = read(...story);
  expect(ledger.compare([{ ...served, issuedAt: 1_000 }], ids)).toEqual([
    expect.stringMatching(
      /^line 2: file says rest 1970-01-01T00:00:01, .*; the app says rest 1970-01-01T00:00:00/,
    ),
  ]);
  expect(ledger.compare([{ ...gone, end: { how: 'left', at: 41_000 } }], ids)).toHaveLength(1);
  expect(ledger.compare([{ ...served, line: 9 }], ids)).toEqual(['line 9: has no ticket']);
});

it('finds a gap and a repeat in the sequence', () => {
  expect(read([0, issued('t')], [0, left('t'), 3]).faults.sequence).toEqual([
    'event 1 is followed by event 3',
  ]);
  expect(read([0, issued('t')], [0, left('t'), 1]).faults.sequence).toEqual([
    'event 1 is followed by event 1',
  ]);
});

it('finds a number given twice in a day; other queues and days may reuse it', () => {
  expect(read([0, issued('t')], [0, issued('u')]).faults.numbers).toHaveLength(2);
  expect(
    read(
      [0, issued('t')],
      [0, issued('u', 1, 'in')],
      [0, { ...issued('v'), day: '1999-01-06' } as Fact],
    ).faults.numbers,
  ).toEqual([]);
});

it('finds a ticket called twice at once, and an advisor with two tickets', () => {
  expect(
    read([0, issued('t')], [0, called('t', 0)], [0, called('t', 0, 'b')]).faults.calls,
  ).toEqual(['event 3: TicketCalled of ticket t, which is called']);
  expect(
    read([0, issued('t')], [0, issued('u', 2)], [0, called('t', 0)], [0, called('u', 0)]).faults
      .calls,
  ).toEqual(['event 4: advisor a is called a second ticket, u, while with t']);
});

it('finds a wait or service that the event itself reports wrongly', () => {
  expect(read([0, issued('t')], [5_000, called('t', 4_000)]).faults.calls).toEqual([
    'event 2: says a wait of 4000 ms, its ticket waited 5000 ms',
  ]);
  expect(
    read([0, issued('t')], [0, called('t', 0)], [0, started('t')], [9_000, finished('t', 8_000)])
      .faults.calls,
  ).toEqual(['event 4: says a service of 8000 ms, it took 9000 ms']);
});

it('counts tickets ended by closing the day separately', () => {
  const ledger = read([0, issued('t')], [1_000, left('t', 'closing')]);
  expect(ledger.closed).toBe(1);
  expect(ledger.figures().all).toMatchObject({ issued: 1, served: 0, abandoned: 0 });
});

it('when the app decides, each customer comes, stays and is served as in the file', () => {
  const ledger = read(...story);
  const arrivals = [
    { visit: served, service: 60_000 },
    { visit: gone, service: 50_000, patience: 30_000 },
  ];
  expect(ledger.compareOurs(arrivals, ids)).toEqual([]);
  expect(
    ledger.compareOurs(
      [
        { ...arrivals[0], service: 61_000 },
        { ...arrivals[1], patience: 29_000 },
      ],
      ids,
    ),
  ).toEqual([
    'line 2: was to be served for 61000 ms; it took 60000 ms',
    'line 3: was to leave after 29000 ms; it left at 1970-01-01T00:00:40',
  ]);
  expect(read([0, issued('t')]).compareOurs([{ visit: served, service: 60_000 }], ids)).toEqual([
    'line 2: has never ended; it is waiting',
  ]);
});
