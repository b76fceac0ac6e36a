import { formatRut, parseRut } from './rut';

/** How many characters of a document's number stay: enough to compare with a card in hand. */
const SHOWN = 3;
const HIDDEN = '•';

/**
 * A national ID as it may stand on a screen that others can see: `••.•••.678-5`, or the end of
 * another document's number.
 */
export function maskedId(nationalId: string): string {
  if (parseRut(nationalId).state !== 'good') {
    const shown = Math.min(SHOWN, Math.floor(nationalId.length / 2));
    return HIDDEN.repeat(nationalId.length - shown) + nationalId.slice(nationalId.length - shown);
  }
  const whole = formatRut(nationalId);
  const end = whole.length - '678-5'.length;
  return whole.slice(0, end).replace(/\d/g, HIDDEN) + whole.slice(end);
}
