import { once } from 'node:events';
import { AppProcess } from '../support/app-process';
import { caughtUp, promote } from '../support/postgres-standby';
import { elapse } from '../support/wait';
import { rung, unnamed } from './alarms';
import { messageScenarios } from './message-scenarios';
import { notReady } from './ready';
import { Recorder } from './recorder';
import { Length, Scenario, times } from './scenario';
import { judge, Verdict } from './verdict';
import { ChaosWorld } from './world';

const ERRORS = 'The app answers with errors';
const FAILED_OVER = 'The database failed over';
const UNANSWERED = 'The load balancer answers with errors';

/** How soon every session must be at the new primary, ms. */
const FOLLOWED_MS = 20_000;

const endSessions = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where datname = 'bank' and application_name like 'ticketero%'`;
const say = (code: string) => `
  create function say() returns trigger language plpgsql as
    $$ begin raise exception 'said' using errcode = '${code}'; end $$;
  create trigger say before insert on events execute function say();
  create trigger say before insert or update on leases execute function say()`;

/** PostgreSQL's errors when it runs short of something: only the code counts. */
const short = (code: string, what: string, alarm: string): Scenario => ({
  about: `PostgreSQL says ${code}: ${what}`,
  rings: [ERRORS, alarm],
  async harm(world, length) {
    await world.sql(say(code));
    await elapse(times(length, 2_000, 15_000));
    await world.sql('drop function say cascade');
  },
});

export const scenarios: Readonly<Record<string, Scenario>> = {
  'ended-sessions': {
    about: 'all sessions are ended every 200 ms',
    rings: [ERRORS],
    async harm(world, length) {
      for (let round = 0; round < times(length, 10, 100); round += 1) {
        await world.sql(endSessions);
        await elapse(200);
      }
    },
  },
  'ended-at-birth': {
    about: 'FATAL comes in the same packet as ReadyForQuery, on every new connection',
    rings: [ERRORS],
    async harm({ proxy }, length) {
      proxy.fatalBehindReady = true;
      for (let round = 0; round < times(length, 5, 50); round += 1) {
        proxy.cut();
        await elapse(200);
      }
      proxy.fatalBehindReady = false;
    },
  },
  'silent-host': {
    about: 'the host falls silent without a reset; then its name leads to one that answers',
    rings: [ERRORS, FAILED_OVER],
    async harm({ proxy }, length) {
      proxy.goSilent();
      await elapse(times(length, 8_000, 60_000));
      proxy.answer();
    },
  },
  'read-only': {
    about: 'the primary refuses writes',
    rings: [ERRORS],
    async harm(world, length) {
      await world.sql('alter database bank set default_transaction_read_only = on');
      await world.sql(endSessions);
      await elapse(times(length, 3_000, 30_000));
      await world.sql('alter database bank reset default_transaction_read_only');
    },
  },
  'held-branch': {
    about: "a session holds a branch's lock; the other branch goes on",
    rings: ['Commands wait for a branch', ERRORS],
    async harm(world, length) {
      const seconds = times(length, 5, 30);
      await world.sql(`
        select pg_sleep(${seconds})
          from (select 1 from branch_heads where branch_id = '1' for update) as held`);
    },
  },
  'disk-full': short('53100', 'its disk is full', 'The database runs out of storage'),
  'out-of-memory': short('53200', 'it is out of memory', 'The database runs out of memory'),
  'restart-postgres': {
    about: 'PostgreSQL crashes and restarts elsewhere, behind the same name',
    rings: [ERRORS, FAILED_OVER],
    async harm(world, length) {
      for (let round = 0; round < times(length, 1, 5); round += 1) {
        await world.restartPrimary('immediate');
        await elapse(2_000);
      }
    },
  },
  'kill-instances': {
    about: 'instances are killed one by one, and replaced',
    rings: [UNANSWERED],
    async harm(world, length) {
      for (let round = 0; round < times(length, 2, 10); round += 1) {
        const [oldest] = world.alive;
        const ended = once(oldest.child, 'exit');
        oldest.child.kill('SIGKILL');
        await ended;
        await world.startApp();
      }
    },
  },
  'no-instance': {
    about: 'all instances are killed at once, and for a while none is up',
    rings: ['No task serves', UNANSWERED],
    async harm(world, length) {
      const ended = world.alive.map(({ child }) => once(child, 'exit'));
      for (const { child } of world.alive) child.kill('SIGKILL');
      await Promise.all(ended);
      await elapse(times(length, 2_000, 150_000));
      await Promise.all([world.startApp(), world.startApp()]);
    },
  },
  terminations: {
    about: 'instances are replaced behind a balancer that obeys ready: no request fails',
    rings: [],
    async harm(world, length, { statuses }) {
      const balancer = await world.balance();
      await elapse(1_000);
      const failed = () =>
        [...statuses].reduce((sum, [s, n]) => (s < 200 || s > 499 ? sum + n : sum), 0);
      const before = failed();
      for (let round = 0; round < times(length, 2, 20); round += 1) {
        const [oldest] = world.alive;
        await balancer.look((await world.startApp()).url);
        const ended = once(oldest.child, 'exit');
        oldest.child.kill('SIGTERM');
        await ended;
      }
      if (failed() > before) throw new Error(`${failed() - before} requests failed`);
    },
  },
  'two-primaries': {
    about: 'a standby is promoted and the name moves to it, while the old primary lives on',
    rings: [ERRORS, FAILED_OVER],
    async harm(world, _, recorder) {
      const standby = await world.follow();
      await elapse(1_000);
      const from = Date.now();
      // everything acknowledged before is on the standby, as with synchronous commits
      await caughtUp(world.primary, standby);
      await promote(standby);
      world.proxy.leadTo(standby.url('bank'));
      const followed = Date.now() + FOLLOWED_MS;
      const written = async () =>
        (await world.sql<{ n: number }>('select count(*)::int as n from tickets', standby))[0].n;
      const before = await written();
      const staying = async () =>
        (
          await world.sql<{ n: number }>(`
            select count(*)::int as n from pg_stat_activity
             where datname = 'bank' and application_name like 'ticketero%'`)
        )[0].n;
      while ((await written()) === before || (await staying()) > 0) {
        if (Date.now() > followed) {
          throw new Error(`not all followed: ${await staying()} sessions are at the old primary`);
        }
        await elapse(100);
      }
      const to = Date.now();
      await elapse(3_000);
      await recorder.success();
      return { server: standby, lost: { from, to } };
    },
  },
  ...messageScenarios,
};

/**
 * A deployment from an older version, and back: both serve one database, migrated by this version.
 */
export const besideOlder = (root: string): Scenario => ({
  about: `the version in ${root} runs beside this one, alone, and leaves again`,
  rings: [],
  async harm(world, length) {
    const end = async (app: AppProcess) => {
      const ended = once(app.child, 'exit');
      app.child.kill('SIGTERM');
      await ended;
    };
    const newer = [...world.alive];
    const older = [await world.startApp(root), await world.startApp(root)];
    await elapse(times(length, 5_000, 60_000));
    // rolled back: the older instances read what this version wrote
    for (const app of newer) await end(app);
    await elapse(times(length, 5_000, 60_000));
    await world.startApp();
    await elapse(times(length, 5_000, 60_000));
    for (const app of older) await end(app);
    await world.startApp();
    // the next sweep adds what the older instances left out
    const left = `
      select count(*)::int as n from branch_heads
       where branch_id <> 'bank' and stretched_seq < seq`;
    for (const from = Date.now(); (await world.sql<{ n: number }>(left))[0].n > 0;) {
      if (Date.now() - from > 60_000) {
        throw new Error('the sweep did not add what older instances left out');
      }
      await elapse(500);
    }
  },
});

/** A scenario's result, with the alarms it would have rung by the instances' metrics. */
export interface Outcome extends Verdict {
  readonly rang: readonly string[];
}

/** Runs one scenario under load, in its own world. */
export async function runScenario(
  { harm, messages, rings }: Scenario,
  length: Length,
): Promise<Outcome> {
  const world = await ChaosWorld.open({ messages });
  const verdict = await underLoad(world, harm, length).finally(() => world.close());
  // instances write their counts when they end
  const rang = rung(world.apps.flatMap(({ lines }) => lines));
  return { ...verdict, faults: [...verdict.faults, ...unnamed(rang, rings)], rang };
}

async function underLoad(
  world: ChaosWorld,
  harm: Scenario['harm'],
  length: Length,
): Promise<Verdict> {
  const recorder = new Recorder(() => world.targets);
  await recorder.start();
  await elapse(times(length, 1_500, 10_000));
  const before = world.alive.length;
  const done = await harm(world, length, recorder).catch((error: Error) => error);
  const left = done instanceof Error ? {} : (done ?? {});
  const recovery = await recorder.success().catch((error: Error) => error);
  const silent = await notReady(world.alive);
  await elapse(times(length, 1_500, 10_000));
  await recorder.stop();
  const unsettled = await world.chats?.settled().catch((error: Error) => error);
  const dead = before - world.alive.length;
  const verdict = await judge(world, recorder, left.lost, left.server);
  const faults = [
    ...(done instanceof Error ? [done.message] : []),
    ...(dead > 0 ? [`${dead} instances have ended`] : []),
    ...(recovery instanceof Error ? ['it did not recover'] : []),
    ...(silent > 0 ? [`${silent} instances are up and not ready`] : []),
    ...(unsettled instanceof Error ? [unsettled.message] : []),
    ...((await world.chats?.faults()) ?? []),
    ...verdict.faults,
  ];
  return { ...verdict, faults };
}
