import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { Armed, Fault, passFramed } from './postgres-messages';

/**
 * A proxy between app and PostgreSQL that knows its framing: it can send a server's errors at the
 * worst moment, go silent like a dead host, and lead to another server like a name that moves.
 */
export interface PostgresProxy {
  readonly url: string;
  /** Where new connections lead. */
  leadTo(url: string): void;
  /** FATAL in the same packet as each connection's first ReadyForQuery. */
  fatalBehindReady: boolean;
  /** Open connections go silent without a reset. New ones get no answer either, until `answer`. */
  goSilent(): void;
  /** New connections are forwarded again; silent ones stay silent. */
  answer(): void;
  /** Ends the open connections. */
  cut(): void;
  /**
   * Arms a fault for the n-th message from now on, in either direction, on connections whose
   * application name begins like this. Returns whether it has happened.
   */
  faultAt(application: string, n: number, fault: Fault): { readonly happened: boolean };
  /** How many connections have been opened so far. */
  readonly opened: number;
  close(): Promise<void>;
}

const READY = 'Z'.charCodeAt(0);

/** The server's ErrorResponse when an administrator ends the session. */
function fatal(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection by administrator command'];
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Tracks whether a whole message of this type has passed. */
function whenPassed(type: number) {
  let rest = Buffer.alloc(0);
  return (chunk: Buffer): boolean => {
    rest = Buffer.concat([rest, chunk]);
    let passed = false;
    while (rest.length >= 5 && rest.length >= rest.readInt32BE(1) + 1) {
      passed ||= rest[0] === type;
      rest = rest.subarray(rest.readInt32BE(1) + 1);
    }
    return passed;
  };
}

interface Pair {
  quiet: boolean;
  readonly near: Socket;
  readonly far: Socket;
}

/** One side ends when the other does, unless it is silent: a dead host reports nothing. */
function endTogether(pair: Pair, ended: () => void) {
  const { near, far } = pair;
  for (const socket of [near, far]) {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (pair.quiet && socket === far) return;
      ended();
      near.destroy();
      far.destroy();
    });
  }
}

/** @param framed forwards whole messages one by one, as `faultAt` needs */
export async function startPostgresProxy(
  target: string,
  { framed = false }: { readonly framed?: boolean } = {},
): Promise<PostgresProxy> {
  let to = new URL(target);
  let silent = false;
  let opened = 0;
  let armed: Armed | undefined;
  const pairs = new Set<Pair>();

  const server: Server = createServer((near) => {
    opened += 1;
    const far = new Socket();
    const pair = { quiet: silent, near, far };
    pairs.add(pair);
    endTogether(pair, () => pairs.delete(pair));
    if (silent) return;
    far.connect(Number(to.port), to.hostname);
    const isReady = whenPassed(READY);
    let first = true;
    if (framed) return passFramed(pair, () => armed);
    near.on('data', (chunk) => {
      if (!pair.quiet) far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (pair.quiet) return;
      const ready = isReady(chunk);
      const ends = ready && first && proxy.fatalBehindReady;
      if (ready) first = false;
      if (ends) near.end(Buffer.concat([chunk, fatal()]));
      else near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  const proxy: PostgresProxy = {
    url: url.href,
    fatalBehindReady: false,
    leadTo: (next) => {
      to = new URL(next);
    },
    goSilent: () => {
      silent = true;
      for (const pair of pairs) pair.quiet = true;
    },
    answer: () => {
      silent = false;
    },
    cut: () => {
      for (const { near } of pairs) near.destroy();
    },
    faultAt: (application, n, fault) => (armed = { application, left: n, fault, happened: false }),
    get opened() {
      return opened;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      await closed;
    },
  };
  return proxy;
}
