import { Refused } from './errors';

/**
 * National identity numbers: the Chilean RUT with its check digit (modulo 11), and documents of
 * other countries. One module for kiosk and API.
 */

/** Digits of a RUT before its check digit: from 100.000 to 99.999.999. */
const MIN_DIGITS = 6;
const MAX_DIGITS = 8;

/**
 * The check digit of a RUT's body, `0` to `9` or `K`: weights 2 to 7 from the right, over and over,
 * modulo 11.
 */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum += Number(body[body.length - 1 - i]) * (2 + (i % 6));
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

export type ParsedRut =
  /** `12345678-5`: no dots, no leading zeros, capital K. */
  | { readonly state: 'good'; readonly rut: string }
  /** Could become a RUT with more digits: for a keypad, while typing. */
  | { readonly state: 'incomplete' }
  | { readonly state: 'wrong-digit' }
  | { readonly state: 'no-rut' };

/** Reads a RUT as people write it: with or without dots, dash, blanks and leading zeros. */
export function parseRut(text: string): ParsedRut {
  const plain = text
    .replace(/[\s.\-‐-―]/g, '')
    .toUpperCase()
    .replace(/^0+/, '');
  if (!/^\d*[\dK]?$/.test(plain)) return { state: 'no-rut' };
  if (plain.length < MIN_DIGITS + 1) {
    return { state: plain.endsWith('K') ? 'no-rut' : 'incomplete' };
  }
  if (plain.length > MAX_DIGITS + 1) return { state: 'no-rut' };
  const [body, digit] = [plain.slice(0, -1), plain.slice(-1)];
  return digit === checkDigit(body)
    ? { state: 'good', rut: `${body}-${digit}` }
    : { state: 'wrong-digit' };
}

/** `12.345.678-5`, for showing it to its owner. */
export function formatRut(rut: string): string {
  const [body, digit] = rut.split('-');
  return `${body.replace(/\B(?=(\d{3})+$)/g, '.')}-${digit}`;
}

/**
 * `12345678-5` or, for another country's document, capitals and digits with its prefix: what the
 * blind index is made from.
 */
export interface NationalId {
  readonly kind: 'rut' | 'other';
  readonly value: string;
}

/**
 * A RUT, or another document: one with a letter that no RUT has (`P1234567`), or with a country
 * code before its digits (`AR 30123456`). What is made of digits only is read as a RUT, so that a
 * mistyped RUT never passes for a passport. Throws `Refused` (422 `invalid_national_id`), without
 * the number in it.
 */
export function normaliseNationalId(text: string): NationalId {
  const rut = parseRut(text);
  if (rut.state === 'good') return { kind: 'rut', value: rut.rut };
  const other = text.replace(/[\s.\-‐-―]/g, '').toUpperCase();
  if (rut.state === 'no-rut' && /^[A-Z0-9]{5,20}$/.test(other) && /[A-JL-Z]|K./.test(other)) {
    return { kind: 'other', value: other };
  }
  const got =
    rut.state === 'wrong-digit'
      ? 'a RUT whose check digit does not fit'
      : rut.state === 'incomplete'
        ? 'too few digits'
        : 'neither a RUT nor a document number';
  throw new Refused(
    'invalid',
    'invalid_national_id',
    `The national ID is ${got}; check it and type it again, ` +
      "such as 12345678-5 for a RUT or AR 30123456 for another country's.",
    [{ field: 'nationalId', got, wants: 'a RUT with its check digit, such as 12345678-5' }],
  );
}
