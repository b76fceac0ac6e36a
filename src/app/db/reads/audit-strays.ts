import { ClientBase } from 'pg';

/** Rows that belong to nobody: of branches that do not exist, and words of erased persons. */

type Client = Pick<ClientBase, 'query'>;

/** By an index that begins with the branch: there may be millions of rows, and few branches. */
const MANY: readonly (readonly [table: string, where?: string])[] = [
  ['tickets'],
  ['stretches'],
  ['deliveries', "state <> 'open'"],
  ['day_counters'],
  ['alerts'],
];
/** Read whole. */
const FEW: readonly (readonly [table: string, column: string])[] = [
  ...(['advisors', 'queue_counts', 'queues', 'counters', 'signs', 'staff_queues'] as const).map(
    (table) => [table, 'branch_id'] as const,
  ),
  ['devices', 'branch_id'],
  ['day_plans', 'branch_id'],
  ['learned', 'branch_id'],
  ['report_mails', 'branch_id'],
  ['subscriptions', 'branch_id'],
  ['person_requests', 'branch_id'],
  ['settings', 'scope'],
];

const loose = (table: string, where = 'true') => `
  select '${table}' as table, id from (
    with recursive seen as (
      select min(branch_id) as id from ${table} where ${where}
      union all
      select (select min(t.branch_id) from ${table} t where t.branch_id > seen.id and ${where})
        from seen where seen.id is not null
    )
    select id from seen where id is not null) each`;
const whole = (table: string, column: string) => `
  select distinct '${table}' as table, ${column} as id from ${table} where ${column} is not null`;

/** Tables with rows of branches that have no head, and the first such branches. */
export const rowsOfNoBranch = async (
  client: Client,
): Promise<readonly { readonly table: string; readonly id: string }[]> =>
  (
    await client.query<{ table: string; id: string }>(
      `select r.table, r.id from (
         ${[...MANY.map((each) => loose(...each)), ...FEW.map((each) => whole(...each))].join(
           ' union all ',
         )}) r
        where not exists (select from branch_heads h where h.branch_id = r.id)
        order by 1, 2 limit 20`,
    )
  ).rows;

/** Words and addresses still kept of erased persons; a few of each. */
export const keptOfErased = async (
  client: Client,
): Promise<readonly { readonly table: string; readonly id: string }[]> =>
  (
    await client.query<{ table: string; id: string }>(
      [
        ['remarks', 'join tickets t on t.id = w.ticket_id'],
        ['notes', 'join tickets t on t.id = w.ticket_id'],
        ['contacts', 'join subscriptions s on s.id = w.id join tickets t on t.id = s.ticket_id'],
      ]
        .map(
          ([table, join]) => `
            (select '${table}' as table, w.id::text as id from ${table} w ${join}
               join customers c on c.id = t.customer_id
              where c.erased_at is not null limit 5)`,
        )
        .join(' union all '),
    )
  ).rows;
