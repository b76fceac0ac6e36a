import { plain } from './arrange';
import { Line, unsafe } from './spreadsheet';
import type { PlainAdminKey } from './words';

/**
 * What a list from a file would change, before anything is changed: each row is new, changed,
 * unchanged, or wrong, with everything that is wrong about it. Pure.
 */

/** Why a cell is wrong. `got` is its content. */
interface ImportFault {
  readonly column: string;
  readonly key: PlainAdminKey;
  readonly got: string;
}

interface ImportChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** A row of the file, as it was understood. */
export interface ImportRow<T> {
  /** As the spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly id: string;
  readonly is: 'new' | 'changed' | 'same' | 'wrong';
  readonly item: T | undefined;
  /** The item as it was when the file was read; undefined if there was none. */
  readonly before: T | undefined;
  readonly changes: readonly ImportChange[];
  readonly faults: readonly ImportFault[];
  /** A warning about a row that can be saved. */
  readonly warning?: PlainAdminKey;
}

/** A column of a list: its headings, and how it is written and read into an item. */
export interface ImportColumn<T> {
  readonly name: string;
  /** Its heading in every language, so that a file in one language can be read in the other. */
  readonly headings: readonly string[];
  /** The heading that an English page shows; any other page shows the first. */
  readonly english: string;
  readonly write: (item: T) => string;
  /** The item with the cell's value, or why the cell is wrong. */
  readonly read: (cell: string, item: T) => T | PlainAdminKey;
  /** Required for new items. */
  readonly needed?: true;
  /** It is sent and never read. */
  readonly secret?: true;
}

/** A column's name for a reader. */
export const headingOf = (
  { headings: [first], english }: Pick<ImportColumn<never>, 'headings' | 'english'>,
  language: string,
): string => (language === 'en' ? english : first);

/** How a list is read. */
export interface ImportKind<T extends { readonly id: string }> {
  /** The first one is the id. */
  readonly columns: readonly ImportColumn<T>[];
  readonly fresh: T;
  /** A value that must differ between any two items, and its column. */
  readonly unique: readonly { readonly column: string; readonly of: (item: T) => string }[];
  /** What an item lacks apart from its cells. */
  readonly check?: (item: T, before: T | undefined) => ImportFault | undefined;
  /** What an item will not be able to do. */
  readonly warn?: (item: T) => PlainAdminKey | undefined;
}

export interface ImportPlan<T> {
  readonly rows: readonly ImportRow<T>[];
  /** Unknown headings. Their columns are left out. */
  readonly unknown: readonly string[];
  /** The header has no id, so nothing can be read. */
  readonly unreadable: boolean;
}

const headed = <T>(column: ImportColumn<T>, heading: string) =>
  column.headings.some((each) => plain(each) === plain(heading.trim()));

/** Titles may stand above the header, which is the first of these lines that names an id. */
const HEADER_WITHIN = 10;

function fromHeader<T extends { readonly id: string }>(
  { columns: [id] }: ImportKind<T>,
  lines: readonly Line[],
): readonly Line[] {
  const at = lines
    .slice(0, HEADER_WITHIN)
    .findIndex(({ cells }) => cells.some((cell) => headed(id, cell)));
  return lines.slice(Math.max(0, at));
}

/** What a spreadsheet shows where a formula failed, in English and in Spanish. */
const FORMULA_FAULT = /^#([¡¿]?[\p{L}\d/]+[!?]|N\/[AD])$/iu;

/**
 * Whether somebody else has changed an item since the file was read, to something other than the
 * row would make of it.
 */
export function changedMeanwhile<T extends { readonly id: string }>(
  { columns }: ImportKind<T>,
  { item, before }: Pick<ImportRow<T>, 'item' | 'before'>,
  now: T | undefined,
): boolean {
  const seen = columns.filter(({ secret }) => !secret);
  const words = (of: T | undefined) => JSON.stringify(of && seen.map(({ write }) => write(of)));
  return ![words(before), words(item)].includes(words(now));
}

/** Reads the lines of a file against the list as it is. */
export function planOf<T extends { readonly id: string }>(
  kind: ImportKind<T>,
  lines: readonly Line[],
  present: readonly T[],
): ImportPlan<T> {
  const [header, ...body] = fromHeader(kind, lines);
  const columns = (header?.cells ?? []).map((heading) =>
    kind.columns.find((column) => headed(column, heading)),
  );
  const at = columns.indexOf(kind.columns[0]);
  if (at < 0) return { rows: [], unknown: [], unreadable: true };
  const rows = body.map((line) => rowOf(kind, columns, line, present, at));
  return {
    rows: withoutTwins(kind, rows, present),
    unknown: (header?.cells ?? []).filter((heading, index) => heading && !columns[index]),
    unreadable: false,
  };
}

function rowOf<T extends { readonly id: string }>(
  kind: ImportKind<T>,
  columns: readonly (ImportColumn<T> | undefined)[],
  { row, cells }: Line,
  present: readonly T[],
  idAt: number,
): ImportRow<T> {
  const id = cells[idAt] ?? '';
  const before = present.find((each) => each.id === id);
  let item = before ?? kind.fresh;
  const faults: ImportFault[] = [];
  // In the list's own order, because the meaning of a cell may depend on another one, wherever that
  // is.
  for (const { column, index } of ordered(kind, columns)) {
    const got = unsafe(cells[index] ?? '');
    // An empty cell leaves the value as it is, so a file with a few columns can be filled in by
    // hand.
    if (got === '' && !(column.needed && !before)) continue;
    const after = read(column, got, item);
    if (typeof after === 'string') faults.push({ column: column.name, key: after, got });
    else item = after;
  }
  for (const column of kind.columns) {
    if (!before && column.needed && !columns.includes(column)) {
      faults.push({ column: column.name, key: 'admin.form.missing', got: '' });
    }
  }
  const whole = kind.check?.(item, before);
  if (whole && !faults.some(({ column }) => column === whole.column)) faults.push(whole);
  const changes = kind.columns.flatMap((column) => {
    const [was, is] = [before ? column.write(before) : '', column.write(item)];
    return was === is ? [] : [{ column: column.name, before: was, after: is }];
  });
  const is = faults.length ? 'wrong' : !before ? 'new' : changes.length ? 'changed' : 'same';
  const warning = faults.length ? undefined : kind.warn?.(item);
  return { row, id, is, item, before, changes, faults, ...(warning ? { warning } : {}) };
}

function read<T>(column: ImportColumn<T>, got: string, item: T): T | PlainAdminKey {
  if (got === '') return 'admin.form.missing';
  return FORMULA_FAULT.test(got) ? 'admin.import.formula' : column.read(got, item);
}

const ordered = <T extends { readonly id: string }>(
  kind: ImportKind<T>,
  columns: readonly (ImportColumn<T> | undefined)[],
) =>
  kind.columns.flatMap((column) =>
    columns.flatMap((each, index) => (each === column ? [{ column, index }] : [])),
  );

/** Two rows for one id, or two items that exclude each other: the later one is wrong. */
function withoutTwins<T extends { readonly id: string }>(
  kind: ImportKind<T>,
  rows: readonly ImportRow<T>[],
  present: readonly T[],
): readonly ImportRow<T>[] {
  const ids = new Set<string>();
  const listed = new Set(rows.map(({ id }) => id));
  const taken = kind.unique.map(
    ({ of }) => new Set(present.filter((each) => !listed.has(each.id)).map(of)),
  );
  return rows.map((row) => {
    const faults: ImportFault[] = [];
    if (ids.has(row.id)) {
      faults.push({ column: kind.columns[0].name, key: 'admin.import.twice', got: row.id });
    }
    ids.add(row.id);
    kind.unique.forEach(({ column, of }, index) => {
      const value = row.item && of(row.item);
      if (!value) return;
      if (taken[index].has(value)) {
        faults.push({ column, key: 'admin.import.taken', got: value });
      }
      taken[index].add(value);
    });
    return faults.length
      ? { ...row, is: 'wrong' as const, faults: [...row.faults, ...faults] }
      : row;
  });
}
