import { Problem } from '../machine/problem';
import { BusyDay, startBusyDay } from './busy';

interface Demo {
  readonly url: string;
  /** Whether the database holds the demo bank. */
  readonly demo: boolean;
}

/**
 * `--busy`: a simulated day in the demo bank.
 * @throws Problem when the database holds another bank
 */
export async function keepBusy(app: Demo, phoneUrl: string | undefined): Promise<BusyDay> {
  if (!app.demo) {
    throw new Problem(
      '--busy simulates a day in the demo bank, but this database holds another bank. ' +
        'Unset DATABASE_URL, or start without --busy.',
    );
  }
  const print = (line: string) => {
    process.stdout.write(line);
  };
  return startBusyDay({ url: app.url, phoneUrl, print });
}
