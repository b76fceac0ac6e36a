import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';
import { NewPrint, PrinterState, PrintJob, QueuedPrinter } from '../../domain/model/print';
import { DATABASE_NOW as NOW } from '../reads/rows';

/** Print jobs and the printers that poll for them. All instants are the database's. */

const UNDER_WAY = "state in ('queued', 'printing')";
/** A row of `print_jobs j` as a `PrintJob`. */
const jobJson = `
  json_build_object(
    'id', j.id, 'branch', j.branch_id, 'printer', j.device_id, 'ticket', j.ticket_id,
    'language', j.language, 'reprint', j.reprint, 'own', j.own,
    'ahead', j.ahead,
    'estimate', case when j.low is not null
                     then json_build_object('low', j.low, 'high', j.high) end,
    'said', j.said, 'closesAt', j.closes_at,
    'state', j.state, 'reason', j.reason, 'askedAt', j.asked_at, 'handedAt', j.handed_at)`;
/** Members of a row of `printers p`, for a `PrinterState`. */
const printerMembers = `
  'id', p.device_id, 'polledAt', p.polled_at, 'status', p.status, 'busy', p.busy,
  'every', p.every_seconds`;
/** Jobs of the printer `$1`, oldest first. */
const jobsOfPrinter = (condition: string) => `
  (select coalesce(json_agg(${jobJson} order by j.asked_at, j.id), '[]')
     from print_jobs j where j.device_id = $1 and ${condition})`;

export async function printersOf(
  pool: Pool,
  branch: string,
): Promise<{ readonly now: Instant; readonly printers: readonly QueuedPrinter[] }> {
  const { rows } = await pool.query({
    name: 'printers-of',
    text: `
      select ${NOW} as now,
             json_build_object(${printerMembers}, 'waiting',
               (select count(*) from print_jobs j
                 where j.device_id = p.device_id and j.${UNDER_WAY})) as printer
        from printers p join devices d on d.id = p.device_id
       where d.branch_id = $1 and d.kind = 'printer' and not d.revoked`,
    values: [branch],
  });
  return { now: rows[0]?.now ?? 0, printers: rows.map((row) => row.printer as QueuedPrinter) };
}

export async function heardPrinter(
  pool: Pool,
  printer: string,
  {
    status,
    busy,
    every,
  }: { readonly status: string; readonly busy: boolean; readonly every?: number },
): Promise<void> {
  await pool.query({
    name: 'printer-heard',
    text: `
      insert into printers (device_id, polled_at, status, busy, every_seconds)
      values ($1, ${NOW}, $2, $3, $4)
      on conflict (device_id) do update
         set polled_at = excluded.polled_at, status = excluded.status, busy = excluded.busy,
             every_seconds = coalesce(excluded.every_seconds, printers.every_seconds)`,
    values: [printer, status, busy, every ?? null],
  });
}

export async function printerState(pool: Pool, printer: string): Promise<PrinterState | undefined> {
  const { rows } = await pool.query({
    name: 'printer-state',
    text: `
      select ${NOW} as now, json_build_object(${printerMembers}) as printer,
             ${jobsOfPrinter(`j.${UNDER_WAY}`)} as "underWay",
             ${jobsOfPrinter("j.state in ('printed', 'failed') and not j.recorded")} as unrecorded
        from printers p where p.device_id = $1`,
    values: [printer],
  });
  return rows[0];
}

/** The job with which a key (`$1` to `$3`) was answered, while the job is kept. */
const ANSWERED = `
  answered as (
    select j.id, k.fingerprint
      from idempotency_keys k join print_jobs j on j.id = (k.answer::jsonb ->> 'job')::uuid
     where k.actor = $1 and k.route = $2 and k.key = $3)`;

/**
 * Inserts a job, or finds the one in its way: the same key's, or the ticket's that is under way. A
 * key answered with a job of another key is kept, so that its repeats get the same job even after
 * that has ended.
 */
export async function askPrint(
  pool: Pool,
  print: NewPrint,
): Promise<{ readonly job: PrintJob; readonly fingerprint: string | null }> {
  const { id, branch, printer, ticket, language, reprint, own, ahead, key, failed } = print;
  const { estimate, said, closesAt } = print;
  const used = [key?.actor ?? null, key?.route ?? null, key?.key ?? null];
  const insert = {
    name: 'print-ask',
    text: `
      with ${ANSWERED}
      insert into print_jobs as j
             (id, branch_id, device_id, ticket_id, language, reprint, ahead, low, high,
              asked_key, fingerprint, state, reason, asked_at, ended_at, said, own,
              closes_at)
      select $4::uuid, $5, $6, $7::uuid, $8, $9::boolean, $10::integer, $11::float8, $12::float8,
             $13, $14, case when $15::text is null then 'queued' else 'failed' end,
             $15, ${NOW}, case when $15::text is not null then ${NOW} end, $16::jsonb,
             $17::boolean, $18::bigint
       where not exists (select from answered)
      on conflict do nothing
      returning ${jobJson} as job, j.fingerprint`,
    values: [
      ...used,
      id,
      branch,
      printer,
      ticket,
      language,
      reprint,
      ahead,
      estimate?.low ?? null,
      estimate?.high ?? null,
      key?.asked ?? null,
      key?.fingerprint ?? null,
      failed ?? null,
      said && JSON.stringify(said),
      own,
      closesAt,
    ],
  };
  const find = {
    name: 'print-asked',
    text: `
      with ${ANSWERED},
      found as (
        select j.id, ${jobJson} as job, j.asked_key = $4 as own_key, a.id is not null as known,
               case when j.asked_key = $4 then j.fingerprint else a.fingerprint end as fingerprint
          from print_jobs j left join answered a on a.id = j.id
         where j.branch_id = $6
           and (j.asked_key = $4 or a.id is not null or (j.ticket_id = $5 and j.${UNDER_WAY}))
         order by own_key desc nulls last, known desc
         limit 1),
      kept as (
        insert into idempotency_keys (actor, route, key, fingerprint, answer, at)
        select $1, $2, $3, $7, json_build_object('job', f.id), ${NOW}
          from found f
         where $4::text is not null and f.own_key is not true
        on conflict do nothing)
      select job, fingerprint from found`,
    values: [...used, key?.asked ?? null, ticket, branch, key?.fingerprint ?? null],
  };
  // The one in its way may have ended between the two.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const row = (await pool.query(insert)).rows[0] ?? (await pool.query(find)).rows[0];
    if (row) return row;
  }
  throw new Error(`a print of ticket ${ticket} could be neither requested nor found`);
}

export async function latestPrint(
  pool: Pool,
  branch: string,
  ticket: string,
): Promise<PrintJob | undefined> {
  const { rows } = await pool.query({
    name: 'print-latest',
    text: `
      select ${jobJson} as job from print_jobs j
       where j.branch_id = $1 and j.ticket_id = $2
       order by j.asked_at desc, j.id
       limit 1`,
    values: [branch, ticket],
  });
  return rows[0]?.job;
}

export async function printOf(
  pool: Pool,
  printer: string,
  id: string,
): Promise<PrintJob | undefined> {
  const { rows } = await pool.query({
    name: 'print-of',
    text: `select ${jobJson} as job from print_jobs j where j.device_id = $1 and j.id = $2`,
    values: [printer, id],
  });
  return rows[0]?.job;
}

export async function movePrint(
  pool: Pool,
  id: string,
  from: readonly string[],
  to: { readonly state: string; readonly reason?: string },
): Promise<PrintJob | undefined> {
  const { rows } = await pool.query({
    name: 'print-move',
    text: `
      update print_jobs j
         set state = $3, reason = $4, recorded = false,
             handed_at = case $3 when 'printing' then coalesce(handed_at, ${NOW})
                                 when 'queued' then null
                                 else handed_at end,
             ended_at = case when $3 in ('queued', 'printing') then null else ${NOW} end
       where j.id = $1 and j.state = any($2)
      returning ${jobJson} as job`,
    values: [id, from, to.state, to.reason ?? null],
  });
  return rows[0]?.job;
}

export async function printRecorded(pool: Pool, id: string, state: string): Promise<void> {
  await pool.query({
    name: 'print-recorded',
    text: 'update print_jobs set recorded = true where id = $1 and state = $2',
    values: [id, state],
  });
}
