import { newKeys, parseKeys } from '../../../src/app/vault/keys';
import { createVault } from '../../../src/app/vault/vault';

/** The purposes of ciphers: each is valid in one row. */
const CUSTOMER = 'customer\0c1';
const REMARK = 'remark\0r1';

const secret = (fill: string) => fill.repeat(40).slice(0, 40);
const list = (...ids: readonly string[]) => ids.map((id) => ({ id, key: secret(`${id}.`) }));
const texts = (members: Partial<Record<'data' | 'index' | 'audit' | 'ticket', object>> = {}) =>
  JSON.stringify({
    data: list('d1'),
    index: list('i1'),
    audit: list('a1'),
    ticket: list('t1'),
    ...members,
  });
const vault = createVault(texts());

describe('customers', () => {
  const plain = '{"nationalId":"12345678-5","phone":"+56912345678"}';

  test('decrypts what it encrypted; ciphertext names its key, and equal texts differ', () => {
    const cipher = vault.encrypt(plain, CUSTOMER);
    expect(cipher).toMatch(/^2\.d1\.[\w-]+$/);
    expect(cipher).not.toContain('12345678');
    expect(vault.encrypt(plain, CUSTOMER)).not.toBe(cipher);
    expect(vault.decrypt(cipher, CUSTOMER)).toBe(plain);
  });

  test('after a rotation the new key encrypts and the old one still decrypts', () => {
    const old = vault.encrypt(plain, CUSTOMER);
    const rotated = createVault(texts({ data: list('d2', 'd1') }));
    expect(rotated.decrypt(old, CUSTOMER)).toBe(plain);
    const fresh = rotated.encrypt(plain, CUSTOMER);
    expect(fresh.split('.')[1]).toBe('d2');
    expect(() => vault.decrypt(fresh, CUSTOMER)).toThrow(
      'no data key fits this cipher (key id d2)',
    );
  });

  test('a ciphertext cannot be read for another purpose', () => {
    expect(() => vault.decrypt(vault.encrypt(plain, REMARK), CUSTOMER)).toThrow();
  });

  test('nor in another row of its column, nor passed off as an older one', () => {
    const cipher = vault.encrypt(plain, CUSTOMER);
    expect(() => vault.decrypt(cipher, 'customer\0c2')).toThrow('another row or column');
    expect(() => vault.decrypt(cipher.replace(/^2/, '1'), CUSTOMER)).toThrow('another row');
  });

  test("the older release's format is read, and written until that release is gone", () => {
    let now = 0;
    const changing = createVault(texts(), () => now);
    changing.bindFrom(1_000);
    const old = changing.encrypt(plain, CUSTOMER);
    expect([old.slice(0, 5), changing.dataKeys().begin]).toEqual(['1.d1.', '1.d1.']);
    const own = changing.encrypt('s', 'second-factor\0ana');
    now = 1_000;
    expect([changing.encrypt(plain, CUSTOMER).slice(0, 5), changing.dataKeys().begin]).toEqual([
      '2.d1.',
      '2.d1.',
    ]);
    expect([vault.decrypt(old, CUSTOMER), vault.decrypt(old, 'customer\0c2')]).toEqual([
      plain,
      plain,
    ]);
    expect(() => vault.decrypt(old.replace(/^1/, '2'), CUSTOMER)).toThrow();
    // these were already bound to their rows
    expect(vault.decrypt(own, 'second-factor\0ana')).toBe('s');
    expect(() => vault.decrypt(own, 'second-factor\0eva')).toThrow();
  });

  test('any changed character is detected', () => {
    const cipher = vault.encrypt(plain, CUSTOMER);
    const start = cipher.lastIndexOf('.') + 1;
    // the last base64url character may carry unused bits
    for (let at = start; at < cipher.length - 1; at += 1) {
      const changed = cipher.slice(0, at) + (cipher[at] === 'A' ? 'B' : 'A') + cipher.slice(at + 1);
      expect(() => vault.decrypt(changed, CUSTOMER)).toThrow();
    }
  });

  test.each(['', 'x', '1.d1', '1.d1.', '1.d1.AAAA', '2.d1.AAAA', '3.d1.AAAA', '2.other.AAAA'])(
    'a text that is not a ciphertext of ours is refused: %p',
    (text) => {
      expect(() => vault.decrypt(text, CUSTOMER)).toThrow();
    },
  );

  test('a ciphertext with a shortened tag is refused', () => {
    const [version, id, body] = vault.encrypt('', CUSTOMER).split('.');
    const short = Buffer.from(body, 'base64url').subarray(0, 20).toString('base64url');
    expect(() => vault.decrypt([version, id, short].join('.'), CUSTOMER)).toThrow('cut short');
  });
});

describe('blind index', () => {
  test('equal values match; other values and other purposes do not', () => {
    expect(vault.blindIndex('12345678-5', 'national-id')).toBe(
      vault.blindIndex('12345678-5', 'national-id'),
    );
    expect(vault.blindIndex('12345678-5', 'national-id')).not.toBe(
      vault.blindIndex('12345679-3', 'national-id'),
    );
    expect(vault.blindIndex('12345678-5', 'national-id')).not.toBe(
      vault.blindIndex('12345678-5', 'address'),
    );
  });

  test('purpose and value cannot be confused', () => {
    expect(vault.blindIndex('b', 'a')).not.toBe(vault.blindIndex('', 'ab'));
  });

  test('rows are still found under a newer index key while the old one exists', () => {
    const rotated = createVault(texts({ index: list('i2', 'i1') }));
    expect(rotated.blindIndex('12345678-5', 'national-id')).toBe(
      vault.blindIndex('12345678-5', 'national-id'),
    );
  });
});

describe('the chain', () => {
  test('a hash is valid only for its previous hash and body', () => {
    const first = vault.chain('', '{"seq":1}');
    const second = vault.chain(first, '{"seq":2}');
    expect(vault.chainHolds('', '{"seq":1}', first)).toBe(true);
    expect(vault.chainHolds(first, '{"seq":2}', second)).toBe(true);
    expect(vault.chainHolds('', '{"seq":2}', second)).toBe(false);
    expect(vault.chainHolds(first, '{"seq":3}', second)).toBe(false);
  });

  test('continues over a rotation, each hash under the key it names', () => {
    const old = vault.chain('', 'one');
    const rotated = createVault(texts({ audit: list('a2', 'a1') }));
    const fresh = rotated.chain(old, 'two');
    expect(old).toMatch(/^a1\./);
    expect(fresh).toMatch(/^a2\./);
    expect(rotated.chainHolds('', 'one', old)).toBe(true);
    expect(rotated.chainHolds(old, 'two', fresh)).toBe(true);
    expect(vault.chainHolds(old, 'two', fresh)).toBe(false);
  });

  test('without the key nobody can make a valid hash', () => {
    const other = createVault(texts({ audit: [{ id: 'a1', key: secret('other') }] }));
    expect(vault.chainHolds('', 'one', other.chain('', 'one'))).toBe(false);
  });
});

describe('tickets', () => {
  const id = '0b5c2c1e-0d6f-4a53-9f0c-6a7f5b6f5a11';

  test('the key is a version and 128 bits, stable per ticket, different for each', () => {
    expect(vault.ticketKey(id)).toMatch(/^1[\w-]{22}$/);
    expect(vault.ticketKey(id)).toBe(vault.ticketKey(id));
    expect(vault.ticketKey(id)).not.toBe(vault.ticketKey(id.replace('0', '1')));
    expect(vault.ticketKeyHolds(id, vault.ticketKey(id))).toBe(true);
    expect(vault.ticketKeyHolds(id, vault.ticketKey(id).slice(0, -1))).toBe(false);
  });

  test('a key issued before a rotation still works after it', () => {
    const rotated = createVault(texts({ ticket: list('t2', 't1') }));
    expect(rotated.ticketKeyHolds(id, vault.ticketKey(id))).toBe(true);
    expect(rotated.ticketKey(id)).not.toBe(vault.ticketKey(id));
    expect(vault.ticketKeyHolds(id, rotated.ticketKey(id))).toBe(false);
  });

  test("a reading key names its ticket, is not the customer's, and cannot be forged", () => {
    const reading = vault.readingKey(id);
    expect(reading).toMatch(/^r[\w-]{44}$/);
    expect(vault.ticketOfReadingKey(reading)).toBe(id);
    expect(vault.ticketKeyHolds(id, reading)).toBe(false);
    expect(reading).not.toContain(vault.ticketKey(id).slice(1));
    const other = '1b5c2c1e-0d6f-4a53-9f0c-6a7f5b6f5a11';
    const bent = [
      vault.ticketKey(id),
      vault.readingKey(other).slice(0, 23) + reading.slice(23),
      `r${reading.slice(1, 23)}${vault.ticketKey(id).slice(1)}`,
      reading.slice(0, -1),
      `${reading}A`,
      reading.replace('r', '1'),
      ...[...reading].map((each, at) => {
        const changed = each === 'B' ? 'C' : 'B';
        return reading.slice(0, at) + changed + reading.slice(at + 1);
      }),
    ];
    for (const key of bent) expect([key, vault.ticketOfReadingKey(key)]).toEqual([key, undefined]);
    const rotated = createVault(texts({ ticket: list('t2', 't1') }));
    expect(rotated.ticketOfReadingKey(reading)).toBe(id);
    expect(vault.ticketOfReadingKey(rotated.readingKey(id))).toBeUndefined();
  });
});

describe('DATA_KEYS', () => {
  test('a bare text is the first key for every purpose, stretched differently for each', () => {
    const bare = createVault(secret('generated-'));
    expect(bare.decrypt(bare.encrypt('x', CUSTOMER), CUSTOMER)).toBe('x');
    const asList = createVault(
      JSON.stringify(
        Object.fromEntries(
          ['data', 'index', 'audit', 'ticket'].map((purpose) => [
            purpose,
            [{ id: '1', key: secret('generated-') }],
          ]),
        ),
      ),
    );
    expect(asList.decrypt(bare.encrypt('x', CUSTOMER), CUSTOMER)).toBe('x');
    expect(asList.ticketKey('t')).toBe(bare.ticketKey('t'));
    expect(bare.chain('', 'x').slice(2)).not.toBe(bare.blindIndex('x', ''));
  });

  test('made keys are random and usable', () => {
    expect(newKeys()).not.toBe(newKeys());
    const made = createVault(newKeys());
    expect(made.decrypt(made.encrypt('é😀', REMARK), REMARK)).toBe('é😀');
  });

  test.each([
    ['too-short', 'key 1 of "data" is shorter than 32 characters'],
    ['{"data": [', 'starts like JSON but is not valid'],
    [texts({ audit: {} }), '"audit" must be a list'],
    [texts({ ticket: [] }), '"ticket" must be a list of at least one'],
    [texts({ index: list('i1', 'i1') }), 'two keys of "index" have the same id'],
    [texts({ data: [{ id: 'a b', key: secret('x') }] }), 'a key of "data" has no usable "id"'],
    [texts({ data: [null] }), 'a key of "data" has no usable "id"'],
    [
      texts({ data: [{ ...list('d2')[0], from: 'tomorrow' }, ...list('d1')] }),
      '"from" of key d2 of "data" is not a time',
    ],
    [
      texts({ data: [{ id: 'd9', key: 'hunter2' }] }),
      'key d9 of "data" is shorter than 32 characters',
    ],
  ])('%p is refused with the member and what to do, never with the key', (text, message) => {
    expect(() => parseKeys(text)).toThrow(message);
    let said = '';
    try {
      parseKeys(text);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).not.toContain('hunter2');
    expect(said).not.toContain('too-short');
  });
});
