import type { Instant } from '../../app/wire/common';
import type { AdvisorView } from '../../app/wire/views';
import { Fate } from './fate';

/** What a simulated advisor does next. */
export type Step =
  | { readonly do: 'wait' }
  | { readonly do: 'come' | 'pause' | 'call' }
  | { readonly do: 'start' | 'recall' | 'no-show' | 'transfer'; readonly ticket: string }
  | { readonly do: 'finish'; readonly ticket: string; readonly next: boolean };

type Current = NonNullable<AdvisorView['current']>;

/** Pause between two customers. */
const IDLE_MS = 1500;
/** How long an advisor stays paused or signed off, whoever did it. */
const AWAY_MS = 45_000;
/** How long to wait after a call and after each recall. */
const PATIENCE_MS = 12_000;
const RECALLS = 1;
/** Number of services between pauses. */
const SERVICES = 9;

/**
 * What an advisor remembers: services since the last pause, and whether they have come on duty yet.
 */
export interface Memory {
  readonly servedSince: number;
  readonly began: boolean;
}

/**
 * Decides one step from what the console shows. `null` = never on duty here. An advisor whom a
 * supervisor paused or signed off comes back after a while, or at once when called back.
 */
export function nextStep(
  view: AdvisorView | null,
  fateOf: (ticket: string) => Fate,
  { servedSince, began }: Memory,
  now: number,
): Step {
  if (view === null) return { do: 'come' };
  const { me, current } = view;
  const inState = now - Date.parse(me.since);
  if (me.state === 'offline') return { do: !began || inState >= AWAY_MS ? 'come' : 'wait' };
  if (current) return withCustomer(current, fateOf(current.id), servedSince, now);
  if (me.state === 'paused') return { do: inState >= AWAY_MS ? 'come' : 'wait' };
  if (inState < IDLE_MS) return { do: 'wait' };
  if (servedSince >= SERVICES) return { do: 'pause' };
  return { do: view.next.length > 0 ? 'call' : 'wait' };
}

function withCustomer(current: Current, fate: Fate, servedSince: number, now: number): Step {
  const ticket = current.id;
  if (current.state === 'serving') {
    const soFar = sinceOf(current.startedAt, now);
    if (fate.transferred && soFar >= fate.serviceMs / 3) return { do: 'transfer', ticket };
    return soFar >= fate.serviceMs
      ? { do: 'finish', ticket, next: servedSince + 1 < SERVICES }
      : { do: 'wait' };
  }
  const silence = sinceOf(current.calledAt, now);
  if (fate.comesAfterMs !== undefined) {
    return silence >= fate.comesAfterMs ? { do: 'start', ticket } : { do: 'wait' };
  }
  if (silence < PATIENCE_MS * (current.recalls + 1)) return { do: 'wait' };
  return { do: current.recalls < RECALLS ? 'recall' : 'no-show', ticket };
}

/** Milliseconds since an instant; none when it has not come. */
const sinceOf = (at: Instant | undefined, now: number): number =>
  at === undefined ? 0 : now - Date.parse(at);
