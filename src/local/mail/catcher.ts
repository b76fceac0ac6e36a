import { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A message as it came. */
export interface Caught {
  readonly from: string;
  readonly to: string;
  /** Headers and body, as RFC 5322 writes them. */
  readonly raw: string;
}

/** A server's refusal. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

export interface CatcherOptions {
  /** Any free port by default. */
  readonly port?: number;
  /** With a certificate it offers STARTTLS, or speaks TLS from the first byte. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: boolean };
  /** The account it accepts; without one, everybody. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Called before a message is accepted; a refusal is answered instead. */
  readonly answer?: (message: Caught) => Promise<Refusal | undefined> | Refusal | undefined;
  /** The same for a recipient. */
  readonly recipient?: (address: string) => Promise<Refusal | undefined> | Refusal | undefined;
}

export interface Catcher {
  readonly port: number;
  /** The messages it accepted. */
  readonly caught: readonly Caught[];
  stop(): Promise<void>;
}

const refused = ({ code, text }: Refusal) => Object.assign(new Error(text), { responseCode: code });

/** A mail server on this machine that keeps what it gets: for `npm start` and for tests. */
export async function startCatcher(options: CatcherOptions = {}): Promise<Catcher> {
  const { port = 0, tls, login, answer, recipient } = options;
  const caught: Caught[] = [];
  const server = new SMTPServer({
    ...(tls ? { key: tls.key, cert: tls.cert, secure: tls.implicit === true } : {}),
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    authOptional: !login,
    logger: false,
    disableReverseLookup: true,
    onAuth({ username, password }, _, done) {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(refused({ code: 535, text: 'no' }));
    },
    onRcptTo({ address }, _, done) {
      Promise.resolve(recipient?.(address)).then(
        (no) => done(no ? refused(no) : null),
        (error: Error) => done(error),
      );
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const message = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address).join(','),
          raw: Buffer.concat(parts).toString('utf8'),
        };
        Promise.resolve(answer?.(message)).then(
          (no) => {
            if (no) return done(refused(no));
            caught.push(message);
            done(null);
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  // A client that hangs up is not our error.
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', () => ready()));
  return {
    port: (server.server.address() as AddressInfo).port,
    caught,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}
