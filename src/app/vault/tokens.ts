import { createHash, randomBytes, scrypt, ScryptOptions, timingSafeEqual } from 'node:crypto';

/** 256 random bits; only its hash is stored. */
export const newToken = () => randomBytes(32).toString('base64url');

/** SHA-256 of a token, an enrolment code or a ticket's key: what is stored and looked up. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

const derive = (password: string, salt: Buffer, options: ScryptOptions) => new Promise<Buffer>((resolve, reject) => {
  scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
});

/** scrypt with the parameters OWASP names as a minimum (N 2^17, r 8, p 1: 128 MiB a guess); `cost` is log2 N. */
export async function hashPassword(password: string, cost = 17): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, options(cost));
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Constant time; false for a text that is no hash of ours. */
export async function passwordHolds(password: string, hash: string): Promise<boolean> {
  const [kind, cost, salt, key] = hash.split('$');
  if (kind !== 'scrypt' || !salt || !key || !/^\d{1,2}$/.test(cost)) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), options(Number(cost)));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const options = (cost: number): ScryptOptions => ({ N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** cost * 8 * 128 * 2 });
