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
  readonly outcome: string;
  readonly serStart: number;
  readonly serExit: number;
  readonly server: string;
}

export interface Month {
  readonly rows: readonly Row[];
  /** Lines without 17 fields, which are not read but counted and listed. */
  readonly skipped: readonly { readonly line: number; readonly fields: number }[];
}

/**
 * Reads a whole month before any of it is used. Columns are separated by tabs or by runs of spaces.
 * @throws Problem for a wrong header, and for a line of 17 fields with an invalid time, date or
 * number; it names the line and what was expected
 */
export function parseMonth(text: string, path: string): Month {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const header = fieldsOf(lines[0] ?? '');
  const wrong = COLUMNS.findIndex((name, index) => header[index]?.toLowerCase() !== name);
  if (wrong >= 0 || header.length !== COLUMNS.length) {
    let found = `it has ${header.length} columns`;
    if (lines.length === 0) {
      found = 'the file is empty';
    } else if (wrong >= 0) {
      found =
        `column ${wrong + 1} is ${JSON.stringify(header[wrong] ?? '')}, ` +
        `expected ${COLUMNS[wrong]}`;
    }
    throw new Problem(
      `${path}, line 1: expected the header ${COLUMNS.join(' ')} (${COLUMNS.length} columns), ` +
        `but ${found}. Nothing was fed.`,
    );
  }
  const rows: Row[] = [];
  const skipped: { line: number; fields: number }[] = [];
  lines.slice(1).forEach((content, index) => {
    const line = index + 2;
    const fields = fieldsOf(content);
    if (fields.length === COLUMNS.length) rows.push(rowOf(fields, line, path));
    else skipped.push({ line, fields: fields.length });
  });
  return { rows, skipped };
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

function rowOf(fields: readonly string[], line: number, path: string): Row {
  const get = (column: Column) => fields[COLUMNS.indexOf(column)];
  const refuse = (column: Column, expected: string) =>
    new Problem(
      `${path}, line ${line}: ${column} is ${JSON.stringify(get(column))}, expected ${expected}. ` +
        'Nothing was fed; correct the line or leave it out.',
    );
  const time = (column: Column): number => {
    const found = /^([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(get(column));
    if (!found) throw refuse(column, 'a time h:mm:ss');
    return Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]);
  };
  const number = (column: Column, what: string): number => {
    if (!/^-?\d+$/.test(get(column))) throw refuse(column, what);
    return Number(get(column));
  };
  for (const seconds of ['vru_time', 'q_time', 'ser_time'] as const) {
    number(seconds, 'whole seconds');
  }
  const date = dateOf(get('date'));
  if (date === undefined) throw refuse('date', 'a day yymmdd');
  return {
    line,
    type: get('type'),
    priority: number('priority', '0, 1 or 2'),
    date,
    vruEntry: time('vru_entry'),
    vruExit: time('vru_exit'),
    qStart: time('q_start'),
    qExit: time('q_exit'),
    outcome: get('outcome'),
    serStart: time('ser_start'),
    serExit: time('ser_exit'),
    server: get('server'),
  };
}

/** Reads `990131` as a day of the 1900s; undefined if there is no such day. */
function dateOf(text: string): string | undefined {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!found) return undefined;
  const date = `19${found[1]}-${found[2]}-${found[3]}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : date;
}
