import { Action, allowed, Door } from '../../../../src/app/identity/policy';
import { ViewName } from '../../../../src/app/ports';
import { DocumentedRoute } from '../contract';
import { Answer } from '../stage';
import { doors } from './doors';
import { Identity } from './identities';

/**
 * What must come of a request, given what the caller is at a branch: written without the app's
 * code.
 */

export const named = ({ method, path }: Pick<DocumentedRoute, 'method' | 'path'>) =>
  `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
const fill = (path: string, branch: string, ticket: string) =>
  path
    .replace('{branch}', branch)
    .replace('{ticket}', ticket)
    .replace('{number}', 'C01')
    .replace('{report}', 'waits.csv')
    .replace('{webhook}', ticket)
    .replace('{request}', ticket)
    .replace('{session}', ticket)
    .replace('{mail}', ticket)
    .replace('{passkey}', ticket)
    .replace('{year}', '2026')
    .replace('{from}', '2026-01-01')
    .replace(/\{\w+\}/g, 'some-thing');
/** A body that no route accepts, so that nothing happens when a caller is let in. */
const WRONG = { 'no such member': true };
/** Routes that report who the caller is, and say so if it is neither staff nor a device. */
const WHO_AM_I = 'GET /api/sessions';
const MY_SESSION = 'GET /api/sessions/left';
const DEVICES = ['kiosk', 'display', 'printer'];
const isNobodyAt = (route: string, { is, as }: Identity) =>
  (route === WHO_AM_I || route === MY_SESSION) &&
  (!is || !as?.startsWith('Bearer') || (route === MY_SESSION && DEVICES.includes(is)));
/** The body is ignored there (RFC 8058); without the link's key nothing happens. */
export const UNREAD = ['confirm', 'end'].map((door) => `POST /api/report-mails/:mail/${door}/:key`);
const BANK_WIDE: readonly Door[] = ['configure-bank', 'persons'];
export const isAt = ({ at }: Identity, branch: string) => at === 'all' || at.includes(branch);

/** What must come of it: the status and code of a refusal, or `in`. */
function behind(door: Door, who: Identity, branch: string | undefined): string {
  if (door === 'nobody') return 'in';
  if (door === 'printer') {
    if (who.is === 'printer') return 'in';
    return who.as?.startsWith('Basic') ? '401 unknown_token' : '401 sign_in_required';
  }
  // A printer's Basic credentials count as nobody's token at every other door.
  if (who.ended || who.is === 'printer') return '401 unknown_token';
  if (door === 'anyone') return 'in';
  if (!who.is) return '401 sign_in_required';
  if (door === 'ticket' || door === 'ticket-look') {
    if (who.is !== 'customer') return '403 not_allowed';
    return door === 'ticket' && who.reads ? '403 reading_key' : 'in';
  }
  if (!(allowed[door as Action] as readonly string[]).includes(who.is)) return '403 not_allowed';
  const bankWide = branch === 'bank' || BANK_WIDE.includes(door);
  if (bankWide && who.at !== 'all') {
    return BANK_WIDE.includes(door) ? '403 not_allowed' : '403 not_your_branch';
  }
  if (branch === undefined || isAt(who, branch)) return 'in';
  return branch === 'no-such' ? '404 unknown_branch' : '403 not_your_branch';
}
const REFUSALS = /^(401|403)$/;
const said = ({ status, body }: Answer) =>
  REFUSALS.test(String(status)) ? String(body?.code) : '';
export const outcome = (answer: Answer) =>
  said(answer)
    ? `${answer.status} ${said(answer)}`
    : answer.body?.code === 'unknown_branch'
      ? '404 unknown_branch'
      : 'in';

/** What must come of a request with a wrong body to this route. */
export const verdict = (route: DocumentedRoute, who: Identity, branch: string | undefined) =>
  isNobodyAt(named(route), who) ? '401 sign_in_required' : behind(doorOf(route), who, branch);

export const doorOf = (route: DocumentedRoute): Door => doors[named(route) as keyof typeof doors];

/** A request with a body that no route accepts. */
export const asked = (
  { method, path }: DocumentedRoute,
  branch: string | undefined,
  ticket: string,
) => [method, fill(path, branch ?? '', ticket), method === 'GET' ? undefined : WRONG] as const;

export const WATCHED: Readonly<Record<ViewName, readonly string[]>> = {
  display: ['display', 'kiosk', 'host', 'advisor', 'supervisor', 'admin'],
  floor: ['supervisor', 'admin'],
  advisor: ['advisor', 'supervisor'],
  ticket: ['customer'],
};

/** What must come of opening a live view: the status of a refusal, or `a frame`. */
export function verdictOnView(view: ViewName, branch: string, who: Identity) {
  // A printer's credentials are not accepted here.
  const known = who.is && who.is !== 'printer' && !who.ended;
  if (!known) return 401;
  return WATCHED[view].includes(who.is!) && isAt(who, branch) ? 'a frame' : 403;
}
