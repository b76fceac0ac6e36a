import { wallClock } from '../../domain/model/local-time';
import { Cell, Directory } from '../../ports';
import { speaker } from '../../texts/format';
import { staffEn } from '../../texts/staff-en';
import { staffEsCL } from '../../texts/staff-es-CL';
import { ColumnForm, Sheet } from './xlsx';

/** A report in the reader's words, as the supervisor's page shows it. */

/** Where a report has a count by such a name, it is a number and stays one. */
const INSTANTS = ['issued', 'called', 'started', 'ended', 'began'];

export function sheetOf(
  report: string,
  columns: readonly string[],
  directory: Directory,
  language: 'es' | 'en',
): Sheet {
  const tag = language === 'en' ? 'en' : 'es-CL';
  const { say } = speaker(tag, staffEsCL, 'es-CL', language === 'en' ? staffEn : undefined);
  const known = (key: string) =>
    key in staffEsCL ? (say as (key: string) => string)(key) : undefined;
  const { queues, counters } = directory.config;
  const names: Readonly<Record<string, (value: string) => string | undefined>> = {
    queue: (value) => queues[value]?.names[language] || queues[value]?.names.es,
    counter: (value) => counters[value]?.label,
    advisor: (value) => directory.staff[value]?.firstName,
    state: (value) => known(`ticket.state.${value}`),
    lane: (value) => known(`lane.${value}`),
    reason: (value) => known(`pause.${value}`),
  };
  return {
    title: known(`reports.${report}`) ?? report,
    headings: columns.map((column) => known(`reports.column.${column}`) ?? column),
    forms: columns.map((column): ColumnForm => {
      if (column === 'day') return 'day';
      return INSTANTS.includes(column) ? 'instant' : 'plain';
    }),
    inWords: (value: Cell, at) =>
      typeof value === 'string' ? (names[columns[at]]?.(value) ?? value) : value,
    localAt: (at) => wallClock(directory.branch.timeZone, at),
  };
}
