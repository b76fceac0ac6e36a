/**
 * What the audit trail records about rows that are not folded from events: configuration, staff,
 * devices, endpoints. Each change is an event with the row before and after, so a row that was
 * changed behind the app's back differs from the last event about it.
 */

export type RecordedTable =
  | 'branches'
  | 'settings'
  | 'queues'
  | 'signs'
  | 'counters'
  | 'staff'
  | 'staff_queues'
  | 'devices'
  | 'second_factors'
  | 'second_factor_rules'
  | 'passkeys'
  | 'webhooks'
  | 'report_mails';

type Values = Readonly<Record<string, unknown>>;

export interface RowChange {
  readonly table: RecordedTable;
  readonly id: string;
  /** Null: the row did not exist before, or does not exist now. */
  readonly before: Values | null;
  readonly after: Values | null;
}

/** Columns with a name, a secret or an address: an event has only their seal. */
const SEALED: Partial<Record<RecordedTable, readonly string[]>> = {
  staff: ['username', 'first_name', 'password_hash'],
  devices: ['code_hash'],
  second_factors: ['cipher', 'recovery'],
  passkeys: ['credential', 'public_key', 'name'],
  webhooks: ['url', 'secret'],
  report_mails: ['address'],
};

/** A keyed digest: it shows that values are equal, and nothing else. */
export type Seal = (text: string) => string;

/** A row as an event may hold it. */
export function sealedRow(
  table: RecordedTable,
  id: string,
  row: Values | null,
  seal: Seal,
): Values | null {
  const columns = SEALED[table];
  if (!row || !columns) return row;
  const sealed = (column: string, value: unknown): unknown =>
    typeof value === 'string'
      ? seal([table, id, column, value].join('\0'))
      : Array.isArray(value)
        ? value.map((each) => sealed(column, each))
        : value;
  return {
    ...row,
    ...Object.fromEntries(
      columns
        .filter((column) => column in row)
        .map((column) => [column, sealed(column, row[column])]),
    ),
  };
}

export const sealedChange = ({ table, id, before, after }: RowChange, seal: Seal): RowChange => ({
  table,
  id,
  before: sealedRow(table, id, before, seal),
  after: sealedRow(table, id, after, seal),
});
