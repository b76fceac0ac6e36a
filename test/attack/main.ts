import '../../src/local/machine/node-version';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../src/app/db/connect/migrate';
import { startPostgres } from '../../src/local/postgres/postgres';
import { attack } from './attack';
import { openTarget } from './target';

const USAGE = 'npm run attack -- [--count=100000] [--seed=1]';

/**
 * `npm run attack`: hostile requests and frames against an instance of its own, on the loopback,
 * with a PostgreSQL of its own. The last of them with a slow database. Exit status 1 where
 * something gave way.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' } },
  });
  const [count, seed] = [Number(values.count ?? 100_000), Number(values.seed ?? 1)];
  if (!Number.isInteger(count) || count < 100 || !Number.isInteger(seed)) {
    process.stderr.write(`--count takes a whole number from 100, --seed a whole one: ${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-attack-'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  try {
    await postgres.ensureDatabase('bank');
    await migrate(postgres.url('bank'));
    const target = await openTarget(postgres.url('bank'));
    try {
      process.stdout.write(`${count} attacks on ${target.url}, seed ${seed}\n`);
      const began = performance.now();
      const { faults, statuses, quick, slow, sockets, memory } = await attack(target, count, seed);
      const seconds = Math.round((performance.now() - began) / 1000);
      const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
      process.stdout.write(
        `answers: ${answers.join(', ')}; sockets and raw connections: ${sockets}\n` +
          `answered within (p50, p99): ${quick.p50} and ${quick.p99} ms; ` +
          `with a slow database ${slow.p50} and ${slow.p99} ms\n` +
          `memory: ${memory.early} MB early, ${memory.late} MB late; took ${seconds} s\n` +
          `${faults.length ? `FAILED\n  ${faults.join('\n  ')}` : 'survived'}\n`,
      );
      if (faults.length) process.exitCode = 1;
    } finally {
      await target.close();
    }
  } finally {
    await postgres.stop('immediate');
    await rm(folder, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
