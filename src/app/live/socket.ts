import { IncomingMessage, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { Identify, Log, MayWatch, Viewer } from '../ports';
import { Admitted, createAdmission } from './admission';
import { Connection, MOST_BYTES } from './connection';
import { CLOSE, Close, closeWithDelay, SUBPROTOCOL } from './frames';
import { Hub } from './hub';
import { Refusal, refuse } from './refuse';
import { Seat } from './seat';

export interface SocketDeps {
  /** The HTTP or HTTPS server whose upgrade requests are handled. */
  readonly server: Pick<Server, 'on' | 'off'>;
  readonly hub: Hub;
  readonly identify: Identify;
  readonly mayWatch: MayWatch;
  /** Whether a device has a newer key than the one that opened its socket; absent: never. */
  readonly hasNewerKey?: (request: IncomingMessage) => Promise<boolean>;
  /** What is wrong with an upgrade request no matter who asks; absent: nothing. */
  readonly wrong?: (request: IncomingMessage) => Refusal | undefined;
  /** Where a request comes from; absent: all come from one place. */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly log: Log;
  readonly clock: () => number;
  readonly limits?: Partial<SocketLimits>;
}

/** In ms and sockets. */
export interface SocketLimits {
  readonly pingEveryMs: number;
  /**
   * How often staff and device sockets are identified again, so that signing out on another
   * instance closes them here.
   */
  readonly identifyEveryMs: number;
  readonly mostSockets: number;
  /** Upgrades being judged at once: a crowd must not fill the database's queue. */
  readonly mostAsking: number;
  /** How long finding out who is asking may take. */
  readonly identifyWithinMs: number;
}

const defaults: SocketLimits = {
  pingEveryMs: 20_000,
  identifyEveryMs: 60_000,
  mostSockets: 40_000,
  mostAsking: 5000,
  identifyWithinMs: 5000,
};

/**
 * After a restart, reconnecting screens are spread over .4 ms per open socket, between half a
 * second and ten: opening one takes .3 ms of a core, so even an instance that takes all of them
 * alone keeps time for its other work. Screens that come faster are turned away and try again
 * later.
 */
const SPREAD_MS = 0.4;
const spread = (sockets: number) => Math.min(10_000, Math.max(500, sockets * SPREAD_MS));
/** How long closing waits for the clients, ms. */
const GOODBYE_MS = 1500;

export interface Sockets {
  readonly count: number;
  /**
   * Identifies the sockets of these staff and devices again at once, because they may have lost a
   * right.
   */
  recheck(subjects: readonly string[] | 'all'): void;
  /**
   * Refuses new sockets, tells every screen when to reconnect, and resolves when all are closed.
   */
  close(): Promise<void>;
}

type Client = Admitted & { readonly rechecked: number };

interface Open {
  readonly connection: Connection;
  readonly seat: Seat;
  readonly request: IncomingMessage;
  pingAt: number;
  identifyAt: number;
}

/** Serves the WebSocket endpoint on an HTTP server. */
export function attachSockets(deps: SocketDeps): Sockets {
  const { server, hub, log } = deps;
  const limits = { ...defaults, ...deps.limits };
  const open = new Set<Open>();
  let closing = false;
  /** How often somebody was reported who may have lost a right. */
  let rechecks = 0;
  const admission = createAdmission({
    ...deps,
    limits,
    full: () => closing || open.size >= limits.mostSockets,
  });

  const welcome = (ws: WebSocket, request: IncomingMessage, { viewer, ask, rechecked }: Client) => {
    const connection = new Connection(ws, deps.clock, hub.pong);
    const seat = hub.join(connection, viewer, ask, deps.addressOf?.(request));
    const now = performance.now();
    const entry: Open = {
      connection,
      seat,
      request,
      pingAt: now + limits.pingEveryMs,
      identifyAt: now + limits.identifyEveryMs,
    };
    open.add(entry);
    ws.on('close', () => {
      open.delete(entry);
      hub.leave(entry.seat);
    });
    if (closing) connection.close(CLOSE.restart);
    // Somebody's rights ended while this request was judged, when its socket was not open yet.
    else if (rechecked !== rechecks) again(entry);
  };

  const again = (entry: Open) => {
    identifyAgain(deps, admission, entry).catch((error: Error) =>
      log.warn({ error: error.message }, 'could not identify a viewer again'),
    );
  };
  const tend = (entry: Open, now: number) => {
    if (now >= entry.pingAt) {
      entry.pingAt = now + limits.pingEveryMs;
      entry.connection.ping();
    }
    if (entry.seat.viewer.kind !== 'ticket' && now >= entry.identifyAt) {
      entry.identifyAt = now + limits.identifyEveryMs;
      again(entry);
    }
  };
  // Ticks often and does little, so that a thousand screens are not pinged in one turn.
  const tick = setInterval(
    () => {
      const now = performance.now();
      for (const entry of open) tend(entry, now);
    },
    Math.min(1000, limits.pingEveryMs),
  );
  tick.unref();
  const judge = async (request: IncomingMessage) => {
    const rechecked = rechecks;
    const judged = await admission.judge(request);
    return 'status' in judged ? judged : { ...judged, rechecked };
  };
  const detach = takeUpgrades(server, judge, welcome, log);

  return {
    get count() {
      return open.size;
    },
    recheck(subjects) {
      if (!subjects.length) return;
      rechecks += 1;
      for (const entry of open) if (concerns(subjects, entry.seat.viewer)) again(entry);
    },
    async close() {
      closing = true;
      clearInterval(tick);
      await sayGoodbye(open);
      detach();
    },
  };
}

/** Closes the socket of a viewer who signed out or may no longer watch. */
async function identifyAgain(
  deps: SocketDeps,
  admission: ReturnType<typeof createAdmission>,
  { connection, seat, request }: Open,
): Promise<void> {
  const viewer = await admission.viewerOf(request, true);
  if (seat.gone) return;
  if ('status' in viewer) {
    if (viewer.status !== 503) connection.close(await goneClose(deps, seat, request));
  } else if (!deps.mayWatch(viewer, seat.ask.branch, seat.ask.view)) {
    connection.close(CLOSE.forbidden);
  }
}

/** Tells each when to come back, and waits for the clients to close, up to a limit. */
async function sayGoodbye(open: ReadonlySet<Open>): Promise<void> {
  const most = spread(open.size);
  for (const { connection } of open) {
    connection.close(closeWithDelay(CLOSE.restart, Math.random() * most));
  }
  const deadline = performance.now() + GOODBYE_MS;
  while (open.size > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { connection } of open) connection.drop();
}

/** How to close the socket of somebody whose key has ended, or been replaced by a newer one. */
const goneClose = async (
  { hasNewerKey }: SocketDeps,
  { viewer }: Seat,
  request: IncomingMessage,
): Promise<Close> =>
  viewer.kind === 'device' && (await hasNewerKey?.(request)) ? CLOSE.newerKey : CLOSE.unauthorized;

/**
 * Whether a viewer is among those who may have lost a right; a ticket's holder has none to lose.
 */
const concerns = (subjects: readonly string[] | 'all', viewer: Viewer) =>
  viewer.kind !== 'ticket' &&
  (subjects === 'all' || subjects.includes(viewer.kind === 'staff' ? viewer.staff : viewer.device));

/** Turns a server's upgrade requests into sockets, or refuses them. Returns how to stop. */
function takeUpgrades(
  server: SocketDeps['server'],
  judge: (request: IncomingMessage) => Promise<Client | Refusal>,
  welcome: (ws: WebSocket, request: IncomingMessage, client: Client) => void,
  log: Log,
): () => void {
  const upgrader = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 64 * MOST_BYTES,
    // A page offers a plain name next to a ticket's key: the answer then does not repeat the key.
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : [...offered][0]),
  });
  upgrader.on('error', (error) => log.warn({ error: error.message }, 'the socket server failed'));
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gone = () => socket.destroy();
    socket.on('error', gone);
    judge(request)
      .then((judged) => {
        if (socket.destroyed) return;
        if ('status' in judged) return refuse(socket, judged);
        socket.off('error', gone);
        upgrader.handleUpgrade(request, socket, head, (ws) => welcome(ws, request, judged));
      })
      .catch((error: Error) => {
        log.error({ err: error }, 'an upgrade failed');
        socket.destroy();
      });
  };
  server.on('upgrade', upgrade);
  return () => server.off('upgrade', upgrade);
}
