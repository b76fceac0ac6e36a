import { createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { newKeys } from '../../../src/app/vault/keys';
import { hashToken } from '../../../src/app/vault/tokens';
import { AppProcess, startApp } from '../../support/app-process';
import { SEED, seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { PrinterSettings, ReceiptPrinter, startPrinter } from '../../support/receipt-printer';

interface Job {
  readonly id: string;
  readonly printer: string;
  readonly state: string;
  readonly reason: string | null;
}

export let database: TestDatabase;
export let asked: AppProcess;
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
    [asked, polled] = await Promise.all(
      ['a', 'b'].map((instance) =>
        startApp({
          databaseUrl: database.url,
          keys,
          env: { INSTANCE_ID: instance, LOG_LEVEL: 'debug' },
        }),
      ),
    );
    [kiosk, auditor] = [await enrol(asked.url, 'kiosk-1'), await signIn(asked.url, 'auditor-1')];
  }, 120_000);
  afterEach(async () => {
    for (const each of printers.splice(0)) await each.stop();
  });
  afterAll(async () => {
    await Promise.all([asked?.stop(), polled?.stop()]);
    await database?.drop();
  });
}

/** Polling: a printer counts from its first poll on. */
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
  const { body } = await call(asked.url, 'POST', '/api/branches/1/tickets', {
    token: kiosk,
    body: { queue: 'caja' },
  });
  return { id: body.ticket!.id, number: body.ticket!.number, key: body.key! };
}

export const jobIn = (body: object) => (body as { readonly job: Job | null }).job;
export async function print(id: string, more: object = {}, key?: string): Promise<Job | null> {
  const { status, body } = await call(asked.url, 'POST', `/api/branches/1/tickets/${id}/print`, {
    token: kiosk,
    body: { language: 'es', ...more },
    key,
  });
  if (status !== 200) {
    throw new Error(`asking for paper answered ${status} ${JSON.stringify(body)}`);
  }
  return jobIn(body);
}

/** What the kiosk sees, once it is none of `not`. */
export async function outcome(
  id: string,
  withinMs = 30_000,
  not = ['queued', 'printing'],
): Promise<Job> {
  for (const until = Date.now() + withinMs; ;) {
    const job = jobIn(
      (await call(asked.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk })).body,
    );
    if (job && !not.includes(job.state)) return job;
    if (Date.now() > until) throw new Error(`still ${job?.state} after ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Facts of this ticket's paper, once there are so many. */
export async function recorded(id: string, count: number) {
  for (const until = Date.now() + 15_000; ;) {
    const { body } = await call(asked.url, 'GET', '/api/branches/1/audit?limit=1000', {
      token: auditor,
    });
    const events = (
      body.events as {
        fact: { type: string; ticket?: string; ok?: boolean; reprint?: boolean; reason?: string };
        actor: object;
      }[]
    ).filter(({ fact }) => fact.type === 'TicketPrinted' && fact.ticket === id);
    if (events.length >= count || Date.now() > until) {
      return events.map(({ fact: { ok, reprint, reason }, actor }) => ({
        ok,
        reprint,
        reason,
        actor,
      }));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
export const by = { kind: 'printer', id: 'printer-1' };
