import { ClientBase, Pool } from 'pg';
import { BANK } from '../../domain/model/bank';
import { RecordedTable } from '../../domain/model/recorded-rows';

/** Each table as rows with an id and the values that are recorded. */
const tables: Readonly<Record<RecordedTable, string>> = {
  branches: 'select x.id, to_jsonb(x) as row from branches x',
  settings: 'select x.scope as id, to_jsonb(x) as row from settings x',
  // `redue` is work in progress, not a choice.
  queues: `
    select x.branch_id || '/' || x.id as id, to_jsonb(x) - 'redue' as row from queues x`,
  signs: "select x.branch_id || '/' || x.queue as id, to_jsonb(x) as row from signs x",
  counters: "select x.branch_id || '/' || x.id as id, to_jsonb(x) as row from counters x",
  staff: 'select x.id, to_jsonb(x) as row from staff x',
  staff_queues: `
    select x.staff_id || '/' || x.branch_id as id, to_jsonb(x) as row from staff_queues x`,
  devices: 'select x.id, to_jsonb(x) as row from devices x',
  second_factor_rules: 'select x.role as id, to_jsonb(x) as row from second_factor_rules x',
  passkeys: "select x.staff_id || '/' || x.id as id, to_jsonb(x) as row from passkeys x",
  second_factors: 'select x.staff_id as id, to_jsonb(x) as row from second_factors x',
  webhooks: `
    select s.id::text as id,
           jsonb_build_object('url', w.url, 'secret', w.secret, 'branch', s.branch_id,
                              'types', s.types, 'active', s.active, 'untils', s.untils,
                              'consumer', s.consumer, 'chain', s.chain) as row
      from subscriptions s left join webhooks w on w.id = s.id
     where s.ticket_id is null`,
  // When it is tried next, and how often it was, is work in progress.
  report_mails: `
    select x.id::text as id,
           jsonb_build_object('staff', x.staff_id, 'branch', x.branch_id, 'period', x.period,
                              'language', x.language, 'address', x.address, 'state', x.state,
                              'next', x.next_day) as row
      from report_mails x`,
};

export interface RecordedRow {
  readonly table: RecordedTable;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Rows of a table whose id is like one of these. */
export async function rowsLike(
  client: Pick<ClientBase | Pool, 'query'>,
  table: RecordedTable,
  ids: readonly string[],
): Promise<readonly RecordedRow[]> {
  const { rows } = await client.query(
    `select r.id, r.row from (${tables[table]}) r where r.id like any($1) order by r.id`,
    [ids],
  );
  return (rows as Omit<RecordedRow, 'table'>[]).map((each) => ({ table, ...each }));
}

/** Rows that stand on their branch's chain; whose id begins with it, but for its settings. */
const OF_BRANCHES: readonly RecordedTable[] = ['settings', 'queues', 'signs', 'counters'];

/**
 * The rows whose changes are recorded on a chain, as they are now. A branch's are few; the bank's
 * are all that belong to no branch.
 */
export async function recordedRows(
  client: Pick<ClientBase | Pool, 'query'>,
  chain: string,
): Promise<readonly RecordedRow[]> {
  const found: RecordedRow[] = [];
  for (const table of Object.keys(tables) as RecordedTable[]) {
    const ofBranches = OF_BRANCHES.includes(table);
    if (!ofBranches && chain !== BANK) continue;
    found.push(...(await rowsLike(client, table, ofBranches ? [chain, `${chain}/%`] : ['%'])));
  }
  return found;
}
