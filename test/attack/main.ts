import '../../src/local/machine/node-version';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/app/db/connect/migrate';
import { commandLine, numberGiven } from '../../src/local/machine/command-line';
import { endIfInterrupted } from '../../src/local/machine/interrupts';
import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { Postgres, startPostgres } from '../../src/local/postgres/postgres';
import { attack } from './attack';
import { openTarget } from './target';

const command = 'npm run attack';
const usage = `${command} -- [--count=100000] [--seed=1]

Hostile requests and frames against an instance of its own, on the loopback, with a PostgreSQL of
its own. The last of them with a slow database.

  --count N  how many, from 100
  --seed N   another seed, other attacks
  --help     this text

Exits with 0 if everything was survived, 1 where something gave way, 2 if nothing was begun.
`;

/** `npm run attack`. */
async function main(): Promise<number> {
  const options = { count: 'value', seed: 'value' } as const;
  const asked = commandLine(process.argv.slice(2), { command, usage, options });
  if (!asked) return EXIT.done;
  const whole = (name: 'count' | 'seed', otherwise: string, least: number) =>
    numberGiven(
      `--${name}`,
      asked.values[name] ?? otherwise,
      { least, most: 1_000_000_000, whole: true },
      { command },
    );
  const [count, seed] = [whole('count', '100000', 100), whole('seed', '1', 0)];
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-attack-'));
  const starting = startPostgres({ folder: join(folder, 'postgres') });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopped(starting, folder));
  const forget = endIfInterrupted(stop);
  try {
    const postgres = await starting;
    await postgres.ensureDatabase('bank');
    await migrate(postgres.url('bank'));
    const target = await openTarget(postgres.url('bank'), true);
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
      return faults.length ? EXIT.no : EXIT.done;
    } finally {
      await target.close();
    }
  } finally {
    await stop();
    forget();
  }
}

async function stopped(starting: Promise<Postgres>, folder: string): Promise<void> {
  const postgres = await starting.catch(() => undefined); // its caller gets the error
  await postgres?.stop('immediate');
  await rm(folder, { recursive: true, force: true });
}

void runCommand(main);
