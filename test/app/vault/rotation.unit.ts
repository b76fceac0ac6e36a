import { createVault } from '../../../src/app/vault/vault';

const REMARK = 'remark\0r1';

/** Keys that change while instances serve. */

const NOON = Date.parse('2026-12-01T12:00:00Z');
const one = (id: string, from?: string) => ({
  id,
  key: `the key called ${id} `.repeat(4),
  ...(from ? { from } : {}),
});
const texts = (members: Partial<Record<'data' | 'index' | 'audit' | 'ticket', object>> = {}) =>
  JSON.stringify({
    data: [one('1')],
    index: [one('1')],
    audit: [one('1')],
    ticket: [one('1')],
    ...members,
  });

test('a key is known before it is used, and used from its start time on', () => {
  let now = NOON - 1;
  const coming = texts({ data: [one('2', '2026-12-01T12:00:00Z'), one('1')] });
  const [sooner, later] = [createVault(coming, () => now), createVault(coming, () => NOON)];
  expect(sooner.encrypt('x', REMARK)).toMatch(/^2\.1\./);
  expect(sooner.dataKeys()).toMatchObject({ known: ['2', '1'], inUse: '1' });
  // an instance with a fast clock does no harm
  expect(sooner.decrypt(later.encrypt('x', REMARK), REMARK)).toBe('x');
  now = NOON;
  expect(sooner.encrypt('x', REMARK)).toMatch(/^2\.2\./);
});

test('while instances switch over, a chain does not go back to the older key', () => {
  const audit = [one('2', '2026-12-01T12:00:00Z'), one('1')];
  const [behind, ahead] = [NOON - 1, NOON].map((now) => createVault(texts({ audit }), () => now));
  const first = behind.chain('', 'a');
  const second = ahead.chain(first, 'b');
  const third = behind.chain(second, 'c');
  expect([first, second, third].map((hash) => hash.split('.')[0])).toEqual(['1', '2', '2']);
  expect(ahead.chainHolds(second, 'c', third)).toBe(true);
});

test('keys are reloaded, and a cipher under an unknown key reloads them at once', () => {
  let now = NOON;
  let kept = texts();
  let looks = 0;
  const source = () => {
    looks += 1;
    return kept;
  };
  const vault = createVault(source, () => now);
  const old = vault.encrypt('x', REMARK);
  kept = texts({ data: [one('2'), one('1')] });
  const other = createVault(kept, () => now);
  expect(vault.decrypt(other.encrypt('y', REMARK), REMARK)).toBe('y');
  expect(vault.encrypt('x', REMARK)).toMatch(/^2\.2\./);
  expect(vault.decrypt(old, REMARK)).toBe('x');
  // Anybody may send a cipher that names an invented key: not each one triggers a reload.
  const before = looks;
  for (let each = 0; each < 50; each += 1) {
    expect(() => vault.decrypt(`1.mine.${'A'.repeat(60)}`, REMARK)).toThrow('no data key fits');
  }
  expect(looks - before).toBeLessThan(2);
  now += 2_000;
  expect(() => vault.decrypt(`1.mine.${'A'.repeat(60)}`, REMARK)).toThrow('no data key fits');
  expect(looks - before).toBeGreaterThan(0);
});

test('reloading never loses an old key', () => {
  let kept = texts();
  const vault = createVault(
    () => kept,
    () => NOON,
  );
  const old = vault.encrypt('x', REMARK);
  kept = texts({ data: [one('2')] });
  const other = createVault(kept).encrypt('y', REMARK);
  expect(() => vault.decrypt(other, REMARK)).toThrow('no data key fits');
  expect(vault.decrypt(old, REMARK)).toBe('x');
});

test.each([
  ['another index', { index: [one('2')] }, 'the last key of "index" must stay (id 1)'],
  ['another text of the index', { index: [{ ...one('2'), id: '1' }] }, '"index" must stay'],
  ['an audit key that is gone', { audit: [one('2')] }, 'key 1 of "audit" is gone'],
  ['a data key of another text', { data: [{ ...one('2'), id: '1' }] }, 'key 1 of "data" has'],
  ['keys that are no keys', { data: [] }, '"data" must be a list'],
])('%s is refused, and the previous keys stay', (_what, members, says) => {
  const vault = createVault(texts());
  const cipher = vault.encrypt('x', REMARK);
  expect(() => vault.renew(texts(members))).toThrow(says);
  expect(vault.decrypt(cipher, REMARK)).toBe('x');
  expect(vault.renew(texts())).toBe(false);
});
