import { createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { newKeys } from '../../../src/app/vault/keys';
import { hashToken } from '../../../src/app/vault/tokens';
import { AppProcess, startApp } from '../../support/app-process';
import { SEED, seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { PrinterSettings, ReceiptPrinter, startPrinter } from '../../support/receipt-printer';
import { until } from '../../support/wait';

interface Job {
  readonly id: string;
  readonly printer: string;
  readonly state: string;
  readonly reason: string | null;
}

export let database: TestDatabase;
export let issuing: AppProcess;
export let polled: AppProcess;
export let kiosk: string;
let auditor: string;
const printers: ReceiptPrinter[] = [];
export const keys = newKeys();

export function openPrinters(): void {
  beforeAll(async () => {
    database = await createDatabase();
    await seedBank(database.url, keys, { branches: ['1', '2'], advisors: 1 });
    const app = await createApp({
      database: { url: database.url },
      dataKeys: keys,
      port: 0,
      host: '127.0.0.1',
      instance: 'seed',
      plugins: [],
      sweepEveryMs: false,
      log: createLog('silent', 'seed'),
    });
    for (const [id, branch] of [
      ['printer-1', '1'],
      ['printer-2', '2'],
    ]) {
      await app.operations.saveDevice(SEED, {
        id,
        kind: 'printer',
        branch,
        label: id,
        codeHash: hashToken(id),
        reusable: true,
      });
    }
    await app.close();
    [issuing, polled] = await Promise.all(
      ['a', 'b'].map((instance) =>
        startApp({
          databaseUrl: database.url,
          keys,
          env: { INSTANCE_ID: instance, LOG_LEVEL: 'debug' },
        }),
      ),
    );
    [kiosk, auditor] = [
      await enrol(issuing.url, 'kiosk-1'),
      await signIn(issuing.url, 'auditor-1'),
    ];
  });
  afterEach(async () => {
    for (const each of printers.splice(0)) await each.stop();
  });
  afterAll(async () => {
    await Promise.all([issuing?.stop(), polled?.stop()]);
    await database?.drop();
  });
}

/** A polling printer: it counts from its first poll on. */
export async function printer(more: Partial<PrinterSettings> = {}): Promise<ReceiptPrinter> {
  const started = await startPrinter({ url: polled.url, ...more });
  printers.push(started);
  await started.line(/^(CONNECTED|REFUSED)/m);
  return started;
}

export async function ticket(): Promise<{
  readonly id: string;
  readonly number: string;
  readonly key: string;
}> {
  const { body } = await call(issuing.url, 'POST', '/api/branches/1/tickets', {
    token: kiosk,
    body: { queue: 'caja' },
  });
  return { id: body.ticket!.id, number: body.ticket!.number, key: body.key! };
}

export const jobIn = (body: object) => (body as { readonly job: Job | null }).job;
export async function print(id: string, more: object = {}, key?: string): Promise<Job | null> {
  const { status, body } = await call(issuing.url, 'POST', `/api/branches/1/tickets/${id}/print`, {
    token: kiosk,
    body: { language: 'es', ...more },
    key,
  });
  if (status !== 200) {
    throw new Error(`asking for paper answered ${status} ${JSON.stringify(body)}`);
  }
  return jobIn(body);
}

const jobOf = async (id: string) =>
  jobIn(
    (await call(issuing.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk })).body,
  );

/** What the kiosk sees once the job is over. */
export async function outcome(id: string): Promise<Job> {
  let job: Job | null = null;
  await until(async () => {
    job = await jobOf(id);
    return job !== null && !['queued', 'printing'].includes(job.state);
  }, `the end of the print of ${id}`);
  return job!;
}

interface Printed {
  readonly fact: {
    readonly type: string;
    readonly ticket?: string;
    readonly ok?: boolean;
    readonly reprint?: boolean;
    readonly reason?: string;
  };
  readonly actor: object;
}

/** The printing facts of this ticket, once there are this many. */
export async function recorded(id: string, count: number) {
  let printed: readonly Printed[] = [];
  await until(async () => {
    const { body } = await call(issuing.url, 'GET', '/api/branches/1/audit?limit=1000', {
      token: auditor,
    });
    printed = (body.events as Printed[]).filter(
      ({ fact }) => fact.type === 'TicketPrinted' && fact.ticket === id,
    );
    return printed.length >= count;
  }, `${count} facts of the paper of ${id}`);
  return printed.map(({ fact: { ok, reprint, reason }, actor }) => ({
    ok,
    reprint,
    reason,
    actor,
  }));
}
export const by = { kind: 'printer', id: 'printer-1' };
