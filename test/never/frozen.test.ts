import { AppProcess } from '../support/app-process';
import { call, enrol } from '../support/caller';
import { until } from '../support/wait';
import { onTrial } from './trial';

/**
 * If SIGSTOP freezes an instance while it holds a branch's lock, the branch is free within seconds
 * and no other branch slows down.
 */

const lockHolder = `
  select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.relation = 'branch_heads'::regclass and l.mode = 'RowShareLock'
     and a.application_name like 'ticketero write%' and a.datname = current_database()`;

/** @param withinMs how long the branch is tried: the test's patience, not a limit of the product */
function freeze(broken: readonly string[], withinMs: number) {
  return onTrial({ branches: ['1', '2'], advisors: 1 }, async ({ client, start }) => {
    const [[victim], [other]] = await Promise.all([start(1, broken), start(1)]);
    const kiosks = [await enrol(other.url, 'kiosk-1'), await enrol(other.url, 'kiosk-2')];
    const issue = (app: AppProcess, branch: 1 | 2) =>
      call(app.url, 'POST', `/api/branches/${branch}/tickets`, {
        token: kiosks[branch - 1],
        body: { queue: 'caja' },
      });
    await issue(victim, 1);

    // A lock on a table that commands read after the head keeps the victim between lock and load,
    // so that it can be stopped exactly there.
    await client.query('begin');
    await client.query('lock table day_counters in access exclusive mode');
    let stuck: Promise<unknown> = Promise.resolve();
    let going = false;
    const held = async () => {
      if (!going) {
        // again if a busy machine looked too late: the command waits only three seconds
        going = true;
        stuck = issue(victim, 1)
          .catch((error: Error) => error)
          .finally(() => (going = false));
      }
      return (await client.query(lockHolder)).rowCount !== 0;
    };
    await until(held, 'the lock to be held');
    victim.child.kill('SIGSTOP');
    await client.query('rollback');

    const began = Date.now();
    let freed = false;
    let beside = 0;
    const others = Promise.all(
      Array.from({ length: 20 }, async () => {
        if ((await issue(other, 2)).status === 201 && !freed) beside += 1;
      }),
    );
    while (!freed && Date.now() - began < withinMs) {
      const { status } = await issue(other, 1);
      expect([201, 503]).toContain(status);
      freed = status === 201;
    }
    await others;
    victim.child.kill('SIGCONT');
    await stuck;
    const { rows } = await client.query(
      "select count(*)::integer as n, max(n)::integer as last from tickets where branch_id = '1'",
    );
    return { freed, beside, numbers: rows[0] as { n: number; last: number } };
  });
}

test('a frozen instance frees its branch in seconds, and every number exists once', async () => {
  const { freed, beside, numbers } = await freeze([], 60_000);
  expect(freed).toBe(true);
  expect(beside).toBeGreaterThan(10); // while the first branch was still locked
  expect(numbers.n).toBe(numbers.last);
});

test('would be noticed: without session timeouts the branch stays locked', async () => {
  const { freed } = await freeze(['no-timeouts'], 15_000);
  expect(freed).toBe(false);
});
