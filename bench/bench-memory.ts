import { join } from 'node:path';
import { COMMANDS } from '../src/contract';
import { ALLOCATOR, NODE_OPTIONS } from '../src/local/build/image';
import { Child, runCommand, runProgram } from '../test/support/child';
import { elapse } from '../test/support/wait';
import { memoryOf } from './cpu';
import { Bench } from './main';
import { openStage, Stage } from './stage';
import { visits } from './visits';
import { inFolder, withProgram } from './with-us';

const REQUESTS = 100_000;
const CLIENTS = 8;
/** By then the garbage of starting has been collected; ms. */
const REST_MS = 20_000;

/** Memory of one app configured as in the image: at rest, and after many requests of every kind. */
export const bench: Bench = {
  about:
    `memory: an app as it is in the image, ${REST_MS / 1000} s after it started and after ` +
    `${REQUESTS} requests: tickets issued, called, started and finished, screens and floors read`,
  async run(say, _files, short) {
    const requests = short ? REQUESTS / 10 : REQUESTS;
    return inFolder('bench-app', async (folder) => {
      const stage = await openStage({ advisors: CLIENTS, settings: { pauseAbsent: false } });
      try {
        await built(folder);
        return await withProgram(served(folder, stage), 'SIGINT', (app) =>
          measured(app, requests, say),
        );
      } finally {
        await stage.end();
      }
    });
  },
};

/** Bundles the app as an image has it. */
const built = (folder: string): Promise<void> =>
  withProgram(
    runProgram('src/local/build/build.ts', ['--folder', folder]),
    'SIGTERM',
    async (build) => {
      const { code } = await build.ended;
      if (code !== 0) throw new Error(`the build ended with ${code}`);
    },
  );

const served = (folder: string, { databaseUrl, keys }: Stage): Child =>
  runCommand(process.execPath, [...NODE_OPTIONS, join(folder, 'main.js'), COMMANDS.serve], {
    env: {
      ...ALLOCATOR,
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: '0',
      PUBLIC_URL: 'http://localhost',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      DATA_KEYS: keys,
    },
  });

async function measured(app: Child, requests: number, say: (line: string) => void) {
  const [, port] = await app.line(/LISTENING (\d+)/);
  await elapse(REST_MS);
  const atRest = memoryOf(app.pid);
  say(`at rest                     ${atRest.toFixed(0).padStart(5)} MiB`);
  let most = 0;
  const looking = setInterval(() => (most = Math.max(most, memoryOf(app.pid))), 500);
  await visits(`http://127.0.0.1:${port}`, requests / 9, CLIENTS, true);
  clearInterval(looking);
  await elapse(REST_MS);
  const after = memoryOf(app.pid);
  say(`after ${String(requests).padStart(7)} requests     ${after.toFixed(0).padStart(5)} MiB`);
  say(`the most meanwhile          ${most.toFixed(0).padStart(5)} MiB`);
  return { bench: 'memory', requests, atRest, after, most };
}
