import type { Answers } from './recorder';

/** A ticket as the database has it. */
export interface Kept {
  readonly id: string;
  readonly branch: string;
  readonly day: string;
  readonly number: string;
  readonly state: string;
}

/** Answers between these moments came from a former primary. */
export interface Lost {
  readonly from: number;
  readonly to: number;
}

/** States in which a ticket is no more than waiting, or called. */
const NOT_CALLED = ['waiting'];
const NOT_STARTED = [...NOT_CALLED, 'called'];

/** What the answers promised and the database does not keep. */
export function broken(
  { issued, called, started, finished, statuses }: Answers,
  rows: readonly Kept[],
  lost?: Lost,
): string[] {
  const kept = new Map(rows.map((row) => [row.id, row]));
  const count = (found: readonly unknown[], what: string) =>
    found.length ? [`${found.length} ${what}`] : [];
  const owed = issued.filter(({ at }) => !lost || at < lost.from || at > lost.to);
  const numbers = new Set(rows.map(({ branch, day, number }) => `${branch} ${day} ${number}`));
  const stateOf = (ticket: string) => kept.get(ticket)?.state ?? 'gone';
  const once = new Set(called.map(({ ticket }) => ticket));
  const isWrong = (status: number) => status >= 400 && ![429, 503].includes(status);
  return [
    ...count(
      owed.filter(({ ticket, number }) => kept.get(ticket)?.number !== number),
      'acknowledged tickets do not exist',
    ),
    ...(numbers.size < rows.length ? [`${rows.length - numbers.size} numbers given twice`] : []),
    // what an advisor was told by a former primary may be lost, and then nothing follows it
    ...(lost
      ? []
      : [
          ...count(
            called.filter(({ ticket }) => NOT_CALLED.includes(stateOf(ticket))),
            'called tickets are still waiting',
          ),
          ...count(
            started.filter((ticket) => NOT_STARTED.includes(stateOf(ticket))),
            'started tickets are not being served',
          ),
          ...count(
            finished.filter((ticket) => stateOf(ticket) !== 'served'),
            'finished tickets are not finished',
          ),
          ...(once.size < called.length
            ? [`${called.length - once.size} tickets were called by two advisors`]
            : []),
        ]),
    ...[...statuses]
      .filter(([status]) => isWrong(status) && !(lost && status === 409))
      .map(([status, times]) => `${times} answers were ${status}`),
  ];
}
