import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive, processesMarked } from '../../../src/local/machine/processes';
import { Postgres, startPostgres } from '../../../src/local/postgres/postgres';
import { markerOf } from '../../../src/local/postgres/postgres-orphan';
import { runCommand, runCompiled } from '../../support/child';
import { createDatabase } from '../../support/database';
import { pattern } from '../../support/pattern';
import { promote, startStandby } from '../../support/postgres-standby';
import { testFolder } from '../../support/test-folder';
import { elapse, until } from '../../support/wait';

const HOLD = 'test/support/programs/hold-postgres.ts';

async function query<T extends object>(url: string, statement: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

const hold = async (folder: string) => {
  const child = runCompiled(HOLD, [folder]);
  const [, text] = await child.line(/^(\{.*\})$/m);
  return { child, ...(JSON.parse(text) as { url: string; pid: number; problem?: string }) };
};

test('keeps data between runs, requires a password, leaves no process', async () => {
  const folder = await testFolder('postgres');
  const first = await startPostgres({ folder });
  await query(first.url('postgres'), 'create table kept as select 42 as answer');
  await expect(
    query(first.url('postgres').replace(/:[^:@]*@/, ':wrong@'), 'select 1'),
  ).rejects.toThrow(/password authentication failed/);
  expect((await stat(join(folder, 'password'))).mode % 0o1000).toBe(0o600);
  await first.stop();
  await first.stop();
  expect(await processesMarked(markerOf(first.dataFolder))).toEqual([]);

  const second = await startPostgres({ folder });
  expect(
    await query(
      second.url('postgres'),
      "select answer, current_setting('listen_addresses') as on from kept",
    ),
  ).toEqual([{ answer: 42, on: '127.0.0.1' }]);
  expect(
    (await query<{ v: string }>(second.url('postgres'), 'show server_version'))[0],
  ).toMatchObject({ server_version: expect.stringMatching(/^17\./) });
  await second.stop();
});

test('after kill -9 of its owner the next start ends the orphan and finds every row', async () => {
  const folder = await testFolder('postgres');
  const { child, url, pid } = await hold(folder);
  await query(url, 'create table kept as select generate_series(1, 1000) as n');
  child.process.kill('SIGKILL');
  await child.ended;
  expect(await isAlive(pid)).toBe(true);

  const next = await startPostgres({ folder });
  expect(await isAlive(pid)).toBe(false);
  expect(await query(next.url('postgres'), 'select count(*)::int as n from kept')).toEqual([
    { n: 1000 },
  ]);
  await next.stop();
});

test('after kill -9 of everything a stale postmaster.pid does no harm', async () => {
  const folder = await testFolder('postgres');
  const first = await startPostgres({ folder });
  await query(first.url('postgres'), 'create table kept as select 1 as n');
  const pidFile = join(first.dataFolder, 'postmaster.pid');
  const stale = await readFile(pidFile, 'utf8');
  for (const pid of await processesMarked(markerOf(first.dataFolder))) process.kill(pid, 'SIGKILL');
  await first.stop();

  const innocent = spawn('sleep', ['600'], { stdio: 'ignore' });
  await writeFile(pidFile, stale.replace(/^\d+/, String(innocent.pid)));
  const next = await startPostgres({ folder });
  expect(await query(next.url('postgres'), 'select n from kept')).toEqual([{ n: 1 }]);
  expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
  innocent.kill();
  await next.stop();
});

test('a second start on a folder in use names its owner and does no harm', async () => {
  const folder = await testFolder('postgres');
  const { child, url } = await hold(folder);
  await expect(startPostgres({ folder })).rejects.toThrow(
    new RegExp(`belongs to process ${child.pid}, which is still running. Stop that one first`),
  );
  expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  child.process.kill('SIGKILL');
  await child.ended;
  await (await startPostgres({ folder })).stop();
});

test('serves from inside a folder only its owner can enter', async () => {
  const closed = await testFolder('closed');
  await chmod(closed, 0o700);
  const postgres = await startPostgres({ folder: join(closed, 'postgres') });
  expect(await query(postgres.url('postgres'), 'select 1 as n')).toEqual([{ n: 1 }]);
  await postgres.stop();
});

test('no space for initdb: a sentence says what to do, and no partial folder is left', async () => {
  const folder = await testFolder('full');
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).status === 0;
  try {
    // If mounting is not allowed, a file size limit fails the same writes.
    const child = mounted
      ? runCompiled(HOLD, [join(folder, 'postgres')])
      : runCommand('bash', [
          '-c',
          'ulimit -f 100; exec "$@"',
          'bash',
          process.execPath,
          '--import',
          'tsx',
          HOLD,
          join(folder, 'postgres'),
        ]);
    const [, said] = await child.line(/"problem":"([^"]*)"/);
    expect(said).toMatch(
      pattern(
        /^The disk is full: PostgreSQL's data needs about 60 MB in .* /,
        /Free some space and start again; nothing unfinished was left there\.$/,
      ),
    );
    expect(await readdir(join(folder, 'postgres'))).toEqual(['password']);
    await child.ended;
  } finally {
    if (mounted) spawnSync('umount', [folder]);
  }
});

test('a standby follows its primary and can take its place', async () => {
  const primary = await startPostgres({ folder: await testFolder('primary'), fsync: false });
  let standby: Postgres | undefined;
  try {
    standby = await startStandby(primary, { folder: await testFolder('standby'), fsync: false });
    await query(primary.url('postgres'), 'create table replicated as select 7 as n');
    const arrived = "select to_regclass('replicated') is not null as there";
    await until(
      async () => (await query<{ there: boolean }>(standby!.url('postgres'), arrived))[0].there,
      'the table on the standby',
    );
    await expect(query(standby.url('postgres'), 'create table refused (n int)')).rejects.toThrow(
      /read-only transaction/,
    );
    await primary.stop('immediate');
    await promote(standby);
    expect(
      await query(standby.url('postgres'), 'insert into replicated values (8) returning n'),
    ).toEqual([{ n: 8 }]);
  } finally {
    await standby?.stop('immediate');
    await primary.stop('immediate');
  }
});

test("another user's data folder is refused with both names", async () => {
  const folder = await testFolder('postgres');
  await mkdir(join(folder, 'data'), { mode: 0o700 });
  const why =
    process.getuid?.() === 0
      ? pattern(
          /belongs to user 0, but PostgreSQL would run as user \d+\. /,
          /Run as that user, or remove/,
        )
      : /PostgreSQL did not start in/;
  await expect(startPostgres({ folder })).rejects.toThrow(why);
});

test('a server that ends before anybody listens is an error', async () => {
  const folder = await testFolder('postgres');
  const files = process.getBuiltinModule('node:fs/promises');
  const { open } = files;
  // its log closes late
  const opened = jest.spyOn(files, 'open').mockImplementation(async (...args) => {
    const file = await open(...args);
    const close = file.close.bind(file);
    file.close = () => close().then(() => elapse(1_000));
    return file;
  });
  try {
    const settings = { shared_buffers: 'nonsense' };
    await expect(startPostgres({ folder, settings })).rejects.toThrow(/did not start in/);
    expect(opened).toHaveBeenCalled();
  } finally {
    opened.mockRestore();
  }
});

test('test databases are migrated copies of one template', async () => {
  const database = await createDatabase();
  const [{ n }] = await query<{ n: number }>(
    database.url,
    'select count(*)::int as n from branch_heads',
  );
  expect(n).toBeGreaterThanOrEqual(0);
  await database.drop();
  await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/);
});
