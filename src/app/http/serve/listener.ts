import {
  createServer,
  IncomingMessage,
  Server,
  ServerOptions,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { MOST_BYTES } from '../request/read-body';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Listener {
  readonly server: Server;
  /** Resolves with the port, which is a free one for 0. Rejects when it is taken. */
  listen(port: number, host?: string): Promise<number>;
  /** From now on requests are handled; until then they are told to come back. */
  serve(handler: Handler): void;
  /**
   * From now on each answer ends its connection: clients that keep connections open the next one
   * elsewhere, and none is cut while a request is under way.
   */
  retire(): void;
  readonly retiring: boolean;
  /** Takes no more connections and ends those that are idle. */
  stopAccepting(): void;
  /** Waits at most this long (ms) for requests under way, then cuts what is left. */
  drain(graceMs: number): Promise<void>;
}

/**
 * Connections that may wait to be accepted, as many as Linux allows by default. Any beyond are
 * dropped, and retried after one second, then three: a crowd of screens that lost another instance
 * would wait for nothing.
 */
const BACKLOG = 4096;

/**
 * Milliseconds. A client that trickles its request is cut off. A kept connection must outlive the
 * load balancer's, or the balancer would send into one that is closing.
 */
const limits: ServerOptions = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 400_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * The HTTP or HTTPS server, with its answers to requests that come before there is a handler, and
 * to bytes that are not a request.
 * @param failed called with the reason when the server or an answer fails, such as no file
 *   descriptors left: an unhandled error event would end the process
 */
export function createListener(
  tls?: { readonly key: string; readonly cert: string },
  failed: (error: Error) => void = () => undefined,
): Listener {
  let handle: Handler = (_, response) => {
    response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
    response.end(
      problem(503, 'starting', 'The app is starting. Send the same request again in 1 s.'),
    );
  };
  const server: Server = tls ? createHttpsServer({ ...limits, ...tls }) : createServer(limits);
  let retiring = false;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (retiring) response.shouldKeepAlive = false;
    response.on('error', failed);
    handle(request, response);
  });
  // `Expect: 100-continue`: a body that will be refused is not asked for.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) <= MOST_BYTES) response.writeContinue();
    handle(request, response);
  });
  server.on('clientError', refuse);
  server.on('error', failed);
  let ended: Promise<void> | undefined;
  const stopAccepting = () => {
    ended ??= new Promise((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    return ended;
  };
  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host, backlog: BACKLOG }, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    serve: (handler) => {
      handle = handler;
    },
    retire: () => {
      retiring = true;
    },
    get retiring() {
      return retiring;
    },
    stopAccepting: () => void stopAccepting(),
    async drain(graceMs) {
      const late = new Promise<void>((resolve) => {
        setTimeout(resolve, graceMs).unref();
      });
      await Promise.race([stopAccepting(), late]);
      server.closeAllConnections();
    },
  };
}

const problem = (status: number, code: string, detail: string) =>
  JSON.stringify({ type: `/api#${code}`, title: STATUS_CODES[status], status, detail, code });

function refuse(error: NodeJS.ErrnoException, socket: Socket) {
  if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
  const [status, code, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'headers_too_large', 'The headers are too large; they may have 16 KiB.'] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, 'too_slow', 'The request did not come whole in time. Send it again.'] as const)
        : ([400, 'no_http', 'This is not an HTTP request.'] as const);
  const body = problem(status, code, detail);
  return socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
