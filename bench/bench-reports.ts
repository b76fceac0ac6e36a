import { Client } from 'pg';
import { LONG_READS } from '../src/app/db/connect/pools';
import { branchesCompared, reportNames, reportOf } from '../src/app/db/reads/reports';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage } from './stage';

/** A big branch: so many tickets on each of so many days. */
const TICKETS = 700;
const DAYS = 260;
const BRANCHES = ['1', '2'];
const RUNS = 3;
const [FROM, TO] = ['2025-01-01', '2025-12-31'];

/** How long the statement of each report takes over a year of a big branch. */
export const bench: Bench = {
  about:
    `reports: each report's statement over a year of a branch with ${TICKETS} tickets on each of ` +
    `${DAYS} days, beside ${BRANCHES.length - 1} like it; and how often one could count the ` +
    'same rows meanwhile',
  async run(say) {
    const stage = await openStage({ advisors: 1, branches: BRANCHES });
    const client = new Client({
      connectionString: stage.databaseUrl,
      options: LONG_READS.map((each) => `-c ${each}`).join(' '),
    });
    try {
      await client.connect();
      await client.query('set statement_timeout = 0');
      await generate(client);
      await client.query('reset statement_timeout');
      const { rows } = await client.query('select count(*)::integer as all from stretches');
      say(`${(rows[0] as { all: number }).all} stretches`);
      return Object.fromEntries(await timed(client, say));
    } finally {
      await client.end();
      await stage.end();
    }
  },
};

async function timed(client: Client, say: (line: string) => void) {
  const asked = { from: FROM, to: TO, now: Date.parse('2026-01-01') };
  const one = { ...asked, branch: '1', timeZone: 'America/Santiago', filters: {} };
  const counted = {
    text: 'select count(*) from stretches where branch_id = $1 and day between $2 and $3',
    values: ['1', FROM, TO],
  };
  const questions = [
    ['(counting)', counted] as const,
    ...reportNames.map((name) => [name, reportOf(name, one).question] as const),
    ['branches', branchesCompared({ ...asked, branches: BRANCHES }).question] as const,
  ];
  const told: (readonly [string, object])[] = [];
  let countMs = NaN;
  for (const [name, question] of questions) {
    const times: number[] = [];
    let lines = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const began = performance.now();
      lines = (await client.query(question.text, [...question.values])).rows.length;
      times.push(performance.now() - began);
    }
    const ms = percentile(times, 0.5);
    if (Number.isNaN(countMs)) countMs = ms;
    const ratio = ms / countMs;
    say(
      `${name.padEnd(14)} ${ms.toFixed(0).padStart(6)} ms  ` +
        `${ratio.toFixed(1).padStart(5)} times counting  ${lines} rows`,
    );
    told.push([name, { ms, ratio, rows: lines }]);
  }
  return told;
}

/** A year of tickets, of what was done with each, of what advisors did between, and of answers. */
async function generate(client: Client): Promise<void> {
  const day = `to_char(date '2025-01-01' + (d * 7 / 5)::integer, 'YYYY-MM-DD')`;
  const opens = `(extract(epoch from date '2025-01-01' + (d * 7 / 5)::integer) * 1000)::bigint
                 + 12 * 3600000`;
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
       from generate_series(0, ${DAYS - 1}) d, unnest(array[${BRANCHES.join()}]) b,
            generate_series(1, ${TICKETS}) n`,
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
      where (k.kind <> 'serving' or t.state = 'served') and (k.kind <> 'paused' or t.n % 20 = 0)
      order by t.day, t.seq`,
  );
  await client.query(
    `insert into events (branch_id, seq, type, ticket_id, body, at, actor, hash)
     select branch_id, 1000000 + row_number() over (partition by branch_id order by day, seq),
            'FeedbackGiven', id,
            '{"fact":{"type":"FeedbackGiven","ticket":"' || id || '","score":' || 1 + n % 5 || '}}',
            ended_at, 'ticket:' || id, md5(id::text)
       from tickets where n % 5 = 0`,
  );
  await client.query('analyze');
}
