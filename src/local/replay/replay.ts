import { App } from '../../app/create-app';
import { verifyBranch } from '../../app/main';
import type { AuditPage } from '../../app/wire/records';
import { ReplayActions } from './acts';
import { arrivalsOf } from './arrivals';
import { Bank, openBank } from './bank';
import { serveBank } from './bank-app';
import { Client } from './client';
import { BankClock } from './clock';
import { feed } from './feed';
import { feedOurs } from './feed-ours';
import { differences, isZero } from './figures';
import { judgeForetold } from './foretold';
import { Ledger } from './ledger';
import { NightWatch } from './night-watch';
import { ReplayOptions } from './options';
import { Prepared } from './prepare';
import { showProgress } from './progress';
import { Checks, Report } from './report';
import { byWay, figuresByName } from './score-table';

/** How long before the first customer the advisors come to their counters. */
const OPENING_MS = 60_000;
const PAGE = 1_000;

/** Looks at the bank after this many steps of the file, while nothing happens in it. */
export type Look = (
  about: { readonly app: App; readonly bank: Bank; readonly now: number },
  done: number,
) => Promise<void>;

/**
 * Feeds a month into the app over HTTP and compares the app's own events with the file.
 * @throws Stopped at the line whose step the app refuses; Problem if the branch already exists
 */
export async function replay(
  options: ReplayOptions,
  prepared: Prepared,
  databaseUrl: string,
  dataKeys: string,
  look?: Look,
): Promise<Report> {
  const { plan } = prepared;
  const began = performance.now();
  const clock = new BankClock((plan.steps[0]?.at ?? 0) - OPENING_MS);
  const app = await serveBank(databaseUrl, dataKeys, clock);
  const client = new Client(`http://127.0.0.1:${app.port}`);
  try {
    const bank = await openBank(app.operations, client, options.branch, plan.advisors);
    const actions = new ReplayActions(client, bank);
    const watch = new NightWatch(clock, app.sweep.step);
    const arrivals = options.dispatch === 'ours' ? arrivalsOf(plan) : undefined;
    const progress = arrivals
      ? showProgress(plan.visits.length, 'customers')
      : showProgress(plan.steps.length, 'steps');
    const feeding = performance.now();
    await (arrivals
      ? feedOurs(plan, arrivals, actions, watch, progress)
      : feed(plan, actions, watch, progress, (done) =>
          Promise.resolve(look?.({ app, bank, now: clock.now() }, done)),
        ));
    const fed = performance.now();
    progress.end(
      `fed ${plan.visits.length} customers in ${seconds(fed - feeding)} s; ` +
        "reading the app's events",
    );

    const ledger = await readEvents(client, bank);
    const { judged, differ } = await judgeForetold(app, options.branch);
    const lines = arrivals
      ? ledger.compareOurs(arrivals.arrivals, actions.ids)
      : ledger.compare(plan.visits, actions.ids);
    const checks = {
      ...ledger.faults,
      ...(await verifyBranch(app, options.branch)),
      lines: [...lines, ...otherReading(prepared)],
      foretold: differ,
    };
    return {
      ...judge(options, prepared, ledger, checks),
      checks,
      foretold: figuresByName(byWay(judged)),
      events: ledger.events,
      requests: client.requests,
      sweeps: watch.steps,
      seconds: { feeding: seconds(fed - feeding), all: seconds(performance.now() - began) },
    };
  } finally {
    client.close();
    await app.close();
  }
}

const seconds = (ms: number) => Math.round(ms / 100) / 10;

/** Reads the branch's events page by page, as an auditor does. */
async function readEvents(client: Client, { branch, auditor }: Bank): Promise<Ledger> {
  const ledger = new Ledger();
  for (let after: number | null = 0; after !== null;) {
    const page: AuditPage = await client.call('GET /api/branches/:branch/audit', {
      params: { branch },
      query: { after, limit: PAGE },
      authorization: auditor,
    });
    for (const event of page.events) ledger.take(event);
    after = page.next;
  }
  return ledger;
}

/** Lines that only one of the two readings of the file considers contradictory. */
function otherReading({ plan, fromFile }: Prepared): readonly string[] {
  const [fed, counted] = [
    new Set(plan.contradictory.map(({ line }) => line)),
    new Set(fromFile.contradictory),
  ];
  return [
    ...[...fed].filter((line) => !counted.has(line)),
    ...[...counted].filter((line) => !fed.has(line)),
  ].map((line) => `line ${line}: contradictory according to only one reading of the file`);
}

/**
 * If the app decides who is next, only the number of tickets can equal the file's: waits and who
 * gives up are its own.
 */
function judge(
  { file, branch, dispatch }: ReplayOptions,
  { month, plan, fromFile }: Prepared,
  ledger: Ledger,
  checks: Checks,
): Omit<Report, 'checks' | 'foretold' | 'events' | 'requests' | 'sweeps' | 'seconds'> {
  const app = ledger.figures();
  const difference = differences(app, fromFile.figures);
  const counts = {
    ignored: { app: plan.ignored.length, expected: fromFile.ignored },
    contradictory: {
      app: plan.contradictory.length,
      expected: fromFile.contradictory.length,
      lines: plan.contradictory,
    },
    skipped: { app: month.skipped.length, expected: fromFile.skipped.length, lines: month.skipped },
  };
  const equal =
    dispatch === 'file'
      ? isZero(difference)
      : difference.in.issued === 0 && difference.rest.issued === 0;
  return {
    file,
    branch,
    dispatch,
    app,
    expected: fromFile.figures,
    differences: difference,
    ...counts,
    advisors: {
      all: plan.advisors.length,
      rowsOfASecondAdvisor: plan.doubled,
      rowsWithoutName: plan.nameless,
    },
    closedWithTheDay: ledger.closed,
    missed: ledger.missed,
    ok:
      equal &&
      Object.values(checks).every((faults) => faults.length === 0) &&
      Object.values(counts).every((each) => each.app === each.expected),
  };
}
