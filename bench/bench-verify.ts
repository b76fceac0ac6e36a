import { createApp } from '../src/app/create-app';
import { createLog } from '../src/app/log';
import { verifyChains } from '../src/app/operations/reads/verify';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage } from './stage';
import { visits } from './visits';

const VISITS = 10_000;
const CLIENTS = 8;
const ROUNDS = 5;

/** How fast every chain and the rows derived from it are verified, and in how much memory. */
export const bench: Bench = {
  about:
    `verify: events a second that audit:verify proves, with their rows, after ${VISITS} visits ` +
    'and after half as many, and how much memory it takes meanwhile',
  async run(say, _files, short) {
    const half = (short ? VISITS / 10 : VISITS) / 2;
    const stage = await openStage({ advisors: CLIENTS, settings: { pauseAbsent: false } });
    try {
      const results = [];
      for (const part of ['half', 'whole'] as const) {
        const app = await stage.app();
        await visits(app.url, half, CLIENTS, false);
        await app.stop();
        results.push({ part, ...(await proven(stage)) });
      }
      for (const { events, perSecond, mib } of results) {
        say(
          `${String(events).padStart(8)} events   ${perSecond.toFixed(0).padStart(8)} a second   ` +
            `${mib.toFixed(0).padStart(4)} MiB of heap at most`,
        );
      }
      return { bench: 'verify', results };
    } finally {
      await stage.end();
    }
  },
};

async function proven({ databaseUrl, keys }: { databaseUrl: string; keys: string }) {
  const app = await createApp({
    database: { url: databaseUrl },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'verify',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'verify'),
  });
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage().heapUsed));
  const looking = setInterval(look, 20);
  try {
    const rates: number[] = [];
    let events = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      const reports = await verifyChains(app.audit, app.vault);
      const faults = reports.flatMap((report) => report.faults);
      if (faults.length) throw new Error(`the chain does not hold: ${faults.join('; ')}`);
      events = reports.reduce((sum, report) => sum + report.events, 0);
      rates.push(events / ((performance.now() - began) / 1000));
    }
    return { events, perSecond: percentile(rates, 0.5), mib: most / 1024 / 1024 };
  } finally {
    clearInterval(looking);
    await app.close();
  }
}
