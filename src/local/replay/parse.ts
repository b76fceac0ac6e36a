import { Problem } from '../machine/problem';

/** The columns of the bank's file, in order. The README of the data explains them. */
export const COLUMNS = [
  'vru+line',
  'call_id',
  'customer_id',
  'priority',
  'type',
  'date',
  'vru_entry',
  'vru_exit',
  'vru_time',
  'q_start',
  'q_exit',
  'q_time',
  'outcome',
  'ser_start',
  'ser_exit',
  'ser_time',
  'server',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * One call to the bank. Times are seconds of `date` on the file's clock, so after midnight they are
 * small again.
 */
export interface Row {
  /** Line of the file; the header is line 1. */
  readonly line: number;
  readonly type: string;
  readonly priority: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly vruEntry: number;
  readonly vruExit: number;
  readonly qStart: number;
  readonly qExit: number;
  /** The wait according to the file, s. */
  readonly qTime: number;
  readonly outcome: string;
  readonly serStart: number;
  readonly serExit: number;
  readonly server: string;
}

export interface Month {
  readonly rows: readonly Row[];
  /** Lines that do not have 17 fields, which are only counted and listed. */
  readonly skipped: readonly { readonly line: number; readonly fields: number }[];
}

/** A line with 17 fields of which one cannot be read, and which one. */
interface Refused {
  readonly line: number;
  readonly why: string;
}

/**
 * Reads a whole month before any of it is used. Columns are separated by tabs or by runs of spaces.
 * @throws Problem for a wrong header, and for a line of 17 fields with an invalid time, date or
 * number; it names the line and what was expected
 */
export function parseMonth(text: string, path: string): Month {
  const { refused, ...month } = readLines(text, path);
  if (refused.length) {
    const [{ line, why }] = refused;
    throw new Problem(
      `${path}, line ${line}: ${why}. Nothing was started; correct the line or leave it out.`,
    );
  }
  return month;
}

/**
 * The same for callers that can do without some lines.
 * @throws Problem for a wrong header
 */
export function readLines(
  text: string,
  path: string,
): Month & { readonly refused: readonly Refused[] } {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  checkHeader(lines[0], path);
  const rows: Row[] = [];
  const skipped: { line: number; fields: number }[] = [];
  const refused: Refused[] = [];
  lines.slice(1).forEach((content, index) => {
    const line = index + 2;
    const fields = fieldsOf(content);
    if (fields.length !== COLUMNS.length) return void skipped.push({ line, fields: fields.length });
    const row = rowOf(fields, line);
    if (typeof row === 'string') refused.push({ line, why: row });
    else rows.push(row);
  });
  return { rows, skipped, refused };
}

/** Characters shown of what should be a column's name; a binary file is one long line. */
const MOST_SHOWN = 60;

function checkHeader(first: string | undefined, path: string): void {
  const header = fieldsOf(first ?? '');
  const wrong = COLUMNS.findIndex((name, index) => header[index]?.toLowerCase() !== name);
  if (wrong < 0 && header.length === COLUMNS.length) return;
  let found = `it has ${header.length} columns`;
  if (first === undefined) {
    found = 'the file is empty';
  } else if (wrong >= 0) {
    found =
      `column ${wrong + 1} is ${JSON.stringify((header[wrong] ?? '').slice(0, MOST_SHOWN))}, ` +
      `expected ${COLUMNS[wrong]}`;
  }
  throw new Problem(
    `${path}, line 1: expected the header ${COLUMNS.join(' ')} (${COLUMNS.length} columns), ` +
      `but ${found}. Nothing was started.`,
  );
}

/**
 * Splits at tabs if that gives 17 non-empty fields, which may then contain spaces; otherwise at
 * runs of tabs and spaces.
 */
function fieldsOf(content: string): readonly string[] {
  const byTab = content.split('\t').map((field) => field.trim());
  if (byTab.length === COLUMNS.length && byTab.every(Boolean)) return byTab;
  return content.trim().split(/\s+/).filter(Boolean);
}

/** The format of each column that is not a name. */
const TIME = { is: /^([01]?\d|2[0-3]):[0-5]\d:[0-5]\d$/, wants: 'a time h:mm:ss' };
const SECONDS = { is: /^-?\d+$/, wants: 'whole seconds' };
const WRITTEN: readonly (readonly [Column, { readonly is: RegExp; readonly wants: string }])[] = [
  ['vru_time', SECONDS],
  ['q_time', SECONDS],
  ['ser_time', SECONDS],
  ['priority', { is: /^-?\d+$/, wants: '0, 1 or 2' }],
  ['vru_entry', TIME],
  ['vru_exit', TIME],
  ['q_start', TIME],
  ['q_exit', TIME],
  ['ser_start', TIME],
  ['ser_exit', TIME],
];

/** A row, or what is wrong with it. */
function rowOf(fields: readonly string[], line: number): Row | string {
  const get = (column: Column) => fields[COLUMNS.indexOf(column)];
  const refuse = (column: Column, wants: string) =>
    `${column} is ${JSON.stringify(get(column))}, expected ${wants}`;
  const date = dateOf(get('date'));
  if (date === undefined) return refuse('date', 'a day yymmdd');
  const wrong = WRITTEN.find(([column, { is }]) => !is.test(get(column)));
  if (wrong) return refuse(wrong[0], wrong[1].wants);
  const time = (column: Column) =>
    get(column)
      .split(':')
      .reduce((sum, part) => sum * 60 + Number(part), 0);
  return {
    line,
    type: get('type'),
    priority: Number(get('priority')),
    date,
    vruEntry: time('vru_entry'),
    vruExit: time('vru_exit'),
    qStart: time('q_start'),
    qExit: time('q_exit'),
    qTime: Number(get('q_time')),
    outcome: get('outcome'),
    serStart: time('ser_start'),
    serExit: time('ser_exit'),
    server: get('server'),
  };
}

/** Two digits from here on are years of the 1900s, others of this century. */
const FIRST_YEAR = 70;

/** Reads `990131` as a day; undefined if there is no such day. */
export function dateOf(text: string): string | undefined {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!found) return undefined;
  const century = Number(found[1]) < FIRST_YEAR ? '20' : '19';
  const date = `${century}${found[1]}-${found[2]}-${found[3]}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : date;
}
