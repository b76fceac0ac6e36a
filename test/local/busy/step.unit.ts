import { ListedTicket } from '../../../src/app/wire/tickets';
import { AdvisorView } from '../../../src/app/wire/views';
import { Fate } from '../../../src/local/busy/fate';
import { Memory, nextStep, Step } from '../../../src/local/busy/step';

const NOW = 1_000_000;
const iso = (ms: number) => new Date(ms).toISOString();
const ticket = (
  state: ListedTicket['state'],
  more: Partial<ListedTicket> & { recalls?: number } = {},
) =>
  ({
    id: 't',
    number: 'C01',
    queue: 'caja',
    lane: 'general',
    state,
    issuedAt: iso(0),
    due: iso(0),
    waitingSince: iso(NOW),
    recalls: 0,
    ...more,
  }) as const;
const view = (
  state: AdvisorView['me']['state'],
  {
    since = 60_000,
    current,
    next = [],
  }: { since?: number; current?: AdvisorView['current']; next?: AdvisorView['next'] } = {},
): AdvisorView => ({
  me: {
    id: 'a',
    state,
    queues: ['caja'],
    since: iso(NOW - since),
    served: 0,
    handedOn: 0,
    services: 0,
    serviceMs: 0,
    dutyMs: 0,
  },
  ...(current ? { current } : {}),
  next,
  queues: [],
  missed: [],
});
const comes: Fate = { comesAfterMs: 5000, serviceMs: 30_000, transferred: false };
const stays: Fate = { serviceMs: 30_000, transferred: false };
const working: Memory = { servedSince: 1, began: true };

it.each<readonly [string, AdvisorView | null, Fate, Memory, Step]>([
  ['somebody new comes', null, comes, { servedSince: 0, began: false }, { do: 'come' }],
  [
    'comes in the morning, however short the night was',
    view('offline', { since: 1000 }),
    comes,
    { servedSince: 0, began: false },
    { do: 'come' },
  ],
  [
    'stays away when signed off by a supervisor',
    view('offline', { since: 1000 }),
    comes,
    working,
    { do: 'wait' },
  ],
  ['and comes back after a while', view('offline'), comes, working, { do: 'come' }],
  ['a pause lasts', view('paused', { since: 1000 }), comes, working, { do: 'wait' }],
  ['and ends', view('paused'), comes, working, { do: 'come' }],
  [
    'calls the next customer',
    view('available', { next: [ticket('waiting')] }),
    comes,
    working,
    { do: 'call' },
  ],
  ['waits when nobody does', view('available'), comes, working, { do: 'wait' }],
  [
    'takes a breath first',
    view('available', { since: 100, next: [ticket('waiting')] }),
    comes,
    working,
    { do: 'wait' },
  ],
  [
    'pauses after many',
    view('available', { next: [ticket('waiting')] }),
    comes,
    { servedSince: 9, began: true },
    { do: 'pause' },
  ],
  [
    'waits for the customer to come',
    view('busy', { current: ticket('called', { calledAt: iso(NOW - 1000) }) }),
    comes,
    working,
    { do: 'wait' },
  ],
  [
    'starts with them',
    view('busy', { current: ticket('called', { calledAt: iso(NOW - 5000) }) }),
    comes,
    working,
    { do: 'start', ticket: 't' },
  ],
  [
    'calls again if nobody comes',
    view('busy', { current: ticket('called', { calledAt: iso(NOW - 12_000) }) }),
    stays,
    working,
    { do: 'recall', ticket: 't' },
  ],
  [
    'waits once more',
    view('busy', { current: ticket('called', { calledAt: iso(NOW - 20_000), recalls: 1 }) }),
    stays,
    working,
    { do: 'wait' },
  ],
  [
    'and gives up',
    view('busy', { current: ticket('called', { calledAt: iso(NOW - 24_000), recalls: 1 }) }),
    stays,
    working,
    { do: 'no-show', ticket: 't' },
  ],
  [
    'serves',
    view('busy', { current: ticket('serving', { startedAt: iso(NOW - 29_000) }) }),
    comes,
    working,
    { do: 'wait' },
  ],
  [
    'finishes and calls the next',
    view('busy', { current: ticket('serving', { startedAt: iso(NOW - 30_000) }) }),
    comes,
    working,
    { do: 'finish', ticket: 't', next: true },
  ],
  [
    'finishes only, before a pause',
    view('busy', { current: ticket('serving', { startedAt: iso(NOW - 30_000) }) }),
    comes,
    { servedSince: 8, began: true },
    { do: 'finish', ticket: 't', next: false },
  ],
  [
    'transfers a matter of another queue',
    view('busy', { current: ticket('serving', { startedAt: iso(NOW - 10_000) }) }),
    { ...comes, transferred: true },
    working,
    { do: 'transfer', ticket: 't' },
  ],
])('%s', (_, shown, fate, memory, step) => {
  expect(nextStep(shown, () => fate, memory, NOW)).toEqual(step);
});
