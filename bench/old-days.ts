import { Client } from 'pg';

/** Branches, and how much history they get. */
interface Past {
  readonly branches: readonly string[];
  /** Weekdays, the first of 2025 first; more than 260 go on into later years. */
  readonly days: number;
  /** On each day. */
  readonly tickets: number;
}

/**
 * Writes days of tickets, their events, advisors' stretches in between, and answers straight into
 * the tables.
 */
export async function oldDays(client: Client, { branches, days, tickets }: Past): Promise<void> {
  const day = `to_char(date '2025-01-01' + (d * 7 / 5)::integer, 'YYYY-MM-DD')`;
  const opens = `(extract(epoch from date '2025-01-01' + (d * 7 / 5)::integer) * 1000)::bigint
                 + 12 * 3600000`;
  const those = `branch_id = any(array[${branches.map((each) => `'${each}'`).join()}])`;
  await client.query(
    `insert into tickets (id, branch_id, number, n, queue, lane, state, seq, day, issued_at, due,
                          defers, language, recalls, told, key_hash, called_at, started_at,
                          ended_at, counter, advisor)
     select gen_random_uuid(), b::text, 'C' || n, n,
            (array['caja', 'personal-banker', 'empresas', 'gerencia'])[1 + n % 4],
            case n % 10 when 0 then 'preferential' else 'general' end,
            case when n % 12 = 0 then 'no-show' else 'served' end, d * 10000 + n, ${day},
            ${opens} + n * 40000, ${opens} + n * 40000 + 1200000, 0, 'es', 0, false,
            md5(b || ' ' || d || ' ' || n), ${opens} + n * 40000 + n % 30 * 60000,
            ${opens} + n * 40000 + n % 30 * 60000 + 30000,
            ${opens} + n * 40000 + n % 30 * 60000 + n % 17 * 60000 + 60000,
            (n % 20)::text, 'advisor-' || n % 20
       from generate_series(0, ${days - 1}) d, unnest(array[${branches.join()}]) b,
            generate_series(1, ${tickets}) n`,
  );
  await client.query(
    `insert into stretches (branch_id, subject, kind, day, ticket_id, queue, lane, advisor, counter,
                            reason, began, began_at, began_seq, ended_at, how, wait_ms, in_target,
                            service_ms)
     select t.branch_id, case when k.of_advisor then t.advisor else t.id::text end, k.kind, t.day,
            case when not k.of_advisor then t.id end, case when not k.of_advisor then t.queue end,
            case when not k.of_advisor then t.lane end,
            case when k.kind <> 'waiting' then t.advisor end,
            case when k.kind <> 'waiting' then t.counter end,
            case k.kind when 'paused' then 'break' end, k.began, k.since, t.seq, k.until, k.how,
            case k.kind when 'waiting' then k.until - k.since end,
            case k.kind when 'waiting' then k.until < t.due end,
            case k.kind when 'serving' then k.until - k.since end
       from tickets t
      cross join lateral (values
              ('waiting', false, 'issued', t.issued_at, t.called_at, 'called'),
              ('called', false, 'called', t.called_at, t.started_at,
               case t.state when 'no-show' then 'missed' else 'started' end),
              ('serving', false, 'started', t.started_at, t.ended_at, 'finished'),
              ('idle', true, 'finished', t.ended_at, t.ended_at + 45000, 'called'),
              ('paused', true, 'paused', t.ended_at, t.ended_at + 600000, 'resumed'))
            as k(kind, of_advisor, began, since, until, how)
      where t.${those}
        and (k.kind <> 'serving' or t.state = 'served') and (k.kind <> 'paused' or t.n % 20 = 0)
      order by t.day, t.seq`,
  );
  await client.query(
    `insert into events (branch_id, seq, type, ticket_id, body, at, actor, hash)
     select branch_id, 1000000 + row_number() over (partition by branch_id order by day, seq),
            'FeedbackGiven', id,
            '{"fact":{"type":"FeedbackGiven","ticket":"' || id || '","score":' || 1 + n % 5 || '}}',
            ended_at, 'ticket:' || id, md5(id::text)
       from tickets where n % 5 = 0 and ${those}`,
  );
  await client.query('analyze');
}
