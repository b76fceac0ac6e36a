import { isOnDuty } from '../model/advisor';
import { callsItsLine, closesForTheDay, dayOf, lineEnds, lineEndsOn } from '../model/day';
import { Instant } from '../model/instant';
import { QueueConfig } from '../model/queue';
import { BranchSettings } from '../model/settings';
import { cancelsFrom } from '../model/sign';
import { BranchConfig, State } from '../model/state';
import { Ticket } from '../model/ticket';

/** After closing, advisors who are all away for this long have gone home. */
const GONE_MS = 5 * 60_000;

/**
 * Whether those who wait since a business day should be told that nobody will call them. Either the
 * branch has closed for that day, or does not open again on it, and it cancels its line then or
 * everybody who serves has gone; or a supervisor has closed it without serving its line.
 */
export function lineIsOver(
  { advisors }: Pick<State, 'advisors'>,
  settings: BranchSettings,
  day: string,
  now: Instant,
): boolean {
  if (hasBegun(cancelsFrom(settings.sign, now), now)) return true;
  if (callsItsLine(now, settings)) return false;
  const closes = lineEndsOn(day, settings);
  if (closes !== undefined && now < closes) return false;
  if (settings.closing.line === 'cancel') return true;
  return Object.values(advisors).every(
    (each) => !isOnDuty(each) && each.state !== 'paused' && now - each.since >= GONE_MS,
  );
}

const hasBegun = (from: Instant | undefined, now: Instant) => from !== undefined && from <= now;

/** The same for one waiting ticket, with the sign on its queue's door. */
export const isSentHome = (
  state: Pick<State, 'advisors'>,
  { settings, queues }: BranchConfig,
  { queue, day }: Pick<Ticket, 'queue' | 'day'>,
  now: Instant,
): boolean =>
  hasBegun(cancelsFrom(queues[queue]?.sign, now), now) || lineIsOver(state, settings, day, now);

/**
 * When a queue's line is cancelled: at closing, if the branch does so, or when a supervisor closes
 * the branch or the queue without serving its line. Undefined if everybody in line is served.
 */
export function lineCancelledAt(
  settings: BranchSettings,
  queue: Pick<QueueConfig, 'sign'> | undefined,
  now: Instant,
): { readonly at: Instant; readonly of: 'branch' | 'queue' } | undefined {
  const day = settings.closing.line === 'cancel' ? lineEnds(now, settings) : undefined;
  const branch = Math.min(cancelsFrom(settings.sign, now) ?? Infinity, day ?? Infinity);
  const own = cancelsFrom(queue?.sign, now) ?? Infinity;
  if (branch === Infinity && own === Infinity) return undefined;
  return own < branch ? { at: own, of: 'queue' } : { at: branch, of: 'branch' };
}

/**
 * Until when it is certain now that a queue's line is called: it is cancelled then, the branch
 * closes, or the day ends. After closing, advisors may serve those who are left for as long as they
 * stay.
 */
export function surelyCalledUntil(
  settings: BranchSettings,
  queue: Pick<QueueConfig, 'sign'> | undefined,
  now: Instant,
): Instant {
  const closes = lineEnds(now, settings);
  return Math.min(
    lineCancelledAt(settings, queue, now)?.at ?? Infinity,
    closes !== undefined && now < closes ? closes : Infinity,
    dayOf(now, settings).next,
  );
}

/** When advisors no longer stay for a customer who takes a number now. */
export function givesNumbersUntil(
  settings: BranchSettings,
  { sign }: Pick<QueueConfig, 'sign'>,
  now: Instant,
): Instant | undefined {
  const branch = closesForTheDay(now, settings);
  const queue = sign?.says === 'closed' && now < sign.untilMs ? sign.fromMs : undefined;
  return branch === undefined || queue === undefined ? (branch ?? queue) : Math.min(branch, queue);
}

/** If the line is cancelled at some time: whether a wait may, or will, last longer than that. */
export function missesClosing(
  wait: { readonly lowSeconds: number; readonly highSeconds: number },
  { settings, queue }: { readonly settings: BranchSettings; readonly queue?: QueueConfig },
  now: Instant,
): 'may-miss' | 'will-miss' | undefined {
  const closes = lineCancelledAt(settings, queue, now)?.at;
  if (closes === undefined) return undefined;
  const left = (closes - now) / 1000;
  if (wait.lowSeconds > left) return 'will-miss';
  return wait.highSeconds > left ? 'may-miss' : undefined;
}
