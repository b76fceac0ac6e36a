import { Refused } from './errors';

/**
 * National IDs: the Chilean RUT with its check digit (modulo 11), and documents of other countries.
 * One module for kiosk and API.
 */

/** Digits of a RUT before its check digit: from 100.000 to 99.999.999. */
const MIN_DIGITS = 6;
const MAX_DIGITS = 8;

/** `0` to `9` or `K`: digits from the right weighted 2 to 7, again and again, modulo 11. */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum += Number(body[body.length - 1 - i]) * (2 + (i % 6));
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

export type ParsedRut =
  /** `12345678-5`: no dots, no leading zeros, capital K. */
  | { readonly state: 'good'; readonly rut: string }
  /** May become a RUT with more digits: for a keypad. */
  | { readonly state: 'incomplete' }
  | { readonly state: 'wrong-digit' }
  | { readonly state: 'no-rut' };

/** Reads a RUT as people write it, with or without dots, dash, spaces and leading zeros. */
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

/** `12.345.678-5`, to show it to its owner. */
export function formatRut(rut: string): string {
  const [body, digit] = rut.split('-');
  return `${body.replace(/\B(?=(\d{3})+$)/g, '.')}-${digit}`;
}

/** What the blind index is made from: `12345678-5`, or another document in capitals and digits. */
export interface NationalId {
  readonly kind: 'rut' | 'other';
  readonly value: string;
}

/**
 * A RUT, or another document: one with a letter that no RUT has (`P1234567`), or with a country
 * code before its digits (`AR 30123456`). Digits alone are read as a RUT, so a mistyped RUT never
 * passes for a passport. Throws `Refused` (422 `invalid_national_id`) without the number in it.
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
      ? 'a RUT with a wrong check digit'
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
