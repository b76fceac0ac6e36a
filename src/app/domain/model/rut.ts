import { Refused } from './errors';

/**
 * National IDs: the Chilean RUT with its check digit (modulo 11), and documents of other countries.
 * One module for kiosk and API.
 */

/**
 * How many digits a RUT has before its check digit: from 100.000 to provisional ones of 100.000.000
 * and more.
 */
const MIN_DIGITS = 6;
const MAX_DIGITS = 9;

/**
 * What people and scanners put between the characters of a number: dots and commas, dashes of every
 * script, blanks, marks that cannot be seen, and what a scanner types for a dash where the keyboard
 * is set to another country. (Escapes keep the bundle ASCII. They are minus, bullet and letter
 * dashes; dots of the middle and of Japan; quotes and accents; the degree sign.)
 */
const BETWEEN = new RegExp(
  "[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Pd}\\u2212\\u2043\\u02d7\\u30fc.,\\u00b7\\u30fb\\u3002'" +
    '\\u2019\\u2018`\\u00b4\\u0301/:;_()#=\\u00b0]',
  'gu',
);
/** Names of a RUT, written together with it. */
const NAMES = /^(?:(?:RUT|RUN|CHILE|CHL|CL|CI|CEDULA)(?:NO|N)?)+(?=\d)/;
/** Says that a RUT follows, even if its first digit was missed: `CL K2345678-5`. */
const NAMED = /^(?:RUT|RUN|CHILE|CEDULA)|^(?:CHL|CL|CI)[A-Z]?\d/;
/** `N°`, `Nº` or `№` says that a number follows; `NO` alone is Norway. */
const NUMBER_SIGN = /n\s*[\u00ba\u00b0]|\u2116/giu;
/** The code on the back of an identity card is an address with the RUN in it. */
const OF_CARD = /[^A-Z0-9]RUN[^A-Z0-9]{0,3}(\d{6,9})[^A-Z0-9]?([\dK])(?![\dK])/;
/** A K of another script looks the same. */
const OTHER_K = /[\u041a\u039a]/g;
/** Letters that are typed for a digit that looks like them. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
};

/** In capitals and ASCII, with nothing between the characters: `CL123456785`, `P1234567`. */
function together(text: string): string {
  const plain = text.replace(NUMBER_SIGN, '').normalize('NFKC').toUpperCase().replace(OTHER_K, 'K');
  const card = plain.includes('CEDULA') && OF_CARD.exec(plain);
  return card ? card[1] + card[2] : plain.replace(BETWEEN, '');
}

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

/**
 * Reads a RUT as people write it and scanners type it: with or without dots, commas, dash, blanks,
 * leading zeros and what it is called (`RUT`, `CL`), in any form of digits and dashes.
 */
export const parseRut = (text: string): ParsedRut => parse(together(text).replace(NAMES, ''));

function parse(joined: string): ParsedRut {
  const plain = joined.replace(/^0+/, '');
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
 * A RUT, or another document: one that begins with letters, or has two or more (`P1234567`, `AR
 * 30123456`, `14AV12345`), and is not a mistyped RUT. Digits with one letter are read as a RUT, so
 * a mistyped RUT never passes for a passport. Throws `Refused` (422 `invalid_national_id`) without
 * the number in it.
 */
export function normaliseNationalId(text: string): NationalId {
  const read = readNationalId(text);
  if (read) return read;
  const { state } = parseRut(text);
  const got =
    state === 'wrong-digit'
      ? 'a RUT with a wrong check digit'
      : state === 'incomplete'
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

/** Whether `normaliseNationalId` takes it, for the screen on which it is typed. */
export const isNationalId = (text: string): boolean => readNationalId(text) !== undefined;

function readNationalId(text: string): NationalId | undefined {
  const rut = parseRut(text);
  if (rut.state === 'good') return { kind: 'rut', value: rut.rut };
  const other = together(text);
  if (rut.state === 'no-rut' && isForeign(text, other)) return { kind: 'other', value: other };
  return undefined;
}

function isForeign(text: string, other: string): boolean {
  if (!/^[A-Z0-9]{5,20}$/.test(other) || NAMED.test(other)) return false;
  const [letters] = /^[A-Z]*/.exec(other)!;
  if (letters === '' && other.replace(/\d|K$/g, '').length < 2) return false;
  // a keypad has no letter but K: `K2345678` is a RUT whose first digit was missed
  if (/^K\d+K?$/.test(other)) return false;
  // `RTU 12.345.678-5` or `X2.345.678-5`
  const misnamed = letters.length === 1 || /^[RUTNCL]+$/.test(letters);
  if (misnamed && ENDS_LIKE_A_RUT.test(text.normalize('NFKC'))) return false;
  const read = other.replace(/[A-JL-Z]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  return parse(read).state !== 'good';
}

/** A dash before the last character: passports have none there. */
const ENDS_LIKE_A_RUT = /\d\s*[\p{Pd}\u2212]\s*[\dkK]\s*$/u;
