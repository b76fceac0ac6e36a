import { isOfApp, newSecret, stepOf, typed, uriOf } from '../../../src/app/identity/one-time-codes';
import { codeAt } from '../../support/authenticator';

/** RFC 6238, appendix B: the secret `12345678901234567890`, SHA-1, the last six of eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const rfc = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

test.each(rfc)('at %d s the code of the RFC is %s', (seconds, code) => {
  const step = Math.floor(seconds / 30);
  expect(codeAt(SECRET, step)).toBe(code);
  expect(stepOf(SECRET, code, seconds * 1000)).toBe(step);
});

test('a clock may be off by thirty seconds either way, and no more', () => {
  const now = 1_700_000_000_000;
  const step = Math.floor(now / 30_000);
  const seen = [-2, -1, 0, 1, 2].map((away) => stepOf(SECRET, codeAt(SECRET, step + away), now));
  expect(seen).toEqual([undefined, step - 1, step, step + 1, undefined]);
});

test("anything but an app's code matches no step", () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '٠٠٠٠٠٠', '-1-1-1']) {
    expect([code, stepOf(SECRET, code, 59_000)]).toEqual([code, undefined]);
  }
});

test('blanks and hyphens are ignored', () => {
  expect(typed(' 287 082 ')).toBe('287082');
  expect(typed('ABCD-efgh-JKMN')).toBe('abcdefghjkmn');
  expect(isOfApp('287082')).toBe(true);
  expect(isOfApp('abcdefghjkmn')).toBe(false);
});

test('a secret is 160 random bits, and its address names the bank and the person', () => {
  const [one, other] = [newSecret(), newSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  const uri = new URL(uriOf(one, 'Ticketero banco.cl', 'María: peña'));
  expect(uri.protocol).toBe('otpauth:');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Ticketero banco.cl',
    secret: one,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(decodeURIComponent(uri.pathname)).toContain('María');
});
