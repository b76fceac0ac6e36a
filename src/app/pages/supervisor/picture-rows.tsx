import { useEffect, useRef } from 'preact/hooks';
import { outcomesInWords } from '../../domain/model/outcome-names';
import { dateAndTime, number, shortDate, weekday } from '../../texts/format';
import type { Report } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { pauseWords, staffSay, staffSayIfKnown } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { Sideways } from './sideways';

const MOST_ROWS = 300;

type Value = Report['rows'][number][number];
interface Names extends Pick<Report, 'people'> {
  readonly directory: Directory;
}

/** Whoever does not serve here any more is named by the report. */
export const advisorName = (id: string, { staff }: Directory, people: Report['people']): string =>
  staff[id]?.firstName ?? people?.[id] ?? id;

/**
 * A cell in the reader's language: times by the branch's clock; states, lanes, queues, counters and
 * people by name. `queue` is the row's.
 */
function inWords(
  column: string,
  value: Value,
  { directory, people }: Names,
  queue: string | undefined,
): string {
  if (value === null) return '';
  const text = String(value);
  const { queues, counters, settings } = directory.config;
  switch (column) {
    case 'weekday':
      return weekday(tag.value, Number(value));
    case 'state':
      return staffSayIfKnown(`ticket.state.${text}`) ?? text;
    case 'queue':
      return named(queues[text]?.names) || text;
    case 'counter':
      return counters[text]?.label ?? text;
    case 'advisor':
      return advisorName(text, directory, people);
    case 'lane':
      return staffSayIfKnown(`lane.${text}`) ?? text;
    case 'kind':
      return staffSayIfKnown(`stretch.${text}`) ?? text;
    case 'how':
      return staffSayIfKnown(`stretch.how.${text}`) ?? text;
    case 'outcome':
      return text === '-'
        ? staffSay('pictures.no-outcome')
        : outcomesInWords(text, queue, queues, (names) => named(names));
    case 'reason':
      return reasonWords(text);
    case 'pauses':
      return pausesInWords(text);
  }
  if (typeof value === 'number') return number(tag.value, value);
  if (typeof value === 'boolean') return staffSay(value ? 'reports.yes' : 'reports.no');
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return shortDate(tag.value, text);
  return /^\d{4}-\d\d-\d\dT/.test(text)
    ? dateAndTime(tag.value, Date.parse(text), settings.timeZone)
    : text;
}

/** The reason for a pause or a hold. */
export const reasonWords = (reason: string) =>
  reason === '-'
    ? staffSay('pictures.no-reason')
    : (staffSayIfKnown(`hold.${reason}`) ?? pauseWords(reason));

/** Reasons with their minutes, as the report lists them: `break 12.50; meeting 3.00`. */
const pausesInWords = (pauses: string) =>
  pauses.replace(
    /(^|; )(.+?)( )([\d.]+)(?=;|$)/g,
    (_, before: string, reason: string, space: string, minutes: string) =>
      before + reasonWords(reason) + space + number(tag.value, Number(minutes)),
  );

/** A column's heading: the reports use one name for a time and for a count of such times. */
const headingOf = (column: string, counts: boolean): string =>
  (counts ? staffSayIfKnown(`reports.count.${column}`) : undefined) ??
  staffSayIfKnown(`reports.column.${column}`) ??
  column;

/**
 * The first rows of a report, and how many there are in all. Columns without values are left out.
 */
export function Rows({
  title,
  report,
  directory,
}: {
  title: string;
  report: Report;
  directory: Directory;
}) {
  if (report.rows.length === 0) {
    return (
      <p class="quiet" role="status">
        {staffSay('reports.none')}
      </p>
    );
  }
  const columns = report.columns
    .map((column, at) => ({ column, at }))
    .filter(({ at }) => report.rows.some((row) => row[at] !== null));
  const names = { directory, people: report.people };
  const inQueue = report.columns.indexOf('queue');
  const queueOf = (row: Report['rows'][number]) => row[inQueue]?.toString();
  return (
    <Sideways of={title} table>
      <p class="quiet" role="status">
        {staffSay('reports.rows', {
          n: report.rows.length,
          time: dateAndTime(tag.value, Date.parse(report.asOf), directory.config.settings.timeZone),
        })}{' '}
        {report.rows.length > MOST_ROWS && staffSay('reports.first', { n: MOST_ROWS })}
      </p>
      <table class="figures">
        <thead>
          <tr>
            {columns.map(({ column, at }) => (
              <th key={column} scope="col">
                {headingOf(column, typeof report.rows[0][at] === 'number')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {columns.map(({ column, at }) => (
                <td key={column} class={typeof row[at] === 'number' ? 'end' : ''}>
                  <bdi>{inWords(column, row[at], names, queueOf(row))}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Takes the focus when what is below it is about something else, not when it is translated. */
export function NewHeading({ of, about }: { of: string; about: unknown }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [about]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {of}
    </h2>
  );
}
