import { parseRut } from '../../domain/model/rut';

/**
 * What was typed on the keypad: digits, perhaps a K at the end. At most ten characters: the nine
 * digits of a provisional RUT and the check digit.
 */
export interface RutEntry {
  readonly typed: string;
  /** What is wrong, shown only after *Continuar* or after one character too many. */
  readonly problem: 'wrong' | 'short' | undefined;
}

export const emptyRut: RutEntry = { typed: '', problem: undefined };
const MOST = 10;
/** Seven digits and a check digit: the shortest RUT of anyone alive. */
const MAY_BE_WHOLE = 8;

/**
 * The entry after a key. After a K, only deleting changes it. An eleventh character is ignored, but
 * then a wrong number is reported.
 */
export function pressed(entry: RutEntry, key: string): RutEntry {
  if (!/^[0-9K]$/.test(key)) return entry;
  if (entry.typed.endsWith('K')) return entry;
  if (entry.typed.length >= MOST) return isGood(entry) ? entry : { ...entry, problem: 'wrong' };
  if (entry.typed === '' && (key === 'K' || key === '0')) return entry;
  return { typed: entry.typed + key, problem: undefined };
}

/**
 * What a scanner typed: the code of an identity card, or a RUT in any spelling; undefined for
 * anything else.
 */
export function scanned(line: string): RutEntry | undefined {
  const read = parseRut(line);
  return read.state === 'good'
    ? { typed: read.rut.replace('-', ''), problem: undefined }
    : undefined;
}

/** The entry without its last character. */
export const erased = (entry: RutEntry): RutEntry => ({
  typed: entry.typed.slice(0, -1),
  problem: undefined,
});

/** The entry after *Continuar* on one that is not valid: now the problem is shown. */
export const complained = (entry: RutEntry): RutEntry => ({
  ...entry,
  problem: entry.typed.length < MAY_BE_WHOLE && !entry.typed.endsWith('K') ? 'short' : 'wrong',
});

/**
 * Whether *Continuar* can continue. False below eight characters: one RUT in eleven begins with a
 * shorter valid one.
 */
export const isGood = (entry: RutEntry): boolean =>
  entry.typed.length >= MAY_BE_WHOLE && parseRut(entry.typed).state === 'good';

/**
 * The usual notation, as it grows: `1.234` … `12.345.678-5`. The dash appears once the RUT may be
 * complete.
 */
export function shownRut({ typed }: RutEntry): string {
  const whole = typed.length >= MAY_BE_WHOLE || typed.endsWith('K');
  const body = whole ? typed.slice(0, -1) : typed;
  const dotted = body.replace(/\B(?=(\d{3})+$)/g, '.');
  return whole ? `${dotted}-${typed.slice(-1)}` : dotted;
}

/** For the screens after the pad: `•••.678-5`. */
export const maskedRut = ({ typed }: RutEntry): string =>
  `•••.${typed.slice(-4, -1)}-${typed.slice(-1)}`;
