import { Instant } from '../domain/model/instant';
import { Identify, IdentityStore, Viewer } from '../ports';
import { cookieIn, DEVICE_COOKIE, deviceTokens, SESSION_COOKIE } from './cookies';
import { DeviceKeys } from './device-keys';
import { fromElsewhere, readsFromElsewhere, RequestHead, sameOrigin } from './origin';
import { createOwners, OwnerDeps, viewerOf } from './owner';
import { Secrets } from './secrets';

export interface IdentifyDeps extends OwnerDeps {
  readonly keys: DeviceKeys;
  readonly store: IdentityStore;
  readonly secrets: Secrets;
  /** The pages' origin; the request's own host is accepted too. */
  readonly publicUrl: string;
}

/**
 * How a request identifies itself. Browsers send cookies by themselves, so only cookies need an
 * Origin check.
 */
export interface Identified {
  readonly viewer: Viewer;
  readonly by: 'cookie' | 'header';
  readonly token: string;
}

/** The ticket a key is for, if it is for any. */
function holdersOf({ store, secrets }: IdentifyDeps) {
  const holder = (
    found: { readonly ticket: string; readonly branch: string },
    token: string,
    acts: boolean,
  ): readonly Identified[] => [{ viewer: { kind: 'ticket', ...found, acts }, by: 'header', token }];
  /**
   * After the look-up by hash, the key itself is checked in constant time. Staff hand out another
   * kind of key, which itself names its ticket.
   */
  return async (key: string): Promise<readonly Identified[]> => {
    if (!/^[\w-]{20,64}$/.test(key)) return [];
    const read = secrets.ticketOfReadingKey(key);
    if (read !== undefined) {
      const branch = await store.branchOfTicket(read);
      return branch === undefined ? [] : holder({ ticket: read, branch }, key, false);
    }
    const found = await store.ticketByKeyHash(secrets.hashToken(key));
    return found && secrets.ticketKeyHolds(found.ticket, key) ? holder(found, key, true) : [];
  };
}

/** Whether the device of an open socket has a newer key by now and may come back with it. */
const newerKeys =
  ({ keys }: IdentifyDeps) =>
  async ({ headers: { authorization, cookie } }: RequestHead): Promise<boolean> => {
    const tokens =
      authorization === undefined
        ? deviceTokens(cookieIn(cookie, DEVICE_COOKIE))
        : [authorization.split(' ').at(-1)!];
    return (await Promise.all(tokens.map(keys.replaced))).includes(true);
  };

/** A request's token of staff: in `Authorization`, otherwise in its cookie. */
const staffToken = ({ headers: { authorization, cookie } }: RequestHead): string | undefined =>
  authorization === undefined
    ? cookie && cookieIn(cookie, SESSION_COOKIE)
    : /^Bearer +(\S+)$/i.exec(authorization)?.[1];

/**
 * When the session of a request ends if it is not used before; undefined without one. Asking does
 * not count as use: otherwise a page that watches for the end would put it off. Read from
 * PostgreSQL.
 */
const sessionEnds =
  ({ store, secrets, clock }: IdentifyDeps) =>
  async (request: RequestHead): Promise<Instant | undefined> => {
    const token = staffToken(request);
    const held = token && (await store.sessionByToken(secrets.hashToken(token), clock()));
    return held ? Math.min(held.expiresAt, held.idleUntil) : undefined;
  };

export function createIdentify(deps: IdentifyDeps) {
  const { publicUrl } = deps;
  const ownerOf = createOwners(deps);

  const byToken = async (
    token: string,
    by: Identified['by'],
    again: boolean,
  ): Promise<readonly Identified[]> => {
    const owner = await ownerOf(token, again);
    return owner ? [{ viewer: viewerOf(owner), by, token }] : [];
  };
  const byTicketKey = holdersOf(deps);

  /**
   * Everybody this request can speak for: the owner of `Authorization`, otherwise the owners of its
   * cookies (a browser may be a kiosk and an advisor's at once). Cookies that another site's page
   * makes a browser send speak for nobody.
   */
  async function identified(request: RequestHead, again = false): Promise<readonly Identified[]> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const [, scheme, value] = /^(Bearer|Ticket) +(\S+)$/i.exec(authorization) ?? [];
      if (!scheme) return [];
      return scheme.toLowerCase() === 'ticket'
        ? byTicketKey(value)
        : byToken(value, 'header', again);
    }
    if (!cookie || readsFromElsewhere(request, publicUrl)) return [];
    const session = cookieIn(cookie, SESSION_COOKIE);
    const tokens = [
      ...(session ? [session] : []),
      ...deviceTokens(cookieIn(cookie, DEVICE_COOKIE)),
    ];
    return (await Promise.all(tokens.map((token) => byToken(token, 'cookie', again)))).flat();
  }

  /**
   * For sockets: a ticket's key as subprotocol, a bearer token, or a cookie with a matching Origin.
   */
  const identify: Identify = async (request, again) => {
    const offered = String(request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean);
    for (const each of offered) {
      const [found] = await byTicketKey(each);
      if (found) return found.viewer;
    }
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const found = await identified(request, again);
    const screen =
      query.get('view') === 'display'
        ? found.find(
            ({ viewer }) => viewer.kind === 'device' && viewer.branch === query.get('branch'),
          )
        : undefined;
    const best = screen ?? found[0];
    return best &&
      (best.by === 'header' ||
        (sameOrigin(request, publicUrl) && !fromElsewhere(request, publicUrl)))
      ? best.viewer
      : undefined;
  };

  return {
    identified,
    sessionEnds: sessionEnds(deps),
    hasNewerKey: newerKeys(deps),
    successor: deps.keys.successor,
    sameOrigin: (request: RequestHead) => sameOrigin(request, publicUrl),
    fromElsewhere: (request: RequestHead) => fromElsewhere(request, publicUrl),
    readsFromElsewhere: (request: RequestHead) => readsFromElsewhere(request, publicUrl),
    identify,
  };
}
export type Identification = ReturnType<typeof createIdentify>;
