import { readConfig } from '../../app/config';
import { App } from '../../app/create-app';
import { migrateDatabase, serve } from '../../app/main';
import { Log } from '../../app/ports';
import { ENV } from '../../contract';
import { BankClock } from './clock';

/** Each advisor's console has its own address, as behind an edge that writes this header. */
export const ADDRESS_HEADER = 'x-viewer-ip';

/** Logs only errors, to standard error; standard output is for the report. */
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => {
    process.stderr.write(`\nwarning: ${message} ${JSON.stringify(fields)}\n`);
  },
  error: (fields, message) => {
    process.stderr.write(`\nerror: ${message} ${JSON.stringify(fields)}\n`);
  },
};

/**
 * The app as deployed, in this process on loopback, except that its clock is the bank's and its
 * sweep only steps on demand.
 */
export async function serveBank(
  databaseUrl: string,
  dataKeys: string,
  clock: BankClock,
): Promise<App> {
  const config = readConfig({
    [ENV.PORT]: '0',
    [ENV.DATABASE_URL]: databaseUrl,
    [ENV.DATA_KEYS]: dataKeys,
    [ENV.VIEWER_ADDRESS_HEADER]: ADDRESS_HEADER,
    [ENV.INSTANCE_ID]: `replay-${process.pid}`,
  });
  await migrateDatabase(config, log);
  return serve(config, {
    host: '127.0.0.1',
    pagesFolder: undefined,
    clock: clock.now,
    sweepEveryMs: false,
    log,
    writeMetrics: () => undefined,
  });
}
