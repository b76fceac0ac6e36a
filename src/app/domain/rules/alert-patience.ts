import { Alert } from '../model/alert';
import { Instant } from '../model/instant';

/**
 * A change that lasts for less opens or closes nothing: what comes and goes within this time is not
 * worth a look. The sweep measures every eight seconds, so an alert opens and closes 15 to 30 s
 * after its cause.
 */
export const STEADY_MS = 15_000;

type AlertKey = Pick<Alert, 'kind' | 'subject'>;

/**
 * Since when what is measured has differed from the alerts that are open: `+kind:subject` is there
 * and not open, `-kind:subject` is open and gone.
 */
export type Unsettled = Readonly<Record<string, Instant>>;

export const keyOf = ({ kind, subject }: AlertKey): string => `${kind}:${subject}`;

/** What differs now, with since when: what differed before as well keeps its time. */
export function unsettledNow(
  causes: readonly AlertKey[],
  open: readonly AlertKey[],
  before: Unsettled,
  now: Instant,
): Unsettled {
  const [there, shown] = [new Set(causes.map(keyOf)), new Set(open.map(keyOf))];
  const differing = [
    ...[...there].filter((key) => !shown.has(key)).map((key) => `+${key}`),
    ...[...shown].filter((key) => !there.has(key)).map((key) => `-${key}`),
  ];
  return Object.fromEntries(
    differing.map((key) => [key, Object.hasOwn(before, key) ? before[key] : now]),
  );
}

/** Whether a difference has lasted; with nothing remembered, each counts at once. */
export function isSettled(
  differs: { readonly opens?: AlertKey; readonly closes?: AlertKey },
  unsettled: Unsettled | undefined,
  now: Instant,
): boolean {
  if (unsettled === undefined) return true;
  const key = differs.opens ? `+${keyOf(differs.opens)}` : `-${keyOf(differs.closes!)}`;
  return Object.hasOwn(unsettled, key) && now - unsettled[key] >= STEADY_MS;
}
