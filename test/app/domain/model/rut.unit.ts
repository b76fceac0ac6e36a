import fc from 'fast-check';
import { Refused } from '../../../../src/app/domain/model/errors';
import {
  checkDigit,
  formatRut,
  normaliseNationalId,
  parseRut,
} from '../../../../src/app/domain/model/rut';

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
  ])('%j is read', (text) => {
    expect(parseRut(text)).toEqual({ state: 'good', rut: '12345678-5' });
  });

  test('the check digit K, in either case', () => {
    expect(parseRut('1000005-k')).toEqual({ state: 'good', rut: '1000005-K' });
    expect(parseRut('1.000.005-K')).toEqual({ state: 'good', rut: '1000005-K' });
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
    ['‏12345678-5', 'no-rut'],
  ])('%j is %s', (text, state) => {
    expect(parseRut(text).state).toBe(state);
  });

  test('is shown with dots', () => {
    expect(formatRut('12345678-5')).toBe('12.345.678-5');
    expect(formatRut('1000005-K')).toBe('1.000.005-K');
    expect(formatRut('123456-0')).toBe('123.456-0');
  });

  test('exactly one check digit fits, and a formatted RUT reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), (body) => {
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

  test('any one wrong digit and any two neighbours swapped are noticed', () => {
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

describe('a national ID', () => {
  test.each([
    ['12.345.678-5', 'rut', '12345678-5'],
    ['1000005-k', 'rut', '1000005-K'],
    ['p1234567', 'other', 'P1234567'],
    ['AR 30.123.456', 'other', 'AR30123456'],
    ['KX-99887', 'other', 'KX99887'],
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
  ])('%j is refused, without repeating it', (text) => {
    const refusal = (() => {
      try {
        normaliseNationalId(text);
        return undefined;
      } catch (error) {
        return error as Refused;
      }
    })();
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
