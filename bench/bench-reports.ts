import { Client } from 'pg';
import { LONG_READS } from '../src/app/db/connect/pools';
import { branchesCompared, reportNames, reportOf } from '../src/app/db/reads/reports';
import { Bench } from './main';
import { percentile } from './measure';
import { oldDays } from './old-days';
import { openStage } from './stage';

/** A big branch: how many tickets a day, and for how many days. */
const TICKETS = 700;
const DAYS = 260;
const BRANCHES = ['1', '2'];
const ROUNDS = 3;
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
      await oldDays(client, { branches: BRANCHES, days: DAYS, tickets: TICKETS });
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
  const one = {
    ...asked,
    branch: '1',
    timeZone: 'America/Santiago',
    filters: {},
    order: { queues: [], staff: [] },
  };
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
    for (let round = 0; round < ROUNDS; round += 1) {
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
