import { DisplayView } from '../../domain/views';

/** A call as the display shows it. Its key changes with every recall: a recall is announced like a call. */
export interface ShownCall { readonly key: string; readonly ticket: string; readonly number: string; readonly counter: string; readonly at: number; readonly recalls: number }

/** Calls on the view, newest first, at most `most`. */
export const callsOf = (view: DisplayView, most = 24): readonly ShownCall[] => view.calling.slice(0, most)
  .map(({ ticket, number, counter, at, recalls }) => ({ key: `${ticket}@${at}`, ticket, number, counter, at, recalls }));

/** A call of the past. */
export interface PastCall { readonly ticket: string; readonly number: string; readonly counter: string; readonly at: number }

/** A screen remembers this many calls: a number must not be gone before its owner has looked up. */
const REMEMBERED = 8;
const FORGET_MS = 2 * 3_600_000;

/** The remembered calls after a view: newest first, each ticket once, no more than can be shown. The server's view drops those already served. */
export function remember(before: readonly PastCall[], view: DisplayView, now: number): readonly PastCall[] {
  const calls = [...view.calling, ...view.last, ...before].sort((a, b) => b.at - a.at);
  return calls.filter((call, index) => now - call.at < FORGET_MS && calls.findIndex((other) => other.ticket === call.ticket) === index)
    .slice(0, REMEMBERED).map(({ ticket, number, counter, at }) => ({ ticket, number, counter, at }));
}

/** Rows beside the heroes: everyone else who was called, newest first. */
export function rowsBeside(past: readonly PastCall[], heroes: readonly ShownCall[], rows: number): readonly PastCall[] {
  const shown = new Set(heroes.map((hero) => hero.ticket));
  return past.filter((call) => !shown.has(call.ticket)).slice(0, rows);
}

/** `C15` → `C, 15`: the letter and the digits apart, zeros in front not said. */
export function spokenNumber(number: string): string {
  const [, letters, digits] = /^(\D*)0*(\d*)$/.exec(number) ?? ['', number, ''];
  return [...letters, digits].filter(Boolean).join(', ');
}
