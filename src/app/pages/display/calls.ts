import type { DisplayView, PastCall } from '../../wire/views';

/**
 * A call as the display shows it. Its key changes with every recall, so that a recall is announced
 * like a call.
 */
export interface ShownCall {
  readonly key: string;
  readonly ticket: string;
  readonly number: string;
  readonly counter: string;
  /** When it was last called, in ms since 1970. */
  readonly at: number;
  readonly recalls: number;
}

/** Calls on the view, newest first, at most `most`. */
export const callsOf = (view: DisplayView, most = 100): readonly ShownCall[] =>
  view.calling.slice(0, most).map(({ ticket, number, counter, at, recalls }) => ({
    key: `${ticket}@${at}`,
    ticket,
    number,
    counter,
    at: Date.parse(at),
    recalls,
  }));

/**
 * The view of a panel that shows only some queues; no ids means all. A past call sent by an older
 * release does not name its queue, so the letters of its number decide.
 */
export function shownOn(
  view: DisplayView,
  only: readonly string[],
  queues: readonly { readonly id: string; readonly prefix: string }[],
): DisplayView {
  if (only.length === 0) return view;
  const prefixes = queues.filter(({ id }) => only.includes(id)).map(({ prefix }) => prefix);
  const isOfThese = ({ queue, number }: PastCall) =>
    queue === undefined ? prefixes.includes(/^\D*/.exec(number)![0]) : only.includes(queue);
  return {
    ...view,
    calling: view.calling.filter(({ queue }) => only.includes(queue)),
    last: view.last.filter(isOfThese),
    queues: view.queues.filter(({ id }) => only.includes(id)),
  };
}

/** How long a call is shown, in ms: an evening's calls must not stay on screen until morning. */
const SHOWN_MS = 2 * 3_600_000;

/** All past calls, newest first, without tickets that went back to the line. */
export function pastOf(view: DisplayView, now: number): readonly PastCall[] {
  return [...view.calling, ...view.last]
    .filter((call) => now - Date.parse(call.at) < SHOWN_MS)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** How long until one of the past calls is no longer shown, in ms; undefined without any. */
export function untilOld(view: DisplayView, now: number): number | undefined {
  const shown = pastOf(view, now);
  return shown.length > 0 ? Date.parse(shown[shown.length - 1].at) + SHOWN_MS - now : undefined;
}

/** Rows beside the heroes: all other calls, newest first. */
export function rowsBeside(
  past: readonly PastCall[],
  heroes: readonly ShownCall[],
  rows: number,
): readonly PastCall[] {
  const shown = new Set(heroes.map((hero) => hero.ticket));
  return past.filter((call) => !shown.has(call.ticket)).slice(0, rows);
}

/** `C15` → `C, 15`: letters and digits apart, without leading zeros. */
export function spokenNumber(number: string): string {
  const [, letters, digits] = /^(\D*)0*(\d*)$/.exec(number) ?? ['', number, ''];
  return [...letters, digits].filter(Boolean).join(', ');
}
