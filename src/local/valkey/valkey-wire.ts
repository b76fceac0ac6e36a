import { connect } from 'node:net';

/** Long, because a machine that is busy or froze for a while must not make a start fail (ms). */
const ANSWER_WITHIN_MS = 60_000;

/**
 * Sends one command to a Redis-protocol server and returns its answer as text. Only for starting
 * and joining servers; the app uses ioredis.
 * @throws Error with the server's message on `-ERR`, or if it does not answer within a minute
 */
export function valkeyCommand(
  port: number,
  password: string,
  ...words: readonly string[]
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    socket.setTimeout(ANSWER_WITHIN_MS, () =>
      socket.destroy(new Error(`no answer from 127.0.0.1:${port} within ${ANSWER_WITHIN_MS} ms`)),
    );
    socket
      .on('error', reject)
      .on('close', () => reject(new Error(`127.0.0.1:${port} closed the connection`)));
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const authenticated = reply(text);
      const answer = authenticated && reply(authenticated.rest);
      if (!authenticated || (!answer && authenticated.ok)) return;
      const { ok, body } = answer ?? authenticated;
      if (ok) resolve(body);
      else reject(new Error(body));
      socket.destroy();
    });
    socket.write(encode(['AUTH', password]) + encode(words));
  });
}

const encode = (words: readonly string[]) =>
  `*${words.length}\r\n` +
  words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');

/**
 * A simple, error, integer or bulk reply at the beginning of `text`; undefined while it is
 * incomplete.
 */
function reply(
  text: string,
): { readonly ok: boolean; readonly body: string; readonly rest: string } | undefined {
  const end = text.indexOf('\r\n');
  if (end < 0) return undefined;
  const line = text.slice(1, end);
  if (text[0] !== '$') return { ok: text[0] !== '-', body: line, rest: text.slice(end + 2) };
  const length = Number(line); // the answers to our commands are ASCII, so characters are bytes
  if (text.length < end + 2 + length + 2) return undefined;
  return {
    ok: true,
    body: text.slice(end + 2, end + 2 + length),
    rest: text.slice(end + 2 + length + 2),
  };
}
