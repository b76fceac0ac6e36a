import { Client } from 'pg';

/**
 * A branch with four queues, `closed` tickets of earlier days and `waiting` ones of today, written
 * straight to the tables: for query plans and benchmarks, not for behaviour.
 */
export async function seedBigBranch(
  client: Client,
  { closed, waiting }: { readonly closed: number; readonly waiting: number },
): Promise<{ readonly waiting: string }> {
  await client.query(`
    insert into branches values ('1', 'Big');
    insert into branch_heads (branch_id, epoch, seq, at, hash, day, config_version)
    values ('1', 'epoch', 1, 0, '', '2026-03-02', 1);

    insert into queues (branch_id, id, prefix, names, hints, priority,
                        target_minutes, average_minutes, open)
    values ('1', 'caja', 'C', '{"es": "Caja", "en": "Teller"}', '{}', 1, 20, 5, true),
           ('1', 'personal-banker', 'P', '{"es":"Ejecutivo","en":"Banker"}', '{}', 2, 15, 15, true),
           ('1', 'empresas', 'E', '{"es": "Empresas", "en": "Business"}', '{}', 3, 10, 20, true),
           ('1', 'gerencia', 'G', '{"es": "Gerencia", "en": "Manager"}', '{}', 4, 5, 30, true);

    insert into queue_counts
    select '1', id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from queues;

    insert into advisors
    select '1', 'advisor-' || n, 'available', n::text,
           array['caja', 'personal-banker', 'empresas', 'gerencia'],
           null, 0, null, 0, 0, 0, 0, 0, 0
      from generate_series(1, 50) n;
  `);
  await client.query(
    `
      insert into customers (id, blind_index, cipher)
      select md5(n::text)::uuid, md5(n::text), 'cipher'
        from generate_series(1, 20000) n`,
  );
  // every second ticket is for one of them
  const insert = (count: number, state: string, day: string, offset: number) =>
    client.query(
      `insert into tickets (id, branch_id, number, n, queue, lane, state, seq, day, issued_at,
                            due, defers, language, recalls, told, key_hash, called_at, ended_at,
                            customer_id)
       select gen_random_uuid(), '1', 'C' || n, n,
              (array['caja', 'personal-banker', 'empresas', 'gerencia'])[1 + n % 4],
              case when n % 10 = 0 then 'preferential' else 'general' end,
              $2, n + $4, $3, n * 1000, n * 1000 + 1200000, 0, 'es', 0, false,
              md5(n::text || $3),
              case when $2 = 'served' then n * 1000 + 60000 end,
              case when $2 = 'served' then n * 1000 + 90000 end,
              case when n % 2 = 0 then md5((1 + n % 20000)::text)::uuid end
         from generate_series(1, $1::integer) n`,
      [count, state, day, offset],
    );
  await insert(closed, 'served', '2026-03-01', 0);
  await insert(waiting, 'waiting', '2026-03-02', closed);
  await client.query('analyze');
  const { rows } = await client.query("select id from tickets where state = 'waiting' limit 1");
  return { waiting: rows[0].id };
}
