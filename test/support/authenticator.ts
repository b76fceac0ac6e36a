import { createHmac } from 'node:crypto';

/**
 * An authenticator app, written from RFC 4226 and RFC 6238 without the app's library, so that both
 * must agree with the standard.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(secret: string): Buffer {
  const bits = [...secret.replace(/=+$/, '')]
    .map((each) => ALPHABET.indexOf(each).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => parseInt(each, 2)));
}

/** The code of a time step; steps of 30 s since 1970. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const stepNow = () => Math.floor(Date.now() / 30_000);

/**
 * What the app shows now, or will show next. Both are accepted even if a step ends while they are
 * on their way; the previous code might by chance be too old by then.
 */
export const codeNow = (secret: string, stepsAway: 0 | 1 = 0): string =>
  codeAt(secret, stepNow() + stepsAway);

/** Six digits that are not the code of any step near now. */
export function wrongCode(secret: string): string {
  const near = [-2, -1, 0, 1, 2].map((away) => codeAt(secret, stepNow() + away));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find(
    (each) => !near.includes(each),
  )!;
}
