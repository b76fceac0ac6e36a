import { Client } from 'pg';
import { newKeys } from '../../src/app/vault/keys';
import { AppProcess, startApp } from '../support/app-process';
import { seedBank } from '../support/bank';
import { call, enrol } from '../support/caller';
import { createDatabase } from '../support/database';

/**
 * An instance stopped by SIGSTOP while it holds a branch's lock frees the branch within seconds,
 * and slows no other branch.
 */

const lockHolder = `
  select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.relation = 'branch_heads'::regclass and l.mode = 'RowShareLock'
     and a.application_name like 'ticketero write%' and a.datname = current_database()`;

async function freeze(databaseOptions: string | undefined) {
  const keys = newKeys();
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  const apps: AppProcess[] = [];
  try {
    await seedBank(database.url, keys, { branches: ['1', '2'], advisors: 1 });
    await client.connect();
    // A lock on what a command reads after its head holds the victim between lock and load, so that
    // it can be stopped exactly there.
    const [victim, other] = await Promise.all([
      startApp({
        databaseUrl: database.url,
        keys,
        broken: databaseOptions ? [databaseOptions] : [],
      }),
      startApp({ databaseUrl: database.url, keys }),
    ]);
    apps.push(victim, other);
    const kiosks = [await enrol(other.url, 'kiosk-1'), await enrol(other.url, 'kiosk-2')];
    const issue = (app: AppProcess, branch: 1 | 2) =>
      call(app.url, 'POST', `/api/branches/${branch}/tickets`, {
        token: kiosks[branch - 1],
        body: { queue: 'caja' },
      });
    await issue(victim, 1);

    await client.query('begin');
    await client.query('lock table day_counters in access exclusive mode');
    const stuck = issue(victim, 1).catch((error: Error) => error);
    for (;;) {
      if ((await client.query(lockHolder)).rowCount) break;
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    victim.child.kill('SIGSTOP');
    await client.query('rollback');

    const began = Date.now();
    const elsewhere: number[] = [];
    let freedAfter: number | undefined;
    while (freedAfter === undefined && Date.now() - began < 25_000) {
      const at = Date.now();
      const [busy, free] = await Promise.all([issue(other, 1), issue(other, 2)]);
      if (free.status === 201) elsewhere.push(Date.now() - at);
      if (busy.status === 201) freedAfter = Date.now() - began;
      else expect([503]).toContain(busy.status);
    }
    const beside = Math.max(
      ...(await Promise.all(
        Array.from({ length: 20 }, async () => {
          const at = Date.now();
          await issue(other, 2);
          return Date.now() - at;
        }),
      )),
    );
    victim.child.kill('SIGCONT');
    await stuck;
    const { rows } = await client.query(
      "select count(*)::integer as n, max(n)::integer as last from tickets where branch_id = '1'",
    );
    return { freedAfter, beside, numbers: rows[0] as { n: number; last: number } };
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await client.end();
    await database.drop();
  }
}

test('a frozen instance frees its branch in seconds, and every number exists once', async () => {
  const { freedAfter, beside, numbers } = await freeze(undefined);
  expect(freedAfter).toBeLessThan(12_000);
  expect(beside).toBeLessThan(3_000);
  expect(numbers.n).toBe(numbers.last);
}, 120_000);

test('would be noticed: without session timeouts the branch stays locked', async () => {
  const { freedAfter } = await freeze('no-timeouts');
  expect(freedAfter).toBeUndefined();
}, 120_000);
