import { createPasskeyAttempts, Errand } from '../../../src/app/identity/passkey-attempts';
import { newKeys } from '../../../src/app/vault/keys';
import { hashToken } from '../../../src/app/vault/tokens';
import { createVault } from '../../../src/app/vault/vault';

/** A challenge is valid for one answer, for its purpose, for five minutes. */

const MINUTE = 60_000;
const vault = createVault(newKeys());
function attempts(isFresh?: () => boolean) {
  const seen = new Set<string>();
  const at = { now: 1_000_000 };
  const of = createPasskeyAttempts({
    vault,
    secrets: { hashToken },
    clock: () => at.now,
    store: {
      async useChallenge(digest) {
        const fresh = !seen.has(digest);
        seen.add(digest);
        return isFresh?.() ?? fresh;
      },
    },
  });
  const take = (attempt: string, errand: Errand) =>
    of.take(attempt, errand).then(
      ({ challenge }) => challenge,
      (error: { readonly code?: string }) => error.code,
    );
  return { ...of, whole: of.take, take, at, seen };
}
const errands: readonly Errand[] = [
  { for: 'sign-in' },
  { for: 'second-step', staff: 'ana' },
  { for: 'second-step', staff: 'eva' },
  { for: 'enrol', staff: 'ana' },
  { for: 'proof', staff: 'ana', session: '1' },
  { for: 'proof', staff: 'ana', session: '2' },
  { for: 'add', staff: 'ana', session: '1' },
];

test.each(errands)('a challenge for %j is answered for that and nothing else', async (errand) => {
  const { begin, take, seen } = attempts();
  const { attempt, challenge } = begin(errand);
  expect(attempt).not.toContain(challenge);
  for (const other of errands.filter((each) => each !== errand)) {
    expect(await take(attempt, other)).toBe('passkey_ended');
  }
  expect(await take(attempt, errand)).toBe(challenge);
  expect(JSON.stringify([...seen])).not.toContain(challenge);
});

test('once; the test would notice if answered challenges were forgotten', async () => {
  for (const [of, second] of [
    [attempts(), 'passkey_ended'],
    [attempts(() => true), expect.stringMatching(/^[\w-]{43}$/)],
  ] as const) {
    const { attempt, challenge } = of.begin({ for: 'sign-in' });
    expect(await of.take(attempt, { for: 'sign-in' })).toBe(challenge);
    expect(await of.take(attempt, { for: 'sign-in' })).toEqual(second);
  }
});

test('for five minutes', async () => {
  const { begin, take, at } = attempts();
  const [early, late] = [begin({ for: 'sign-in' }), begin({ for: 'sign-in' })];
  expect(early.until).toBe(at.now + 5 * MINUTE);
  at.now = early.until - 1;
  expect(await take(early.attempt, { for: 'sign-in' })).toBe(early.challenge);
  at.now = late.until;
  expect(await take(late.attempt, { for: 'sign-in' })).toBe('passkey_ended');
});

test('an answer carries the time it was asked, not the time it came', async () => {
  const { begin, whole, at } = attempts();
  const { attempt, challenge } = begin({ for: 'sign-in' });
  const asked = at.now;
  at.now += MINUTE;
  expect(await whole(attempt, { for: 'sign-in' })).toEqual({ challenge, asked });
});

test('each challenge is new, and one that we did not seal is refused', async () => {
  const { begin, take } = attempts();
  const all = Array.from({ length: 50 }, () => begin({ for: 'sign-in' }));
  expect(new Set(all.map(({ challenge }) => challenge)).size).toBe(50);
  const forged = vault.encrypt(JSON.stringify({ challenge: 'x', until: 1e15 }), 'oidc-attempt');
  for (const text of ['', 'x', 'a.b.c', forged, all[0].attempt.slice(0, -4)]) {
    expect(await take(text, { for: 'sign-in' })).toBe('passkey_ended');
  }
});
