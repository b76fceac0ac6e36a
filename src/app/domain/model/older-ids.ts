import { Refused } from './errors';
import { NationalId, normaliseNationalId, parseRut } from './rut';

/**
 * National IDs as an older release kept them. It read a RUT with its name before it as a document
 * of another country, `CL 12.345.678-5` as `CL123456785`, and took some texts for documents that
 * are refused since (decision 0175).
 */

/** What stood before a RUT, each alone or before another. */
const NAMES = ['CL', 'RUT', 'RUN', 'CI', 'CHL', 'CHILE', 'CEDULA'];
/** `RUT N 12.345.678-5` and `RUT NO …`. */
const MARKS = ['', 'N', 'NO'];
/** Zeros that fill a short RUT up. */
const ZEROS = ['', '0', '00'];
/** The longest text that such a release accepted. */
const MOST = 20;

/** Every form a RUT may be kept in, with one or two names before it. */
const BEFORE = [
  ...NAMES.flatMap((name) => MARKS.flatMap((mark) => ZEROS.map((zeros) => name + mark + zeros))),
  ...NAMES.flatMap((first) => NAMES.map((second) => first + second)),
];

/** Every form a person with this national ID may be kept in, the present one first. */
export function keptAs(value: string): readonly string[] {
  const together = asTogether(value);
  return together === undefined
    ? [value]
    : [value, ...BEFORE.map((before) => before + together).filter(({ length }) => length <= MOST)];
}

/** The likeliest of them: to look for one who is in the branch now, at every ticket. */
export function likelyOlderForms(value: string): readonly string[] {
  const together = asTogether(value);
  return together === undefined ? [] : NAMES.map((name) => name + together);
}

function asTogether(value: string): string | undefined {
  const read = parseRut(value);
  return read.state === 'good' ? read.rut.replace('-', '') : undefined;
}

/** A kept national ID as it is written since: `12345678-5` for `CL123456785`. */
export function presentForm(kept: string): string {
  const read = parseRut(kept);
  return read.state === 'good' ? read.rut : kept;
}

/** The persons a search may mean. */
export interface SearchedId {
  /** The forms they may be kept in, the present one first. */
  readonly forms: readonly string[];
  /** Why it is not a national ID any more, if only an older release accepted it. */
  readonly refused?: Refused;
}

/** Throws as `normaliseNationalId` does where no release took the text for a national ID. */
export function soughtBy(text: string): SearchedId {
  let present: NationalId;
  try {
    present = normaliseNationalId(text);
  } catch (error) {
    const older = olderDocument(text);
    if (!(error instanceof Refused) || older === undefined) throw error;
    return { forms: [older], refused: error };
  }
  return { forms: keptAs(present.value) };
}

/** The text as that release read documents: with a letter that no RUT has, in the right place. */
function olderDocument(text: string): string | undefined {
  const read = text.replace(/[\s.\-\u2010-\u2015]/g, '').toUpperCase();
  return /^[A-Z0-9]{5,20}$/.test(read) && /[A-JL-Z]|K./.test(read) ? read : undefined;
}
