import { defaultSettings } from '../../domain/model/settings';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Call, Route } from '../request/route';

/**
 * Requests a minute of one kiosk or display, tickets aside: its pages make a hundredth of that, and
 * a whole wall of screens may share one cookie.
 */
const REQUESTS = 6_000;
/**
 * Requests a minute from any address where the device's own page is not open: more than people
 * make.
 */
const AWAY = { tickets: 60, requests: 300 } as const;
const MINUTE = 60;
/** A page says where it is every ten seconds; after this long (s) it may be gone. */
const HOME_SECONDS = 120;
/** A branch's setting is looked up at most this often, ms. */
const KEPT_MS = 10_000;

type Caller = Pick<Call, 'viewer' | 'address'>;

/**
 * How much a kiosk or display may ask for in a minute, over all instances. Where its page is open
 * it has plenty. Somebody with its cookie elsewhere has a small allowance of their own, so they can
 * neither use up the numbers, nor search through them, nor starve the device itself.
 */
export function createDeviceLimits({
  operations,
  limiter,
  cache,
  clock,
  fingerprint,
}: Pick<HttpDeps, 'operations' | 'limiter' | 'cache' | 'clock' | 'fingerprint'>) {
  /** Without Redis nothing is cached for longer than two seconds. */
  const homes = new Map<string, { readonly here: string; readonly until: number }>();
  const known = new Map<string, { readonly most: number; readonly until: number }>();
  const ticketsOf = async (branch: string): Promise<number> => {
    const now = clock();
    const kept = known.get(branch);
    if (kept && kept.until > now) return kept.most;
    const { settings } = (await operations.directory(branch)).config;
    // A floor that an older release cached lacks it.
    const most = settings.ticketsPerKiosk ?? defaultSettings.ticketsPerKiosk;
    known.set(branch, { most, until: now + KEPT_MS });
    return most;
  };
  const take = async (key: string, most: number) => {
    const taken = await limiter.take(key, most, MINUTE);
    if (taken.ok) return;
    throw new HttpProblem(
      429,
      'too_many_requests',
      `This device asks too often. Try again in ${taken.retryAfterSeconds} s.`,
      [],
      { 'Retry-After': String(taken.retryAfterSeconds) },
    );
  };
  /** Throws 429 once it is too much. */
  return async ({ method, path }: Route, { viewer, address }: Caller): Promise<void> => {
    if (viewer?.kind !== 'device' || viewer.deviceKind === 'printer') return;
    const { device, branch } = viewer;
    const here = fingerprint(`device\0${address}`);
    const home = `{device-home:${device}}`;
    const what =
      method === 'POST' && path === '/api/branches/:branch/tickets' ? 'tickets' : 'requests';
    const mine = homes.get(device);
    const open = (await cache.get(home)) ?? (mine && mine.until > clock() ? mine.here : undefined);
    if (open !== undefined && open !== here) {
      await take(`device-away-${what}:${device}:${here}`, AWAY[what]);
    }
    await take(`device-${what}:${device}`, what === 'tickets' ? await ticketsOf(branch) : REQUESTS);
    // What its page reports. A thief who reports the same shares the small allowance for other
    // addresses.
    if (!path.endsWith('/devices/me')) return;
    homes.set(device, { here, until: clock() + HOME_SECONDS * 1000 });
    await cache.set(home, here, HOME_SECONDS);
  };
}
