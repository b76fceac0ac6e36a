import { esCL } from './es-CL';
import { Speaker } from './format';

/**
 * How a counter is named, everywhere: a label with a word of its own (`Caja 3`, `Sala de
 * reuniones`) is used as it stands, and any other (`3`, `A`, `12-B`, `N° 4`) follows the word for
 * counter. A word is three letters in a row; anything shorter is a mark.
 */

/** Whether a label needs no word for counter before it. */
export const namesItself = (label: string): boolean => /\p{L}{3}/u.test(label.normalize('NFC'));

/**
 * `Módulo 3` standing alone, `en el módulo 3` and `al módulo 3` within a sentence; for a label with
 * a word of its own, `Caja 3`, `en Caja 3` and `a Caja 3`.
 */
export type CounterForm = 'counter' | 'counter.at' | 'counter.to';

export function counterName(
  say: Speaker<typeof esCL>['say'],
  label: string,
  form: CounterForm = 'counter',
): string {
  if (!namesItself(label)) return say(form, { counter: label });
  return form === 'counter' ? label : say(`${form}.named`, { counter: label });
}
