import { hashPassword, hashToken, newToken, passwordHolds } from '../../../src/app/vault/tokens';

/** 2^10: these tests are about the format, not the work factor. */
const cheap = (password: string) => hashPassword(password, 10, 1);

test('tokens have 256 bits and never repeat; their hash reveals nothing', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  const [token] = tokens;
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hashToken(token)).toBe(hashToken(token));
  expect(hashToken('abc')).toBe(
    Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString(
      'base64url',
    ),
  );
});

test('a password matches only its own hash, and two hashes of it differ', async () => {
  const hash = await cheap('correct horse');
  expect(hash).not.toContain('horse');
  expect(await cheap('correct horse')).not.toBe(hash);
  expect(await passwordHolds('correct horse', hash)).toBe(true);
  expect(await passwordHolds('correct Horse', hash)).toBe(false);
});

test('the same letters typed on a different keyboard match', async () => {
  expect(await passwordHolds('contrasen\u0303a', await cheap('contrase\u00f1a'))).toBe(true);
});

test('the default work factor is what OWASP asks for', async () => {
  const hash = await hashPassword('demo');
  expect(hash).toMatch(/^scrypt\$15x3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwordHolds('demo', hash)).toBe(true);
});

test('many simultaneous checks run one after another, all correctly', async () => {
  const hash = await cheap('demo');
  const held = await Promise.all(
    Array.from({ length: 20 }, (_, index) => passwordHolds(index % 2 ? 'demo' : 'other', hash)),
  );
  expect(held).toEqual(Array.from({ length: 20 }, (_, index) => index % 2 === 1));
});

test.each([
  '',
  'demo',
  'scrypt',
  'scrypt$10$salt',
  'bcrypt$10$c2FsdA$a2V5',
  'scrypt$99$c2FsdA$a2V5',
  'scrypt$10x$c2FsdA$a2V5',
])('%p is not a hash of ours: nothing matches', async (text) => {
  expect(await passwordHolds('demo', text)).toBe(false);
});

test('a crowd of strangers is turned away early, and comes after known people', async () => {
  const hash = await cheap('demo');
  const order: string[] = [];
  const check = (priority: 'first' | 'other') =>
    passwordHolds('demo', hash, priority).then(
      (held) => order.push(held ? priority : 'wrong'),
      (error: Error) => {
        expect(error).toMatchObject({ name: 'Queued', retryAfterSeconds: 2 });
        order.push('turned away');
      },
    );
  const strangers = Array.from({ length: 60 }, () => check('other'));
  const known = Array.from({ length: 20 }, () => check('first'));
  await Promise.all([...strangers, ...known]);
  const count = (what: string) => order.filter((each) => each === what).length;
  // One being checked and fourteen in line; the rest are turned away before any is done.
  expect([count('other'), count('turned away'), count('first')]).toEqual([15, 45, 20]);
  expect(order.slice(0, 45)).toEqual(Array.from({ length: 45 }, () => 'turned away'));
  // The stranger being checked finishes; the others start when nobody known is in line.
  const work = order.slice(45);
  const seventeenth = work.flatMap((priority, at) => (priority === 'first' ? [at] : []))[16];
  expect(seventeenth).toBeLessThanOrEqual(17);
  // The line is empty again.
  expect(await passwordHolds('demo', hash, 'other')).toBe(true);
});
