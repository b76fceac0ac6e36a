import { once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { createSecureContext, SecureContext, TLSSocket } from 'node:tls';
import { sha256, signatureOf } from './sigv4';

export interface RdsOptions {
  /** Port of a PostgreSQL on 127.0.0.1 that trusts its clients. */
  readonly postgres: number;
  readonly key: string;
  readonly cert: string;
  /**
   * These users sign in with a password; all others with a token for the host that the certificate
   * is for.
   */
  readonly passwords: Readonly<Record<string, string>>;
  readonly region: string;
  readonly secretKey: string;
}

export interface Rds {
  readonly port: number;
  /** Successful sign-ins by token. */
  readonly tokens: () => number;
  stop(): Promise<void>;
}

const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int32 = (value: number) => {
  const made = Buffer.alloc(4);
  made.writeInt32BE(value);
  return made;
};
const SSL_REQUEST = 80_877_103;

/**
 * The front door of RDS before a real PostgreSQL: accepts only encrypted connections, asks for a
 * clear-text password inside them, and admits a role with an unexpired token signed for it, this
 * host and port. Behind the door everything is PostgreSQL itself.
 */
export async function startRds(options: RdsOptions): Promise<Rds> {
  const context = createSecureContext({ key: options.key, cert: options.cert });
  const open = new Set<Socket>();
  let let_in = 0;
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    void door(
      socket,
      context,
      options,
      (server.address() as AddressInfo).port,
      () => {
        let_in += 1;
      },
      open,
    ).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    tokens: () => let_in,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** Reads one message: four bytes of length, with or without a type byte before them. */
async function read(socket: Socket, typed: boolean): Promise<Buffer> {
  let got = Buffer.alloc(0);
  const head = typed ? 5 : 4;
  for (;;) {
    if (got.length >= head) {
      const whole = got.readInt32BE(head - 4) + (typed ? 1 : 0);
      if (got.length >= whole) {
        socket.unshift(got.subarray(whole));
        return got.subarray(0, whole);
      }
    }
    const part = socket.read() as Buffer | null;
    if (part) got = Buffer.concat([got, part]);
    else await once(socket, 'readable');
  }
}

async function door(
  raw: Socket,
  secureContext: SecureContext,
  options: RdsOptions,
  port: number,
  letIn: () => void,
  open: Set<Socket>,
): Promise<void> {
  const first = await read(raw, false);
  if (first.readInt32BE(4) !== SSL_REQUEST) {
    raw.end(message('E', Buffer.from('SFATAL\0C28000\0Mno pg_hba.conf entry, no encryption\0\0')));
    return;
  }
  raw.write('S');
  const socket = new TLSSocket(raw, { isServer: true, secureContext });
  socket.on('error', () => raw.destroy());
  const startup = await read(socket, false);
  const words = startup.subarray(8).toString().split('\0');
  const user = words[words.indexOf('user') + 1];
  socket.write(message('R', int32(3))); // AuthenticationCleartextPassword
  const password = (await read(socket, true)).subarray(5, -1).toString();
  const byPassword = options.passwords[user];
  if (
    byPassword === undefined ? !tokenHolds(password, user, port, options) : password !== byPassword
  ) {
    socket.end(
      message(
        'E',
        Buffer.from(`SFATAL\0C28P01\0MPAM authentication failed for user "${user}"\0\0`),
      ),
    );
    return;
  }
  if (byPassword === undefined) letIn();
  const inside = connect({ host: '127.0.0.1', port: options.postgres });
  open.add(inside);
  inside.on('close', () => open.delete(inside)).on('error', () => socket.destroy());
  socket.on('close', () => inside.destroy());
  inside.write(startup);
  socket.pipe(inside).pipe(socket);
}

function tokenHolds(
  token: string,
  user: string,
  port: number,
  { region, secretKey }: RdsOptions,
): boolean {
  if (!URL.canParse(`https://${token}`)) return false;
  const url = new URL(`https://${token}`);
  const { 'X-Amz-Signature': given, ...query } = Object.fromEntries(url.searchParams);
  const date = query['X-Amz-Date'] ?? '';
  const made = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return (
    url.host === `localhost:${port}` &&
    query.DBUser === user &&
    query.Action === 'connect' &&
    Math.abs(Date.now() - made) < 900_000 &&
    given ===
      signatureOf(
        {
          method: 'GET',
          path: '/',
          query: Object.entries(query),
          headers: [['host', url.host]],
          payload: sha256(''),
          date,
          region,
          service: 'rds-db',
        },
        secretKey,
      )
  );
}
