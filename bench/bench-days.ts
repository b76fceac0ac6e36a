import { Client } from 'pg';
import { NODE_OPTIONS } from '../src/local/build/image';
import { startValkey, Valkey } from '../src/local/valkey/valkey';
import { enrol } from '../test/support/caller';
import { Child, runProgram } from '../test/support/child';
import { rutOf } from '../test/support/rut';
import { BIN_FOLDER } from '../test/support/test-folder';
import { elapse } from '../test/support/wait';
import { Flat, flat, flatOf, HISTORY, Night, nightOf } from './days-figures';
import { Bench } from './main';
import { RawScreens } from './raw-screens';
import { openStage, Stage } from './stage';
import { visits } from './visits';
import { inFolder, withProgram } from './with-us';

const DAYS = 10;
const VISITS = 1_000;
const CLIENTS = 8;
const SCREENS = 20;
/** Parts of a day, after each of which the clock moves on and the sweep steps. */
const PARTS = 4;
const HOUR = 3_600_000;
/**
 * Days from the last visit until a person is forgotten, so that rows are deleted as well as added.
 */
const RETENTION_DAYS = 3;
const SETTLING_MS = 5_000;
/** The days compared with each other: on earlier days nothing has been deleted yet. */
const MIDDLE = [4, 5, 6] as const;
const LAST = [7, 8, 9] as const;

/**
 * Runs a branch's days at full speed, one after another, to see that nothing grows that should not.
 */
export const bench: Bench = {
  about:
    `days: ${DAYS} days of ${VISITS} visits each at one branch, every other with a RUT that is ` +
    `forgotten after ${RETENTION_DAYS} days, ${SCREENS} screens that come in the morning and go ` +
    'in the evening; what there is each night, the last days beside those in the middle',
  async run(say, _files, short) {
    const count = short ? VISITS / 10 : VISITS;
    return inFolder('bench-days', async (folder) => {
      const stage = await openStage(
        { advisors: CLIENTS, settings: { pauseAbsent: false, retentionDays: RETENTION_DAYS } },
        // a day lasts less than a minute here; even so it wakes less than once an hour of that day
        { autovacuum_naptime: '1s' },
      );
      const valkey = await startValkey({ folder, binFolder: BIN_FOLDER });
      try {
        const from = Date.now() + 24 * HOUR;
        return await withProgram(started(stage, valkey, from), 'SIGINT', (app) =>
          lived(app, stage, valkey, from, count, say),
        );
      } finally {
        await valkey.stop();
        await stage.end();
      }
    });
  },
};

const started = ({ databaseUrl, keys }: Stage, { url }: Valkey, from: number): Child =>
  runProgram('bench/programs/dated-app.ts', [], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_OPTIONS: NODE_OPTIONS.join(' '),
      FROM_MS: String(from),
      PORT: '0',
      PUBLIC_URL: 'http://localhost',
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      DATA_KEYS: keys,
      REDIS_URL: url,
    },
  });

async function lived(
  app: Child,
  { databaseUrl }: Stage,
  valkey: Valkey,
  from: number,
  count: number,
  say: (line: string) => void,
) {
  const [, port] = await app.line(/LISTENING (\d+)/);
  const url = `http://127.0.0.1:${port}`;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const sweepAt = async (at: number) => {
    app.process.stdin!.write(`${at}\n`);
    await app.line(new RegExp(`SWEPT ${at}\\n`));
  };
  try {
    const nights: Night[] = [await nightOf(app.pid, client, valkey)];
    say(
      `day ${Object.keys(flat)
        .map((name) => name.padStart(10))
        .join('')}`,
    );
    let person = 7_000_000;
    for (let day = 0; day < DAYS; day += 1) {
      const morning = from + day * 24 * HOUR;
      const screens = new RawScreens();
      await sweepAt(morning);
      for (let part = 0; part < PARTS; part += 1) {
        await visits(url, count / PARTS, CLIENTS, true, () => {
          person += 1;
          const nationalId = person % 2 ? { nationalId: rutOf(person) } : {};
          return { queue: 'caja', ...nationalId };
        });
        if (part === 0) {
          const token = await enrol(url, 'display-1');
          const at = { url: `${url}/live?branch=1&view=display`, token };
          await screens.openAll(0, SCREENS, () => at);
        }
        await sweepAt(morning + (part + 1) * 2 * HOUR);
      }
      screens.close();
      for (const hour of [12, 16, 20]) await sweepAt(morning + hour * HOUR);
      await elapse(SETTLING_MS);
      nights.push(await nightOf(app.pid, client, valkey));
      const shown = Object.values(flatOf(nights[day + 1], nights[day]));
      say(`${String(day + 1).padEnd(4)}${shown.map((n) => n.toFixed(0).padStart(10)).join('')}`);
    }
    const days = nights.slice(1).map((night, day) => flatOf(night, nights[day]));
    const ratios = ratiosOf(days);
    say(
      `last days beside the middle: ${Object.entries(ratios)
        .map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`)
        .join(', ')}`,
    );
    for (const line of grown(nights)) say(line);
    return { bench: 'days', days, ratios };
  } finally {
    await client.end();
  }
}

function ratiosOf(days: readonly Flat[]): Flat {
  const mean = (which: readonly number[], name: keyof Flat) =>
    which.reduce((sum, day) => sum + days[day][name], 0) / which.length;
  return Object.fromEntries(
    (Object.keys(flat) as (keyof Flat)[]).map((name) => [
      name,
      mean(LAST, name) / mean(MIDDLE, name),
    ]),
  ) as unknown as Flat;
}

/** Tables without history that have grown by a tenth between the middle and the last night. */
function grown(nights: readonly Night[]): readonly string[] {
  const [before, after] = [nights[MIDDLE[0] + 1].tables, nights.at(-1)!.tables];
  return Object.keys(after)
    .filter((table) => !HISTORY.includes(table) && after[table] > 1.1 * before[table])
    .map((table) => `${table}: ${before[table]} KiB, then ${after[table]}`);
}
