import { Acts } from './acts';
import { Bank, openBank } from './bank';
import { serveBank } from './bank-app';
import { Client } from './client';
import { BankClock } from './clock';
import { feed } from './feed';
import { differences, isZero } from './figures';
import { Ledger } from './ledger';
import { NightWatch } from './night-watch';
import { ReplayOptions } from './options';
import { Prepared } from './prepare';
import { showProgress } from './progress';
import { Report } from './report';
import { Event } from '../../app/domain/events';
import { verifyBranch } from '../../app/main';

/** Before the first customer the advisors come to their counters. */
const OPENING_MS = 60_000;
const PAGE = 1_000;

/**
 * Feeds a month into the app over HTTP and compares what the app's own events say with the file.
 * @throws Stopped at the line whose step the app does not take
 */
export async function replay(options: ReplayOptions, { month, plan, fromFile }: Prepared, databaseUrl: string, dataKeys: string): Promise<Report> {
  const began = performance.now();
  const clock = new BankClock((plan.steps[0]?.at ?? 0) - OPENING_MS);
  const app = await serveBank(databaseUrl, dataKeys, clock);
  const client = new Client(`http://127.0.0.1:${app.port}`);
  try {
    const bank = await openBank(app.operations, client, options.branch, plan.advisors);
    const acts = new Acts(client, bank);
    const watch = new NightWatch(clock, app.sweep.step);
    const progress = showProgress(plan.steps.length);
    const feeding = performance.now();
    await feed(plan, acts, watch, progress);
    const fed = performance.now();
    progress.end(`fed ${plan.steps.length} steps in ${seconds(fed - feeding)} s; reading the app's events`);

    const ledger = await readEvents(client, bank);
    const { chain, rows } = await verifyBranch(app, options.branch);
    const [ours, expected] = [ledger.figures(), fromFile.figures];
    const lines = [...ledger.compare(plan.visits, acts.ids), ...sameLines(plan.contradictory.map(({ line }) => line), fromFile.contradictory)];
    const checks = { ...ledger.faults, chain, rows, lines };
    const difference = differences(ours, expected);
    const counts = {
      ignored: { app: plan.ignored.length, expected: fromFile.ignored },
      contradictory: { app: plan.contradictory.length, expected: fromFile.contradictory.length, lines: plan.contradictory },
      skipped: { app: month.skipped.length, expected: fromFile.skipped.length, lines: month.skipped },
    };
    return {
      file: options.file,
      branch: options.branch,
      dispatch: options.dispatch,
      app: ours,
      expected,
      differences: difference,
      ...counts,
      advisors: { all: plan.advisors.length, rowsOfASecondAdvisor: plan.doubled, rowsWithoutName: plan.nameless },
      closedWithTheDay: ledger.closed,
      missed: ledger.missed,
      checks,
      events: ledger.events,
      requests: client.requests,
      sweeps: watch.steps,
      seconds: { feeding: seconds(fed - feeding), all: seconds(performance.now() - began) },
      ok: isZero(difference) && Object.values(checks).every((faults) => faults.length === 0)
        && Object.values(counts).every(({ app: counted, expected: wanted }) => counted === wanted),
    };
  } finally {
    client.close();
    await app.close();
  }
}

const seconds = (ms: number) => Math.round(ms / 100) / 10;

/** Reads the branch's events as its auditor does, page by page. */
async function readEvents(client: Client, { branch, auditor }: Bank): Promise<Ledger> {
  const ledger = new Ledger();
  for (let after: number | null = 0; after !== null;) {
    const page = await client.get(`/api/branches/${branch}/audit?after=${after}&limit=${PAGE}`, auditor) as unknown as { readonly events: readonly Event[]; readonly next: number | null };
    for (const event of page.events) ledger.take(event);
    after = page.next;
  }
  return ledger;
}

const sameLines = (ours: readonly number[], file: readonly number[]) => {
  const [a, b] = [new Set(ours), new Set(file)];
  return [...ours.filter((line) => !b.has(line)), ...file.filter((line) => !a.has(line))].map((line) => `line ${line}: contradictory by one reading of the file only`);
};
