import { Pool } from 'pg';
import { naturally } from '../../domain/model/natural';
import { QueueConfig } from '../../domain/model/queue';
import { byPriority } from '../../domain/model/queue-order';
import { Device, Json, Staff } from '../../ports';
import { Models } from './models';

type Named = { readonly id: string };
const byId = (a: Named, b: Named) => naturally(a.id, b.id);

/** Lists for the administrators' pages. */
export async function listBranches(
  models: Models,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return (await models.Branch.query()).map(({ id, name }) => ({ id, name })).sort(byId);
}

/** The same, by a pool of the caller's: a standby's. */
export async function branchNames(
  pool: Pool,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await pool.query<{ id: string; name: string }>('select id, name from branches');
  return rows.sort(byId);
}

/** With every member, so that what is read can be sent back. */
const NO_OUTCOMES = { required: false, codes: [] } as const;
const NO_GROUP = { es: '', en: '' } as const;

export async function listQueues(models: Models, branch: string): Promise<readonly QueueConfig[]> {
  const rows = await models.Queue.query().where('branch_id', branch);
  return rows.sort(byPriority).map((row) => ({
    id: row.id,
    prefix: row.prefix,
    names: row.names,
    hints: row.hints,
    priority: row.priority,
    targetMinutes: row.target_minutes,
    averageMinutes: row.average_minutes,
    open: row.open,
    outcomes: row.outcomes ?? NO_OUTCOMES,
    icon: row.icon ?? '',
    group: row.group_names ?? NO_GROUP,
  }));
}

export async function listCounters(
  models: Models,
  branch: string,
): Promise<readonly { readonly id: string; readonly label: string }[]> {
  return (await models.Counter.query().where('branch_id', branch))
    .map(({ id, label }) => ({ id, label }))
    .sort(byId);
}

export async function listStaff(models: Models): Promise<
  readonly (Staff & {
    readonly queues: Readonly<Record<string, readonly string[]>>;
    readonly hasPassword: boolean;
  })[]
> {
  const rows = await models.Staff.query().withGraphFetched('serves');
  return rows
    .sort((a, b) => naturally(a.username, b.username))
    .map((row) => ({
      id: row.id,
      username: row.username,
      firstName: row.first_name,
      role: row.role,
      active: row.active,
      branches: row.branches ?? ('all' as const),
      hasPassword: row.password_hash !== null,
      queues: Object.fromEntries((row.serves ?? []).map((each) => [each.branch_id, each.queues])),
    }));
}

export async function listDevices(
  models: Models,
  branch?: string,
): Promise<readonly (Device & { readonly codeOpen: boolean })[]> {
  const query = models.Device.query();
  const rows = await (branch ? query.where('branch_id', branch) : query);
  return rows.sort(byId).map((row) => ({
    id: row.id,
    kind: row.kind,
    branch: row.branch_id,
    label: row.label,
    revoked: row.revoked,
    codeOpen: row.code_hash !== null,
  }));
}

export async function listWebhooks(models: Models) {
  return (await models.Webhook.query().withGraphFetched('subscription').orderBy('id')).map(
    (row) => ({
      id: row.id,
      url: row.url,
      types: row.subscription!.types,
      branch: row.subscription!.branch_id,
      active: row.subscription!.active,
    }),
  );
}

export async function staffById(
  models: Models,
  id: string,
): Promise<{ readonly firstName: string } | undefined> {
  const row = await models.Staff.query().findById(id);
  return row && { firstName: row.first_name };
}

/** The settings a branch, or the bank, overrides; version 0 = none. */
export async function settingsOf(
  pool: Pool,
  scope: string,
): Promise<{ readonly version: number; readonly overrides: Json }> {
  const { rows } = await pool.query('select version, overrides from settings where scope = $1', [
    scope,
  ]);
  return (
    (rows[0] as { version: number; overrides: Json } | undefined) ?? {
      version: 0,
      overrides: {},
    }
  );
}

export async function countAdmins(models: Models): Promise<number> {
  return models.Staff.query().where({ role: 'admin', active: true }).resultSize();
}

/** Branches at which this member of staff is on duty or paused. */
export async function branchesOnFloor(pool: Pool, staff: string): Promise<readonly string[]> {
  const { rows } = await pool.query(
    `select branch_id as branch from advisors
      where staff_id = $1 and state <> 'offline' order by branch_id`,
    [staff],
  );
  return rows.map((row) => row.branch as string);
}
