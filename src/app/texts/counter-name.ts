import { esCL } from './es-CL';
import { Speaker } from './format';

/**
 * How a counter is said, in every place: a label that has a word of its own (`Caja 3`, `Sala de
 * reuniones`) says itself what it is, and any other (`3`, `A`, `12-B`, `N° 4`) is the counter of
 * that name. A word has three letters together: shorter ones are marks.
 */

/** Whether a label says itself what it is. */
export const namesItself = (label: string): boolean => /\p{L}{3}/u.test(label.normalize('NFC'));

/**
 * `Módulo 3` standing alone, `en el módulo 3` and `al módulo 3` within a sentence; of a label with
 * a word of its own `Caja 3`, `en Caja 3` and `a Caja 3`.
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
