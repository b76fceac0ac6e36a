import { createInterface } from 'node:readline';
import { readConfig } from '../../src/app/config';
import { serve } from '../../src/app/main';

/**
 * The app with a clock that only moves when told: each line of standard input is an instant, in ms
 * since 1970. The clock is set to it, the sweep steps, and SWEPT and the instant are printed.
 */
async function main(): Promise<void> {
  let now = Number(process.env.FROM_MS);
  const app = await serve(readConfig(process.env), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    clock: () => now,
    sweepEveryMs: false,
    writeMetrics: () => undefined,
  });
  process.once('SIGINT', () => void app.close().then(() => process.exit(0)));
  process.stdout.write(`LISTENING ${app.port}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    now = Number(line);
    await app.sweep.step(now);
    process.stdout.write(`SWEPT ${now}\n`);
  }
}

void main();
