import { Client } from 'pg';
import { reportNames } from '../../../src/app/db/reads/reports';
import { StretchBook } from '../../../src/app/domain/fold/stretches';
import { Event } from '../../../src/app/domain/model/events';
import { Stretch } from '../../../src/app/domain/model/stretch';
import type { BranchDay } from '../../../src/app/wire/floor';
import type { Report } from '../../../src/app/wire/records';
import type { AdvisorView, DisplayView, Kiosk } from '../../../src/app/wire/views';
import { againstCsv, againstWorkbook } from './files';
import { againstAdvisor, againstFloor, againstOverview, FloorView } from './floor';
import { Figures, grouped, lined, Lines } from './own';

/** Where to read the figures of a branch's present day. */
export interface CompareOptions {
  readonly databaseUrl: string;
  readonly branch: string;
  readonly day: string;
  readonly timeZone: string;
  /** Reads a path as a supervisor of the branch. */
  get(path: string): Promise<Buffer>;
  /** Each advisor's console, as they read it themselves. */
  readonly consoles?: Readonly<Record<string, () => Promise<AdvisorView>>>;
}

/** Rounded to two decimals, or in seconds to one. */
const HALF: Readonly<Record<string, number>> = { mean_walk_seconds: 0.05 };
const same = (column: string, own: number | null, shown: unknown): boolean => {
  if (own === null || typeof shown !== 'number') return own === shown;
  // on duty is the sum of three columns as they are shown
  const places = column === 'on_duty_minutes' ? 0.015 : (HALF[column] ?? 0.005);
  return Math.abs(own - shown) <= places + 1e-6;
};

/** A branch's stretches, rebuilt from its events. */
async function stretchesOf({ databaseUrl, branch }: CompareOptions): Promise<readonly Stretch[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      'select body from events where branch_id = $1 order by seq',
      [branch],
    );
    const book = new StretchBook();
    let day = '';
    for (const { body } of rows as { readonly body: string }[]) {
      const event = JSON.parse(body) as Event;
      if (event.fact.type === 'DayOpened') day = event.fact.day;
      book.take(event, day);
    }
    return book.begun;
  } finally {
    await client.end();
  }
}

const hourIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone });
  return (at: number) => Number(format.format(at));
};

/**
 * Compares every figure on every surface with the one computed from stretches, and returns the
 * differences in words. Each report as JSON is compared with the figures; as CSV, for both kinds of
 * Excel, and as a workbook with its JSON; then the floor, its display, its kiosk, the overview and
 * consoles.
 */
export async function differences(options: CompareOptions): Promise<readonly string[]> {
  const { branch, day } = options;
  const read = async <T>(path: string) => JSON.parse((await options.get(path)).toString()) as T;
  const days = `from=${day}&to=${day}`;
  const reportPath = (name: string, form: string) =>
    name === 'branches'
      ? `/api/reports/branches.${form}?${days}`
      : `/api/branches/${branch}/reports/${name}.${form}?${days}`;
  const all = await stretchesOf(options);
  const found: string[] = [];

  const reports = new Map<string, Report>();
  for (const name of [...reportNames, 'branches']) {
    reports.set(name, await read<Report>(reportPath(name, 'json')));
  }
  const now = Date.parse(reports.get('waits')!.asOf);
  const today = all.filter((each) => each.day === day);
  const own = new Figures(today, now);
  for (const [name, lines] of ownReports(own, options)) {
    found.push(...againstReport(name, lines, reports.get(name)!));
  }
  found.push(...rowsOfTickets(today, all, reports.get('tickets')!));
  const { rows } = reports.get('stretches')!;
  if (rows.length !== today.length) {
    found.push(`stretches: ${rows.length} rows, and there are ${today.length} stretches`);
  }

  for (const [name, { columns, rows: cells }] of reports) {
    for (const separator of [',', ';'] as const) {
      const form = separator === ';' ? '&separator=semicolon' : '';
      const csv = (await options.get(reportPath(name, 'csv') + form)).toString();
      found.push(...againstCsv(`${name}.csv${form}`, csv, separator, [columns, ...cells]));
    }
    found.push(
      ...againstWorkbook(`${name}.xlsx`, await options.get(reportPath(name, 'xlsx')), cells),
    );
  }

  const floor = await read<{ view: FloorView; now: string }>(`/api/branches/${branch}/floor`);
  found.push(...againstFloor(own, all, floor.view, Date.parse(floor.now)));
  const shown = await read<DisplayView>(`/api/branches/${branch}/display`);
  const kiosk = await read<Kiosk>(`/api/branches/${branch}/kiosk`).catch(() => undefined);
  const inLine = lined(
    grouped(all, ({ queue }) => queue),
    own.open,
  );
  for (const [where, queues] of [
    ['display', shown.queues],
    ['kiosk', kiosk?.queues ?? []],
  ] as const) {
    for (const { id, waiting } of queues) {
      const right = inLine.get(id)?.['waiting'] ?? 0;
      if (waiting !== right) found.push(`${where}, ${id}: ${waiting} wait, and ${right} do`);
    }
  }
  const overview = await read<readonly BranchDay[]>('/api/overview');
  found.push(
    ...againstOverview(
      own,
      overview.find((each) => each.branch === branch)!,
    ),
  );
  for (const [advisor, console_] of Object.entries(options.consoles ?? {})) {
    const { me } = await console_();
    found.push(...againstAdvisor(`console of ${advisor}`, own, { ...me, id: advisor }, now));
  }
  return found;
}

/** The reports that are sums of stretches, by what each of their lines is about. */
function ownReports(
  own: Figures,
  { branch, timeZone }: CompareOptions,
): ReadonlyMap<string, Lines> {
  const hourOf = hourIn(timeZone);
  const { stretches: of } = own;
  const byQueue = grouped(of, ({ queue }) => queue);
  const atCounter = of.filter(
    ({ kind, how }) =>
      (kind === 'serving' || kind === 'held') &&
      ['finished', 'transferred', 'left-open', 'transferred-left-open', 'closing'].includes(
        how ?? '',
      ),
  );
  const timed = of.filter(({ kind }) => kind !== 'waiting');
  return new Map([
    ['waits', lined(byQueue, own.waits)],
    ['weeks', lined(byQueue, own.waits)],
    ['hours', own.hours(hourOf)],
    [
      'services',
      lined(
        grouped(atCounter, ({ queue, beganAt }) => `${queue} ${hourOf(beganAt)}`),
        own.services,
      ),
    ],
    [
      'advisors',
      lined(
        grouped(of, ({ advisor }) => advisor),
        own.advisors,
      ),
    ],
    [
      'advisor-time',
      lined(
        grouped(
          timed,
          ({ advisor, kind, reason = '-' }) => advisor && `${advisor} ${kind} ${reason}`,
        ),
        own.time,
      ),
    ],
    [
      'outcomes',
      lined(
        grouped(atCounter, ({ day, queue, advisor, outcome = '-', how }) =>
          how!.startsWith('transferred')
            ? undefined
            : `${day} ${queue} ${advisor} ${outcome} ${how}`,
        ),
        own.services,
      ),
    ],
    ['branches', new Map([[branch, own.branch(of)]])],
  ]);
}

/** Columns that say what a report's line is about; every other column is a figure. */
const OF: Readonly<Record<string, readonly string[]>> = {
  waits: ['queue'],
  weeks: ['queue'],
  hours: ['hour', 'queue'],
  services: ['queue', 'hour'],
  advisors: ['advisor'],
  'advisor-time': ['advisor', 'kind', 'reason'],
  outcomes: ['day', 'queue', 'advisor', 'outcome', 'how'],
  branches: ['branch'],
};
const NO_FIGURE = ['day', 'week', 'weekday', 'days', 'name', 'region', 'pauses'];

function againstReport(name: string, lines: Lines, { columns, rows }: Report): readonly string[] {
  const found: string[] = [];
  const left = new Set(lines.keys());
  for (const row of rows) {
    const key = OF[name].map((column) => String(row[columns.indexOf(column)])).join(' ');
    const line = lines.get(key);
    if (!line && name === 'branches') continue; // another branch
    left.delete(key);
    if (!line) {
      found.push(`${name}: a line of ${key}, which nothing was done in`);
      continue;
    }
    for (const [at, column] of columns.entries()) {
      if (OF[name].includes(column) || NO_FIGURE.includes(column)) continue;
      if (!(column in line)) {
        found.push(`${name}: ${column} is not in docs/figures.md's fold`);
      } else if (!same(column, line[column], row[at])) {
        found.push(`${name}, ${key}: ${column} is ${row[at]}, and stretches give ${line[column]}`);
      }
    }
  }
  return [...found, ...[...left].map((key) => `${name}: no line of ${key}`)];
}

/** Waits, courtesy and service of each visit, by the report of tickets. */
function rowsOfTickets(
  today: readonly Stretch[],
  all: readonly Stretch[],
  { columns, rows }: Report,
): readonly string[] {
  const issued = today.filter((each) => each.began === 'issued');
  const waits = issued.map(({ ticket }) =>
    all.filter((each) => each.ticket === ticket).reduce((sum, { waitMs = 0 }) => sum + waitMs, 0),
  );
  const shown = rows.map((row) => Number(row[columns.indexOf('wait_minutes')] ?? 0));
  const total = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0);
  const found: string[] = [];
  if (rows.length !== issued.length) {
    found.push(`tickets: ${rows.length} rows, and ${issued.length} were issued`);
  }
  if (Math.abs(total(shown) - total(waits) / 60_000) > 0.005 * rows.length + 1e-6) {
    found.push(`tickets: waits are ${total(shown)}, and stretches give ${total(waits) / 60_000}`);
  }
  return found;
}
