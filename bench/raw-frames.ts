/** The server's pongs are shorter than this; every frame that shows something is longer. */
const SHORTEST = 200;

type Kind = 'ping' | 'shown' | 'close' | 'other';

/** Reads the whole frames of a server (never masked) and returns what is left over. */
export function readFrames(bytes: Buffer, heard: (kind: Kind, payload: Buffer) => void): Buffer {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1] & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length - at < head) break;
    const length =
      short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : short;
    if (bytes.length - at < head + length) break;
    const code = bytes[at] & 0x0f;
    const payload = bytes.subarray(at + head, at + head + length);
    heard(
      code === 9
        ? 'ping'
        : code === 8
          ? 'close'
          : code < 3 && length >= SHORTEST
            ? 'shown'
            : 'other',
      payload,
    );
    at += head + length;
  }
  return at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
}

/** An empty frame of a client, masked with zeros. */
export const emptyFrame = (kind: 'close' | 'pong'): Buffer =>
  Buffer.from([kind === 'close' ? 0x88 : 0x8a, 0x80, 0, 0, 0, 0]);
