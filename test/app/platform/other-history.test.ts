import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { migrate } from '../../../src/app/db/connect/migrate';
import { Postgres, startPostgres } from '../../../src/local/postgres/postgres';
import { AppProcess, startApp } from '../../support/app-process';
import { seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';
import { promote, startStandby } from '../../support/postgres-standby';
import { testFolder } from '../../support/test-folder';
import { elapse, until } from '../../support/wait';

/**
 * The database's name leads to another history: a restore to an earlier moment, or a standby
 * promoted while the old primary lives on.
 */

const KEYS = 'keys-of-the-histories-0123456789abcdef';

let folder: string;
let primary: Postgres;
let standby: Postgres | undefined;
let proxy: PostgresProxy;
let app: AppProcess;
let kiosk: string;
let supervisor: string;
beforeEach(async () => {
  folder = await testFolder('histories');
  primary = await startPostgres({ folder: join(folder, 'primary'), fsync: false });
  await primary.ensureDatabase('bank');
  await migrate(primary.url('bank'));
  await seedBank(primary.url('bank'), KEYS, { advisors: 1 });
  proxy = await startPostgresProxy(primary.url('bank'));
  app = await startApp({ databaseUrl: proxy.url, keys: KEYS });
  kiosk = await enrol(app.url, 'kiosk-1');
  supervisor = await signIn(app.url, 'supervisor-1');
});
afterEach(async () => {
  await app?.stop();
  await proxy?.close();
  await standby?.stop('immediate');
  await primary?.stop('immediate');
  standby = undefined;
});

interface Frame {
  readonly kind: string;
  readonly epoch: string;
  readonly prev: number;
  readonly seq: number;
  readonly data: { readonly floorMs?: { readonly tickets: Readonly<Record<string, unknown>> } };
}

/** A floor's socket, and the frames it got. */
async function watch(place?: Pick<Frame, 'epoch' | 'seq'>) {
  const since = place ? `&epoch=${encodeURIComponent(place.epoch)}&since=${place.seq}` : '';
  const socket = new WebSocket(`${app.url}/live?branch=1&view=floor${since}`, {
    headers: { authorization: `Bearer ${supervisor}` },
  });
  const frames: Frame[] = [];
  socket.on('message', (text: Buffer) => frames.push(JSON.parse(text.toString()) as Frame));
  socket.on('error', () => undefined);
  await until(() => frames.length > 0, 'the first frame');
  return { frames, socket };
}
const ticketsIn = ({ data }: Frame) => Object.keys(data.floorMs!.tickets).length;

const issue = () =>
  call(app.url, 'POST', '/api/branches/1/tickets', { token: kiosk, body: { queue: 'caja' } });
const issueMany = async (count: number) => {
  for (let done = 0; done < count; done += 1) expect((await issue()).status).toBe(201);
};

test('restored to an earlier moment: all screens are right, returning ones too', async () => {
  await issueMany(5);
  await primary.stop('fast');
  await mkdir(join(folder, 'kept'));
  await promisify(execFile)('cp', ['-a', join(folder, 'primary'), join(folder, 'kept')]);
  primary = await startPostgres({ folder: join(folder, 'primary'), fsync: false });
  proxy.leadTo(primary.url('bank'));
  await until(async () => (await issue()).status === 201, 'a ticket', 30_000, 200);
  await issueMany(3);
  const open = await watch();
  expect(ticketsIn(open.frames[0])).toBe(9);
  const gone = await watch();
  const place = gone.frames.at(-1)!;
  gone.socket.close();

  await primary.stop('fast');
  primary = await startPostgres({ folder: join(folder, 'kept', 'primary'), fsync: false });
  proxy.leadTo(primary.url('bank'));
  await until(
    () => open.frames.some(({ kind, epoch }) => kind === 'snapshot' && epoch !== place.epoch),
    'the open screen to be told anew',
  );
  const anew = open.frames.find(({ epoch }) => epoch !== place.epoch)!;
  expect([ticketsIn(anew), anew.prev]).toEqual([5, 0]);

  // the other screen returns once its seq has been passed again
  await issueMany(12);
  const back = await watch(place);
  expect(back.frames[0]).toMatchObject({ kind: 'snapshot', epoch: anew.epoch });
  expect(ticketsIn(back.frames[0])).toBe(17);
  for (const { socket } of [open, back]) socket.close();
}, 240_000);

test('promoted while the old one lives: all follow, reads never mix, no 500', async () => {
  standby = await startStandby(primary, { folder: join(folder, 'standby'), fsync: false });
  await issueMany(3);
  const floor = async () =>
    (await call(app.url, 'GET', '/api/branches/1/floor', { token: supervisor })) as unknown as {
      readonly status: number;
      readonly body: { readonly epoch: string };
    };
  const { epoch: old } = (await floor()).body;
  const statuses: number[] = [];
  const reads: { readonly epoch: string; readonly asked: number; readonly at: number }[] = [];
  let going = true;
  const load = Array.from({ length: 6 }, async () => {
    while (going) {
      const asked = performance.now();
      const [issued, read] = await Promise.all([
        issue(),
        floor().then((found) => ({ ...found, at: performance.now() })),
      ]);
      statuses.push(issued.status, read.status);
      if (read.status === 200) reads.push({ epoch: read.body.epoch, asked, at: read.at });
      await elapse(20);
    }
  });
  await elapse(500);
  await promote(standby);
  proxy.leadTo(standby.url('bank')); // connections to the old primary live on
  await until(() => reads.at(-1)?.epoch !== old, 'the new primary');
  const first = Math.min(...reads.flatMap(({ epoch, at }) => (epoch === old ? [] : at)));
  await elapse(5_000);
  going = false;
  await Promise.all(load);
  // An answer under way may arrive after the first one of the new primary.
  const since = reads.filter(({ asked }) => asked > first).map(({ epoch }) => epoch);
  expect(since.length).toBeGreaterThan(10);
  expect([...new Set(since)]).toHaveLength(1);
  expect(statuses.filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
  // everything answered since then is there
  const onStandby = new Client({ connectionString: standby.url('bank') });
  await onStandby.connect();
  const there = await onStandby.query('select count(*)::int as n from tickets');
  await issueMany(2);
  const after = await onStandby.query('select count(*)::int as n from tickets');
  expect(after.rows[0].n).toBe((there.rows[0].n as number) + 2);
  await onStandby.end();
}, 240_000);
