import { DisplayView } from '../../domain/views';

/** A call as the display shows it. Its key changes with every recall: a recall is announced like a call. */
export interface ShownCall { readonly key: string; readonly ticket: string; readonly number: string; readonly counter: string; readonly at: number; readonly recalls: number }

/** Calls on the view, newest first, at most `most`. */
export const callsOf = (view: DisplayView, most = 24): readonly ShownCall[] => view.calling.slice(0, most)
  .map(({ ticket, number, counter, at, recalls }) => ({ key: `${ticket}@${at}`, ticket, number, counter, at, recalls }));

/** Rows under the heroes: who is still called but not in a hero, then the last calls; newest first, each ticket once. */
export function rowsBelow(view: DisplayView, heroes: readonly ShownCall[], rows: number): readonly { readonly ticket: string; readonly number: string; readonly counter: string }[] {
  const shown = new Set(heroes.map((hero) => hero.ticket));
  return [...callsOf(view), ...view.last].filter((call) => !shown.has(call.ticket)).slice(0, rows);
}

/** `C15` → `C, 15`: the letter and the digits apart, zeros in front not said. */
export function spokenNumber(number: string): string {
  const [, letters, digits] = /^(\D*)0*(\d*)$/.exec(number) ?? ['', number, ''];
  return [...letters, digits].filter(Boolean).join(', ');
}
