import { IncomingMessage } from 'node:http';
import { Cache, Device, Identify, IdentityStore, Staff, Viewer } from '../ports';
import { cookiesOf, DEVICE_COOKIE, SESSION_COOKIE } from './cookies';
import { Secrets } from './secrets';

export interface IdentifyParts {
  readonly store: IdentityStore;
  readonly cache: Cache;
  readonly secrets: Secrets;
  readonly clock: () => number;
  /** Where the pages come from; besides it, the request's own host counts. */
  readonly publicUrl: string;
}

/** Seconds a session is taken from the cache; an ended one is dropped at once here, and within this long elsewhere without Redis. */
const CACHED_SECONDS = 30;

/** Which way a request says who it is: only cookies come along by themselves, so only they need an Origin check. */
export interface Identified { readonly viewer: Viewer; readonly by: 'cookie' | 'header'; readonly token: string }

export function createIdentify({ store, cache, secrets, clock, publicUrl }: IdentifyParts) {
  const through = async <T>(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> => {
    const held = await cache.get(key);
    if (held !== undefined) return JSON.parse(held) as T;
    const found = await read();
    if (found !== undefined) await cache.set(key, JSON.stringify(found), CACHED_SECONDS);
    return found;
  };
  const staffViewer = async (token: string): Promise<Viewer | undefined> => {
    const hash = secrets.hashToken(token);
    const session = await through<{ id: string; staff: Staff; expiresAt: number }>(`{s:${hash}}:session`, () => store.sessionByToken(hash, clock()));
    if (!session || session.expiresAt <= clock()) return undefined;
    return { kind: 'staff', staff: session.staff.id, role: session.staff.role, branches: session.staff.branches, session: session.id };
  };
  const deviceViewer = async (token: string): Promise<Viewer | undefined> => {
    const hash = secrets.hashToken(token);
    const device = await through<Device>(`{s:${hash}}:device`, () => store.deviceByToken(hash));
    return device && { kind: 'device', device: device.id, deviceKind: device.kind, branch: device.branch };
  };
  const ticketViewer = async (key: string): Promise<Viewer | undefined> => {
    if (!/^[\w-]{20,64}$/.test(key)) return undefined;
    const found = await store.ticketByKeyHash(secrets.hashToken(key));
    return found && secrets.ticketKeyHolds(found.ticket, key) ? { kind: 'ticket', ...found } : undefined;
  };

  /** Everybody this request can speak for: the one of `Authorization`, else those of its cookies (a browser may be a kiosk and an advisor's at once). */
  async function identified(request: Pick<IncomingMessage, 'headers'>): Promise<readonly Identified[]> {
    const [, scheme, value] = /^(Bearer|Ticket) +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (request.headers.authorization !== undefined) {
      const viewer = scheme?.toLowerCase() === 'ticket' ? await ticketViewer(value) : scheme ? await staffViewer(value) ?? await deviceViewer(value) : undefined;
      return viewer ? [{ viewer, by: 'header', token: value }] : [];
    }
    const cookies = cookiesOf(request.headers.cookie);
    const found: Identified[] = [];
    for (const [token, find] of [[cookies[SESSION_COOKIE], staffViewer], [cookies[DEVICE_COOKIE], deviceViewer]] as const) {
      const viewer = token ? await find(token) : undefined;
      if (viewer) found.push({ viewer, by: 'cookie', token });
    }
    return found;
  }

  /** A page of another site must not speak with a cookie of ours. */
  function sameOrigin(request: Pick<IncomingMessage, 'headers'>): boolean {
    const { origin, host } = request.headers;
    if (!origin) return false;
    try {
      const { host: from, origin: whole } = new URL(origin);
      return whole === new URL(publicUrl).origin || from === host;
    } catch {
      return false;
    }
  }

  /** For sockets: a ticket's key as a subprotocol, else cookies with a matching Origin, or a bearer token. */
  const identify: Identify = async (request) => {
    const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    for (const each of offered) {
      const viewer = each ? await ticketViewer(each) : undefined;
      if (viewer) return viewer;
    }
    const view = new URL(request.url ?? '/', 'http://localhost').searchParams.get('view');
    const found = await identified(request);
    const best = (view === 'display' ? found.find(({ viewer }) => viewer.kind === 'device') : undefined) ?? found[0];
    return best && (best.by === 'header' || sameOrigin(request)) ? best.viewer : undefined;
  };

  return { identified, sameOrigin, identify };
}
export type Identification = ReturnType<typeof createIdentify>;
