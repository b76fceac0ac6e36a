import {
  createHash,
  randomBytes,
  randomInt,
  scrypt,
  ScryptOptions,
  timingSafeEqual,
} from 'node:crypto';

/** 256 random bits; only its hash is stored. */
export const newToken = () => randomBytes(32).toString('base64url');

/** Without 0, o, 1, l and i, which look alike on paper and on a screen. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A code a person types, such as the one that enrols a kiosk; only its hash is stored. */
export const newCode = (letters = 10) =>
  Array.from({ length: letters }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');

/** SHA-256 of a token, an enrolment code or a ticket's key: what is stored and looked up. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/**
 * At most so many at once: each takes 32 MiB and one of the four threads that name look-ups and
 * files need too.
 */
const AT_ONCE = 2;
let working = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  if (working === AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else working += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }
}

/**
 * scrypt with N 2^15, r 8, p 3: one of the minima that OWASP's Password Storage Cheat Sheet holds
 * equal, and the one whose memory a small task can spare.
 * @param cost log2 of N
 */
export async function hashPassword(password: string, cost = 15, passes = 3): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, optionsOf(cost, passes));
  return [
    'scrypt',
    `${cost}x${passes}`,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$');
}

/** Constant time; false for a text that is no hash of ours. */
export async function passwordHolds(password: string, hash: string): Promise<boolean> {
  const [kind, work, salt, key] = hash.split('$');
  const [, cost, passes = '1'] = /^(1?\d)(?:x(\d))?$/.exec(work ?? '') ?? [];
  if (kind !== 'scrypt' || !salt || !key || !cost) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(
    password,
    Buffer.from(salt, 'base64url'),
    optionsOf(Number(cost), Number(passes)),
  );
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const optionsOf = (cost: number, passes: number): ScryptOptions => ({
  N: 2 ** cost,
  r: 8,
  p: passes,
  maxmem: 2 ** cost * 8 * 128 * 2,
});
