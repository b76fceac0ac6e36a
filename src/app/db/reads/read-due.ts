import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';
import { DueBranch, Measurements } from '../../ports';
import { EPOCH, DATABASE_NOW as NOW } from './rows';

/**
 * Branches with something due, found through partial indexes only: closed tickets cost nothing.
 * @param now the operations' clock, in ms
 */
export async function dueBranches(pool: Pool, now: Instant): Promise<readonly DueBranch[]> {
  const { rows } = await pool.query({
    name: 'due-branches',
    text: `
      select h.branch_id as branch, ${EPOCH} as epoch, h.seq, h.day,
             h.config_version as "configVersion",
             h.stretched_seq as "stretchedSeq",
             exists (select 1 from tickets t
                      where t.branch_id = h.branch_id and t.state = 'waiting'
                        and t.deferred_until is not null and t.deferred_until <= $1) as deferral,
             exists (select 1 from tickets t join advisors a on a.branch_id = t.branch_id
                      where t.branch_id = h.branch_id and t.state = 'waiting'
                        and t.wish is not null and (t.wish ->> 'until')::bigint <= $1
                        and a.state = 'available' and t.queue = any(a.queues)) as wished,
             (select min(t.last_call_at) from tickets t
               where t.branch_id = h.branch_id and t.state = 'called') as "calledAt",
             (select min(coalesce(a.seen_at, 0)) from advisors a
               where a.branch_id = h.branch_id and a.state in ('available', 'busy')) as "seenAt",
             array(select q.id from queues q where q.branch_id = h.branch_id and q.redue) as redue
        from branch_heads h join branches b on b.id = h.branch_id
       order by h.branch_id`,
    values: [now],
  });
  return rows as DueBranch[];
}

/**
 * How long ago any instance recorded live consoles, ms; undefined if none ever did. While none
 * does, nobody is paused for silence.
 */
export async function consolesSilentMs(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query({
    name: 'silent',
    text: `select ${NOW} - max(wrote_at) as ms from instances`,
  });
  return rows[0]?.ms ?? undefined;
}

/**
 * Records which advisors have a live console here: one statement per instance every 15 s, not an
 * event.
 */
export async function sayConsoles(
  pool: Pool,
  instance: string,
  consoles: readonly { readonly branch: string; readonly advisor: string }[],
): Promise<void> {
  await pool.query({
    name: 'say-consoles',
    text: `
      with clock as materialized (
        select ${NOW} as now
      ), me as (
        insert into instances (id, wrote_at) select $1, now from clock
        on conflict (id) do update set wrote_at = excluded.wrote_at
      ), gone as (
        delete from instances where wrote_at < (select now from clock) - 86400000
      )
      update advisors a set seen_at = greatest(a.seen_at, (select now from clock))
       where (a.branch_id, a.staff_id) in (
         select a2.branch_id, a2.staff_id
           from advisors a2 join json_to_recordset($2) as c(branch text, advisor text)
             on c.branch = a2.branch_id and c.advisor = a2.staff_id
            for update of a2 skip locked)`,
    values: [instance, JSON.stringify(consoles)],
  });
}

/** Deletes expired keys and records, in small batches, so that nothing is locked for long. */
export async function forgetOld(pool: Pool, now: Instant): Promise<void> {
  await pool.query(
    `delete from idempotency_keys where ctid in (
       select ctid from idempotency_keys where at < $1 limit 5000)`,
    [now - 48 * 3_600_000],
  );
  await pool.query('delete from sessions where expires_at < $1', [now]);
  await pool.query('delete from failed_sign_ins where last_at < $1 and appended >= failures', [
    now - 24 * 3_600_000,
  ]);
  await pool.query('delete from known_places where last_at < $1', [now - 30 * 24 * 3_600_000]);
  await pool.query('delete from plugin_store where expires_at < $1', [now]);
  // An hour later: the clock of whoever looks there may be behind.
  for (const table of ['oidc_seen', 'passkey_challenges']) {
    await pool.query(`delete from ${table} where until < $1`, [now - 3_600_000]);
  }
  await pool.query('delete from print_jobs where asked_at < $1', [now - 15 * 60_000]);
}

/** One branch's measurements, from which the sweep raises alerts. */
export async function measureBranch(
  pool: Pool,
  branch: string,
  now: Instant,
): Promise<Measurements> {
  const { rows } = await pool.query({
    name: 'measure',
    text: `
      select (select json_build_object(
                       'failed', count(*) filter (where d.state = 'failed'),
                       'total', count(*) filter (where d.state in ('sent', 'failed')))
                from deliveries d
               where d.branch_id = $1 and d.state <> 'open'
                 and d.ended_at > $2::bigint - 3600000) as messages,
             (select coalesce(json_agg(json_build_object(
                       'queue', e.queue, 'share', e.share, 'tickets', e.tickets,
                       'within', e.within)), '[]')
                from (select w.queue, count(*)::integer as tickets,
                             sum(abs(w.wait - (w.foretold ->> 'seconds')::float8))
                               / nullif(sum(w.wait), 0) as share,
                             avg((w.wait between (w.foretold ->> 'lowSeconds')::float8
                                             and (w.foretold ->> 'highSeconds')::float8)::integer
                                )::float8 as within
                        -- of the queue where they waited: the visit may go on with another matter
                        from (select case when t.matters is null then t.queue else (
                                       select s.queue from stretches s
                                        where s.branch_id = $1 and s.day = t.day
                                          and s.kind = 'waiting' and s.ticket_id = t.id
                                          and s.began = 'issued') end as queue,
                                     t.foretold,
                                     (t.called_at - t.issued_at) / 1000.0::float8 as wait
                                from tickets t
                                join branch_heads h on h.branch_id = t.branch_id and h.day = t.day
                               where t.branch_id = $1 and t.called_at > $2::bigint - 3600000
                                 and t.called_at > t.issued_at and t.foretold is not null) w
                       group by w.queue) e) as estimates,
             (select coalesce(json_object_agg(a.staff_id, a.seen_at), '{}')
                from advisors a
               where a.branch_id = $1 and a.seen_at is not null) as seen`,
    values: [branch, now],
  });
  return rows[0] as Measurements;
}
