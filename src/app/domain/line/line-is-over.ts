import { isOnDuty } from '../model/advisor';
import { closesForTheDay, closesOn, isOpen } from '../model/day';
import { Instant } from '../model/instant';
import { BranchSettings } from '../model/settings';
import { State } from '../model/state';

/** After closing, advisors who are all away for this long have gone home. */
const GONE_MS = 5 * 60_000;

/**
 * Whether those who wait since a business day are to be told that nobody will call them: the branch
 * has closed for that day, or does not open in it any more, and it cancels its line then, or
 * everybody who serves has gone.
 */
export function lineIsOver(
  { advisors }: Pick<State, 'advisors'>,
  settings: BranchSettings,
  day: string,
  now: Instant,
): boolean {
  if (isOpen(now, settings)) return false;
  const closes = closesOn(day, settings);
  if (closes !== undefined && now < closes) return false;
  if (settings.closing.line === 'cancel') return true;
  return Object.values(advisors).every(
    (each) => !isOnDuty(each) && each.state !== 'paused' && now - each.since >= GONE_MS,
  );
}

/**
 * Where the line is cancelled at closing: whether a wait may, or will, be longer than until then.
 */
export function missesClosing(
  wait: { readonly lowSeconds: number; readonly highSeconds: number },
  settings: BranchSettings,
  now: Instant,
): 'may-miss' | 'will-miss' | undefined {
  const closes = closesForTheDay(now, settings);
  if (settings.closing.line !== 'cancel' || closes === undefined) return undefined;
  const left = (closes - now) / 1000;
  if (wait.lowSeconds > left) return 'will-miss';
  return wait.highSeconds > left ? 'may-miss' : undefined;
}
