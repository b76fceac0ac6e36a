import { IncomingMessage, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { PATHS } from '../../contract';
import { Refused } from '../domain/model/errors';
import { Identify, Log, Viewer } from '../ports';
import { mayWatch } from './access';
import { Connection, MOST_BYTES } from './connection';
import { CLOSE, closeWithDelay, SUBPROTOCOL } from './frames';
import { Hub } from './hub';
import { parseAsk } from './query';
import { Refusal, refuse } from './refuse';
import { Ask, Seat } from './seat';

export interface SocketParts {
  /** HTTP or HTTPS server: its upgrade requests are taken over. */
  readonly server: Pick<Server, 'on' | 'off'>;
  readonly hub: Hub;
  readonly identify: Identify;
  readonly log: Log;
  readonly clock: () => number;
  readonly limits?: Partial<SocketLimits>;
}

/** In ms and sockets. */
export interface SocketLimits {
  readonly pingEveryMs: number;
  /**
   * How often it is asked again who is behind a staff or device socket: signing out on another
   * instance ends it here.
   */
  readonly identifyEveryMs: number;
  readonly mostSockets: number;
  /** Upgrades being looked at: whoever knocks must not fill the database's queue. */
  readonly mostAsking: number;
  /** Who is asking must be known by then. */
  readonly identifyWithinMs: number;
}

const defaults: SocketLimits = {
  pingEveryMs: 20_000,
  identifyEveryMs: 60_000,
  mostSockets: 20_000,
  mostAsking: 5000,
  identifyWithinMs: 5000,
};

/**
 * Screens that come back after a restart are spread over this many ms for each that is open,
 * between half a second and ten.
 */
const spread = (sockets: number) => Math.min(10_000, Math.max(500, sockets * 10));
/** How long closing waits for the far ends, ms. */
const GOODBYE_MS = 1500;

export interface Sockets {
  readonly count: number;
  /** Takes no more, tells every screen when to come back, and resolves when all are closed. */
  close(): Promise<void>;
}

interface Open {
  readonly connection: Connection;
  readonly seat: Seat;
  readonly request: IncomingMessage;
  pingAt: number;
  identifyAt: number;
}

/** Serves the WebSocket endpoint on an HTTP server. */
export function attachSockets(parts: SocketParts): Sockets {
  const { server, hub, log } = parts;
  const limits = { ...defaults, ...parts.limits };
  const upgrader = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 64 * MOST_BYTES,
    // A ticket's key is not repeated in the answer when the page offers a name beside it.
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : [...offered][0]),
  });
  const open = new Set<Open>();
  let closing = false;
  let asking = 0;

  const identify = async (request: IncomingMessage): Promise<Viewer | Refusal> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), limits.identifyWithinMs);
    });
    try {
      const viewer = await Promise.race([parts.identify(request), late]);
      return (
        viewer ?? {
          status: 401,
          code: 'unauthorized',
          detail: 'Sign in, enrol this device, or give the key of a ticket as subprotocol.',
        }
      );
    } catch (error) {
      if (error instanceof Refused && error.kind === 'forbidden')
        return { status: 403, code: 'forbidden', detail: error.message };
      log.warn({ reason: (error as Error).message }, 'who opens a socket could not be found out');
      return {
        status: 503,
        code: 'unavailable',
        detail: 'Who is asking cannot be found out just now: try again.',
        retryAfterSeconds: 2,
      };
    } finally {
      clearTimeout(timer);
    }
  };

  /** What a request may watch, or why not. */
  const judge = async (
    request: IncomingMessage,
  ): Promise<{ readonly viewer: Viewer; readonly ask: Ask } | Refusal> => {
    const path = (request.url ?? '/').split('?')[0];
    if (path !== PATHS.socket)
      return {
        status: 404,
        code: 'not_found',
        detail: `There is no WebSocket here: it is at ${PATHS.socket}.`,
      };
    if (closing || open.size >= limits.mostSockets || asking > limits.mostAsking)
      return {
        status: 503,
        code: 'unavailable',
        detail: 'This instance takes no more screens: try again.',
        retryAfterSeconds: 2,
      };
    const ask = parseAsk(request.url ?? '/');
    if (!('view' in ask))
      return {
        status: 400,
        code: 'invalid_query',
        detail: `The query needs correcting: ${ask.map((each) => each.field).join(', ')}.`,
        errors: ask,
      };
    const viewer = await identify(request);
    if ('status' in viewer) return viewer;
    if (!mayWatch(viewer, ask.branch, ask.view))
      return {
        status: 403,
        code: 'forbidden',
        detail: `View ${ask.view} of branch ${ask.branch} is not yours to watch.`,
      };
    return { viewer, ask };
  };

  const welcome = (ws: WebSocket, request: IncomingMessage, viewer: Viewer, ask: Ask) => {
    const connection = new Connection(ws, parts.clock);
    const seat = hub.join(connection, viewer, ask);
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
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gone = () => socket.destroy();
    socket.on('error', gone);
    asking++;
    judge(request)
      .finally(() => {
        asking--;
      })
      .then((judged) => {
        if (socket.destroyed) return;
        if ('status' in judged) return refuse(socket, judged);
        socket.off('error', gone);
        upgrader.handleUpgrade(request, socket, head, (ws) =>
          welcome(ws, request, judged.viewer, judged.ask),
        );
      })
      .catch((error: Error) => {
        log.error({ err: error }, 'an upgrade failed');
        socket.destroy();
      });
  };

  /**
   * Whoever has signed out, or may not watch any more, is told so. An unanswered question changes
   * nothing.
   */
  const identifyAgain = async ({ connection, seat, request }: Open) => {
    const viewer = await identify(request);
    if (seat.gone) return;
    if ('status' in viewer) {
      if (viewer.status !== 503) connection.close(CLOSE.unauthorized);
    } else if (!mayWatch(viewer, seat.ask.branch, seat.ask.view)) {
      connection.close(CLOSE.forbidden);
    }
  };

  // Looks often and acts rarely, so that a thousand screens are not pinged in one turn.
  const tick = setInterval(
    () => {
      const now = performance.now();
      for (const entry of open) {
        if (now >= entry.pingAt) {
          entry.pingAt = now + limits.pingEveryMs;
          entry.connection.ping();
        }
        if (entry.seat.viewer.kind !== 'ticket' && now >= entry.identifyAt) {
          entry.identifyAt = now + limits.identifyEveryMs;
          identifyAgain(entry).catch((error: Error) =>
            log.warn({ reason: error.message }, 'a viewer could not be identified again'),
          );
        }
      }
    },
    Math.min(1000, limits.pingEveryMs),
  );
  tick.unref();
  server.on('upgrade', upgrade);

  return {
    get count() {
      return open.size;
    },
    async close() {
      closing = true;
      clearInterval(tick);
      const most = spread(open.size);
      for (const { connection } of open)
        connection.close(closeWithDelay(CLOSE.restart, Math.random() * most));
      const deadline = performance.now() + GOODBYE_MS;
      while (open.size > 0 && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 20));
      for (const { connection } of open) connection.drop();
      server.off('upgrade', upgrade);
    },
  };
}
