import type { Report } from '../../wire/records';

/** How foretold waits turned out. Seconds and shares. */
export interface Accuracy {
  readonly waited: number;
  readonly wait: number;
  readonly error: number;
  readonly hol: number;
  /** Absent for tickets issued by an older release. */
  readonly rule?: number;
  readonly within: number;
}

type Row = Accuracy & { readonly day: string; readonly queue: string };

/** The rows of the report `accuracy`. */
export function accuracyRows({ columns, rows }: Report): readonly Row[] {
  const at = (name: string) => columns.indexOf(name);
  return rows.map((row) => {
    const figure = (name: string) => Number(row[at(name)] ?? 0);
    const rule = row[at('rule_error_seconds')];
    return {
      day: String(row[at('day')]),
      queue: String(row[at('queue')]),
      waited: figure('waited'),
      wait: figure('mean_wait_seconds'),
      error: figure('error_seconds'),
      hol: figure('hol_error_seconds'),
      ...(rule === null ? {} : { rule: Number(rule) }),
      within: figure('within_range'),
    };
  });
}

/** One line of figures per day or per queue: means weighted by the number who waited. */
export function accuracyBy(
  rows: readonly Row[],
  key: 'day' | 'queue',
): ReadonlyMap<string, Accuracy> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row]);
  return new Map([...groups].map(([name, group]) => [name, together(group)]));
}

function together(rows: readonly Accuracy[]): Accuracy {
  const waited = rows.reduce((sum, each) => sum + each.waited, 0);
  const mean = (of: (row: Accuracy) => number) =>
    rows.reduce((sum, each) => sum + of(each) * each.waited, 0) / waited;
  return {
    waited,
    wait: mean(({ wait }) => wait),
    error: mean(({ error }) => error),
    hol: mean(({ hol }) => hol),
    ...(rows.every(({ rule }) => rule !== undefined) ? { rule: mean(({ rule = 0 }) => rule) } : {}),
    within: mean(({ within }) => within),
  };
}
