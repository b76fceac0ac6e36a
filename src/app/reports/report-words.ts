import { wallClock } from '../domain/model/local-time';
import { outcomeNames } from '../domain/model/queue';
import { Cell, Directory } from '../ports';
import { speaker, weekday } from '../texts/format';
import { staffEn } from '../texts/staff-en';
import { staffEsCL } from '../texts/staff-es-CL';
import { ColumnForm, Sheet } from './xlsx';

/** A report in the reader's words, as the supervisor's page shows it. */

/** Where a report has a count by such a name, it is a number and stays one. */
const INSTANTS = ['issued', 'called', 'started', 'ended', 'began', 'given'];
const DAYS = ['day', 'week'];

export function sheetOf(
  report: string,
  columns: readonly string[],
  directory: Directory | undefined,
  language: 'es' | 'en',
): Sheet {
  const tag = language === 'en' ? 'en' : 'es-CL';
  const { say } = speaker(tag, staffEsCL, 'es-CL', language === 'en' ? staffEn : undefined);
  const known = (key: string) =>
    key in staffEsCL ? (say as (key: string) => string)(key) : undefined;
  const reason = (value: string) =>
    value === '-'
      ? known('pictures.no-reason')
      : (known(`hold.${value}`) ?? known(`pause.${value}`) ?? known(`reason.pause.${value}`));
  const { queues = {}, counters = {} } = directory?.config ?? {};
  const names: Readonly<Record<string, (value: string) => string | undefined>> = {
    queue: (value) => queues[value]?.names[language] || queues[value]?.names.es,
    counter: (value) => counters[value]?.label,
    advisor: (value) => directory?.staff[value]?.firstName,
    state: (value) => known(`ticket.state.${value}`),
    lane: (value) => known(`lane.${value}`),
    kind: (value) => known(`stretch.${value}`),
    how: (value) => known(`stretch.how.${value}`),
    outcome: (value) =>
      value === '-' ? known('pictures.no-outcome') : outcomeNames(queues, value)?.[language],
    reason,
    pauses: (value) => pausesInWords(value, reason),
  };
  return {
    title: known(`reports.${report}`) ?? report,
    headings: columns.map((column) => known(`reports.column.${column}`) ?? column),
    forms: columns.map((column): ColumnForm => {
      if (DAYS.includes(column)) return 'day';
      return INSTANTS.includes(column) ? 'instant' : 'plain';
    }),
    inWords(value: Cell, at) {
      const column = columns[at];
      if (column === 'weekday') return weekday(tag, Number(value));
      return typeof value === 'string' ? (names[column]?.(value) ?? value) : value;
    },
    localAt: (at) => wallClock(directory?.branch.timeZone ?? 'UTC', at),
  };
}

/** Reasons with their minutes, as the report lists them: `break 12.50; meeting 3.00`. */
const pausesInWords = (pauses: string, inWords: (reason: string) => string | undefined): string =>
  pauses.replace(
    /(^|; )([^ ;]+)(?= [\d.]+(?:;|$))/g,
    (_, before: string, reason: string) => before + (inWords(reason) ?? reason),
  );
