import { useEffect, useState } from 'preact/hooks';
import { addDays, localDate } from '../../domain/model/local-time';
import { dateAndTime, number, shortDate } from '../../texts/format';
import type { ReportName } from '../../wire/enums';
import type { Report } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { serverNow } from '../shared/api/clock';
import { readDirectory } from '../shared/api/directory';
import { readReport, reportFile, REPORTS } from '../shared/api/report';
import { asStaff } from '../shared/api/session';
import { down, Icon } from '../shared/look/icons';
import { Problem } from '../shared/look/parts';
import { pauseWords, staffSay, staffSayIfKnown } from '../shared/look/staff-words';
import { language, named, say, tag } from '../shared/look/words';

const MOST_ROWS = 300;

/** Reports by day: downloaded for Excel or as CSV, or read here. */
export function Reports({ branch }: { branch: string }) {
  const [directory, setDirectory] = useState<Directory>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    asStaff(() => readDirectory(branch)).then(setDirectory, setProblem);
  }, [branch]);
  if (problem !== undefined) {
    return (
      <main class="reports">
        <Problem error={problem} />
      </main>
    );
  }
  if (directory?.branch.id !== branch) {
    return (
      <main class="desk-wait">
        <p role="status">{say('loading')}</p>
      </main>
    );
  }
  return <ByDays branch={branch} directory={directory} />;
}

/** Days and times are the branch's, wherever its supervisor is. */
function ByDays({ branch, directory }: { branch: string; directory: Directory }) {
  const today = localDate(directory.config.settings.timeZone, serverNow());
  const [from, setFrom] = useState(addDays(today, -6));
  const [to, setTo] = useState(today);
  const [shown, setShown] = useState<{ readonly name: ReportName; readonly report: Report }>();
  const [problem, setProblem] = useState<unknown>();
  const see = async (name: ReportName) => {
    setProblem(undefined);
    try {
      setShown({ name, report: await asStaff(() => readReport(branch, name, from, to)) });
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <main class="reports">
      <p class="quiet">{staffSay('reports.text')}</p>
      <div class="report-days">
        <div class="field">
          <label for="from">{staffSay('reports.from')}</label>
          <input
            id="from"
            class="input"
            type="date"
            value={from}
            max={to}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="to">{staffSay('reports.to')}</label>
          <input
            id="to"
            class="input"
            type="date"
            value={to}
            min={from}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </div>
      </div>
      <ul class="report-list">
        {REPORTS.map((name) => (
          <li key={name}>
            <span class="strong">{staffSay(`reports.${name}`)}</span>
            <button
              type="button"
              class="button small"
              aria-pressed={shown?.name === name}
              onClick={() => void see(name)}
            >
              {staffSay('reports.see')}
            </button>
            <Files branch={branch} name={name} from={from} to={to} />
          </li>
        ))}
      </ul>
      <Problem error={problem} />
      {shown && <Table name={shown.name} report={shown.report} directory={directory} />}
    </main>
  );
}

/** A report to keep: for Excel, and for other programs. */
function Files({
  branch,
  name,
  from,
  to,
}: {
  branch: string;
  name: ReportName;
  from: string;
  to: string;
}) {
  const days = { from, to, spanish: language.value !== 'en' };
  return (
    <>
      {(['xlsx', 'csv'] as const).map((form) => (
        <a
          key={form}
          class="button small"
          href={reportFile(branch, name, form, days)}
          download={`${name}-${branch}-${from}-${to}.${form}`}
        >
          <Icon of={down} />
          {staffSay(`reports.${form}`)}
        </a>
      ))}
    </>
  );
}

/**
 * A cell in the reader's words: times by the branch's clock; states, lanes, queues, counters and
 * people by name.
 */
function inWords(
  column: string,
  value: string | number | boolean | null,
  directory: Directory,
): string {
  if (value === null) return '';
  if (typeof value === 'number') return number(tag.value, value);
  if (column === 'state') return staffSayIfKnown(`ticket.state.${String(value)}`) ?? String(value);
  if (column === 'queue') {
    return named(directory.config.queues[String(value)]?.names) || String(value);
  }
  if (column === 'counter') return directory.config.counters[String(value)]?.label ?? String(value);
  if (column === 'advisor') return directory.staff[String(value)]?.firstName ?? String(value);
  if (column === 'lane') return staffSayIfKnown(`lane.${String(value)}`) ?? String(value);
  if (column === 'pauses') return pausesInWords(String(value));
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return shortDate(tag.value, value);
  }
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    return dateAndTime(tag.value, Date.parse(value), directory.config.settings.timeZone);
  }
  return String(value);
}

/** Reasons with their minutes, as the report lists them: `break 12.50; meeting 3.00`. */
const pausesInWords = (pauses: string) =>
  pauses.replace(
    /(^|; )(.+?)( [\d.]+)(?=;|$)/g,
    (_, before: string, reason: string, minutes: string) => before + pauseWords(reason) + minutes,
  );

function Table({
  name,
  report,
  directory,
}: {
  name: ReportName;
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
  return (
    <div class="report-table" role="region" aria-label={staffSay(`reports.${name}`)} tabIndex={0}>
      <p class="quiet" role="status">
        {staffSay('reports.rows', {
          n: report.rows.length,
          time: dateAndTime(tag.value, Date.parse(report.asOf), directory.config.settings.timeZone),
        })}
      </p>
      <table class="figures">
        <thead>
          <tr>
            {report.columns.map((column) => (
              <th key={column}>{staffSayIfKnown(`reports.column.${column}`) ?? column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((value, at) => (
                <td key={at} class={typeof value === 'number' ? 'end' : ''}>
                  <bdi>{inWords(report.columns[at], value, directory)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
