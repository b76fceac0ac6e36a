import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { QueueConfig } from '../../domain/model/queue';
import { Head, Json } from '../../ports';

const configured = (
  what: 'settings' | 'queues' | 'counters' | 'staff' | 'branch',
  version: number,
  changed: readonly string[],
): Fact => ({ type: 'BranchConfigured', what, version, changed });

/** Replaces the overrides of a branch, or the bank's defaults, which have the scope `bank`. */
export async function saveSettings(
  client: ClientBase,
  head: Head,
  overrides: Json,
): Promise<readonly Fact[]> {
  const found = (
    await client.query('select version, overrides from settings where scope = $1', [head.branch])
  ).rows[0] as { version: number; overrides: Record<string, Json> } | undefined;
  const version = found?.version ?? 0;
  await client.query(
    `insert into settings (scope, version, overrides) values ($1, $2, $3)
     on conflict (scope) do update set version = excluded.version, overrides = excluded.overrides`,
    [head.branch, version + 1, JSON.stringify(overrides)],
  );
  const old = found?.overrides ?? {};
  const fresh = overrides as Record<string, Json>;
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
    .sort();
  return [configured('settings', version + 1, keys)];
}

export async function saveQueue(
  client: ClientBase,
  head: Head,
  queue: QueueConfig,
): Promise<readonly Fact[]> {
  await client.query(
    `insert into queues
            (branch_id, id, prefix, names, hints, priority, target_minutes, average_minutes, open,
             outcomes, icon, group_names)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (branch_id, id) do update
        set prefix = excluded.prefix, names = excluded.names, hints = excluded.hints,
            priority = excluded.priority,
            redue = queues.redue or queues.target_minutes <> excluded.target_minutes,
            target_minutes = excluded.target_minutes, average_minutes = excluded.average_minutes,
            open = excluded.open, outcomes = coalesce(excluded.outcomes, queues.outcomes),
            icon = coalesce(excluded.icon, queues.icon),
            group_names = coalesce(excluded.group_names, queues.group_names)`,
    [
      head.branch,
      queue.id,
      queue.prefix,
      JSON.stringify(queue.names),
      JSON.stringify(queue.hints),
      queue.priority,
      queue.targetMinutes,
      queue.averageMinutes,
      queue.open,
      queue.outcomes ? JSON.stringify(queue.outcomes) : null,
      queue.icon ?? null,
      queue.group ? JSON.stringify(queue.group) : null,
    ],
  );
  await client.query(
    `insert into queue_counts
            (branch_id, queue, general, preferential, deferred, called, serving, run,
             issued, served, missed, cancelled, calls, wait_ms, in_target, service_ms)
     values ($1, $2, 0, 0, 0, 0, 0, 0,
             0, 0, 0, 0, 0, 0, 0, 0)
     on conflict do nothing`,
    [head.branch, queue.id],
  );
  return [configured('queues', head.configVersion + 1, [queue.id])];
}

/** All tickets in line now have the due of the queue's target. */
export async function settleRedue(
  client: ClientBase,
  head: Head,
  queue: string,
): Promise<readonly Fact[]> {
  await client.query('update queues set redue = false where branch_id = $1 and id = $2', [
    head.branch,
    queue,
  ]);
  return [];
}

export async function saveCounter(
  client: ClientBase,
  head: Head,
  counter: { readonly id: string; readonly label: string },
): Promise<readonly Fact[]> {
  await client.query(
    `insert into counters (branch_id, id, label) values ($1, $2, $3)
     on conflict (branch_id, id) do update set label = excluded.label`,
    [head.branch, counter.id, counter.label],
  );
  return [configured('counters', head.configVersion + 1, [counter.id])];
}

/** On the bank's chain. A new branch's own head starts at 0, in an epoch of its own. */
export async function saveBranch(
  client: ClientBase,
  change: { readonly id: string; readonly name: string },
): Promise<readonly Fact[]> {
  await client.query(
    `insert into branches (id, name) values ($1, $2)
     on conflict (id) do update set name = excluded.name`,
    [change.id, change.name],
  );
  await client.query(
    `insert into branch_heads (branch_id, epoch, seq, at, hash, day, config_version)
     values ($1, md5(random()::text || clock_timestamp()::text), 0, 0, '', '', 1)
     on conflict do nothing`,
    [change.id],
  );
  return [{ type: 'BankFact', what: 'branch-saved', subject: change.id }];
}
