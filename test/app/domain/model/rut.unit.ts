import { Refused } from '../../../../src/app/domain/model/errors';
import {
  checkDigit,
  formatRut,
  normaliseNationalId,
  parseRut,
} from '../../../../src/app/domain/model/rut';
import fc from '../../../support/draws';

describe('a RUT', () => {
  // check digits worked out by hand: 12345678 → 8·2+7·3+6·4+5·5+4·6+3·7+2·2+1·3 = 138, 138 mod 11 =
  // 6, 11 − 6 = 5
  test.each([
    ['12345678', '5'],
    ['11111111', '1'],
    ['22222222', '2'],
    ['7654321', '6'],
    ['1000005', 'K'],
    ['1000013', '0'],
  ])('%s has check digit %s', (body, digit) => {
    expect(checkDigit(body)).toBe(digit);
  });

  test.each([
    '12345678-5',
    '12.345.678-5',
    '123456785',
    ' 12 345 678 - 5 ',
    '012345678-5',
    '12345678–5',
    '12345678−5',
    '12345678‑5',
    '12,345,678-5',
    '12·345·678-5',
    "12'345'678-5",
    '12345678/5',
    '12_345_678_5',
    '１２３４５６７８－５',
    'RUT１２．３４５．６７８－５',
    'CL 12.345.678-5',
    'cl12345678-5',
    'RUT 12345678-5',
    'R.U.T.: 12.345.678-5',
    'r u t 12345678 5',
    'RUN 12.345.678-5',
    'RUT N° 12.345.678-5',
    'Rut Nº12.345.678-5',
    'C.I. 12.345.678-5',
    'RUT CL 12.345.678-5',
    '\u200f12345678-5',
    '\ufeff12345678-5\r\n',
    '12\u00a0345\u202f678\u2009-\u20095',
    'https://portal.sidiv.registrocivil.cl/docstatus?RUN=12345678-5&type=CEDULA&serial=512345678',
    "httpsÑ--portal.sidiv.registrocivil.cl-docstatus_RUN¿12345678'5/type¿CEDULA/serial¿B00234567",
  ])('%j is read', (text) => {
    expect(parseRut(text)).toEqual({ state: 'good', rut: '12345678-5' });
  });

  test('the check digit K, in either case', () => {
    expect(parseRut('1000005-k')).toEqual({ state: 'good', rut: '1000005-K' });
    expect(parseRut('1.000.005-K')).toEqual({ state: 'good', rut: '1000005-K' });
    expect(parseRut('1.000.005-К')).toEqual({ state: 'good', rut: '1000005-K' }); // Cyrillic
    expect(parseRut('1.000.005-Ｋ')).toEqual({ state: 'good', rut: '1000005-K' });
  });

  test.each([
    ['12345678-9', 'wrong-digit'],
    ['12345678-K', 'wrong-digit'],
    ['', 'incomplete'],
    ['12345', 'incomplete'],
    ['12.345', 'incomplete'],
    ['1K', 'no-rut'],
    ['1234567890-1', 'no-rut'],
    ['P1234567', 'no-rut'],
    ['12K45678-5', 'no-rut'],
    ['12345678-5🙂', 'no-rut'],
    ['12345678*5', 'no-rut'],
    ['12.345.67?-5', 'no-rut'],
    ['100.000.000-8', 'wrong-digit'],
    ['CL 12.345.678-4', 'wrong-digit'],
  ])('%j is %s', (text, state) => {
    expect(parseRut(text).state).toBe(state);
  });

  test('is shown with dots', () => {
    expect(formatRut('12345678-5')).toBe('12.345.678-5');
    expect(formatRut('1000005-K')).toBe('1.000.005-K');
    expect(formatRut('123456-0')).toBe('123.456-0');
    expect(formatRut('100000000-7')).toBe('100.000.000-7');
  });

  test('provisional ones have nine digits', () => {
    expect(parseRut('100.000.000-7')).toEqual({ state: 'good', rut: '100000000-7' });
  });

  test('exactly one check digit fits, and a formatted RUT reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 999_999_999 }), (body) => {
        const good = [...'0123456789K'].filter(
          (digit) => parseRut(`${body}-${digit}`).state === 'good',
        );
        expect(good).toEqual([checkDigit(String(body))]);
        expect(parseRut(formatRut(`${body}-${good[0]}`))).toEqual({
          state: 'good',
          rut: `${body}-${good[0]}`,
        });
      }),
    );
  });

  test('any one wrong digit, and any two neighbours swapped, are detected', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 99_999_999 }),
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const text = String(body);
          const mistyped =
            text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
          expect(checkDigit(mistyped)).not.toBe(checkDigit(text));
          const swapped = text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
          if (swapped !== text) expect(checkDigit(swapped)).not.toBe(checkDigit(text));
        },
      ),
    );
  });
});

function refusalOf(text: string): Refused | undefined {
  try {
    normaliseNationalId(text);
    return undefined;
  } catch (error) {
    return error as Refused;
  }
}

describe('a national ID', () => {
  test.each([
    ['12.345.678-5', 'rut', '12345678-5'],
    ['1000005-k', 'rut', '1000005-K'],
    ['p1234567', 'other', 'P1234567'],
    ['AR 30.123.456', 'other', 'AR30123456'],
    ['KX-99887', 'other', 'KX99887'],
    ['14AV12345', 'other', '14AV12345'],
    ['C01X00T47', 'other', 'C01X00T47'],
    ['ES 12345678Z', 'other', 'ES12345678Z'],
    ['NO 1234567', 'other', 'NO1234567'],
    ['Ｐ１２３４５６７', 'other', 'P1234567'],
    ['100.000.000-7', 'rut', '100000000-7'],
  ])('%s is %s %s', (text, kind, value) => {
    expect(normaliseNationalId(text)).toEqual({ kind, value });
  });

  test.each([
    '12345678-9',
    '7654329',
    '123',
    '',
    '30123456789',
    '🙂🙂🙂🙂🙂',
    'A'.repeat(21),
    'مرحبا12345',
    '12345678-K',
    'CL 12.345.678-4',
    'RUT12345678-9',
    'R.U.T. 12.345.678-9',
    'RTU 12.345.678-5',
    'RU 12345678-5',
    '12K45678-5',
    '12345678-L',
    '1234567B-5',
    'I2345678-5',
    'l2.345.678-5',
    '1O345678-5',
    'X2345678-5',
    'K2345678-5',
    'K23456785',
  ])('%j is refused, without repeating it', (text) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({
      kind: 'invalid',
      code: 'invalid_national_id',
      fields: [{ field: 'nationalId' }],
    });
    if (text.length > 3) {
      expect(JSON.stringify([refusal!.message, refusal!.fields, refusal!.extra])).not.toContain(
        text,
      );
    }
  });
});

describe('every spelling of one RUT, by property', () => {
  const body = fc.oneof(
    fc.integer({ min: 100_000, max: 99_999_999 }),
    fc.integer({ min: 100_000_000, max: 999_999_999 }),
  );
  const before = fc.constantFrom(
    '',
    'CL',
    'cl ',
    'RUT ',
    'Rut: ',
    'R.U.T. ',
    'RUN',
    'rut nº ',
    '00',
  );
  const thousands = fc.constantFrom('', '.', ',', ' ', '\u00a0', '’', '·', '．');
  const dash = fc.constantFrom('', '-', '−', '–', '‐', '‑', '—', '－', '﹣', ' - ', '_', "'", '/');
  const around = fc.constantFrom('', ' ', '\t', '\n', '\u200e', '\u200f', '\ufeff', '\u2066');
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
  const spelling = fc
    .record({ before, thousands, dash, around, wide: fc.boolean(), lower: fc.boolean() })
    .map((how) => (digits: string, check: string) => {
      const grouped = digits.replace(/\B(?=(\d{3})+$)/g, how.thousands);
      const plain = how.before + grouped + how.dash + (how.lower ? check.toLowerCase() : check);
      return how.around + (how.wide ? wide(plain) : plain) + how.around;
    });

  test('is the same person', () => {
    fc.assert(
      fc.property(body, spelling, (n, spelt) => {
        const [digits, check] = [String(n), checkDigit(String(n))];
        expect(normaliseNationalId(spelt(digits, check))).toEqual({
          kind: 'rut',
          value: `${digits}-${check}`,
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('with one character mistyped is neither a foreign document nor somebody else', () => {
    const keys = [...'0123456789K'];
    fc.assert(
      fc.property(
        body,
        spelling,
        fc.nat(9),
        fc.constantFrom(...keys, ...'OILSBQZJX'),
        (n, spelt, at, key) => {
          const whole = String(n) + checkDigit(String(n));
          const place = at % whole.length;
          fc.pre(whole[place] !== key && (place > 0 || /[1-9K]/.test(key)));
          const slip = whole.slice(0, place) + key + whole.slice(place + 1);
          const typed = spelt(slip.slice(0, -1), slip.slice(-1));
          expect([typed, refusalOf(typed)?.code]).toEqual([typed, 'invalid_national_id']);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
