import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createApp } from '../src/app/create-app';
import { createLog } from '../src/app/log';
import { SEED } from '../test/support/bank';
import { runCommand } from '../test/support/child';
import { inFolder, withProgram } from './with-us';

interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The statements of one issued ticket as the app sends them, recorded on its own connection. The
 * first ticket opens the day, so the second one counts.
 */
async function capture(databaseUrl: string, keys: string): Promise<readonly RecordedStatement[]> {
  const app = await createApp({
    database: { url: databaseUrl },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'capture',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'capture'),
  });
  const prototype = Client.prototype as unknown as {
    query: (this: Client, ...args: unknown[]) => unknown;
  };
  const original = prototype.query;
  const asked: RecordedStatement[] = [];
  const issue = (key: string) =>
    app.operations.issueTicket(
      {
        branch: '1',
        actor: SEED,
        idempotency: {
          key,
          actor: 'kiosk:kiosk-1',
          route: 'POST /api/branches/:branch/tickets',
          fingerprint: 'x'.repeat(43),
        },
      },
      { queue: 'caja', lane: 'general', language: 'es' },
    );
  try {
    await issue('first-0123456789abcdef');
    prototype.query = function query(...args: unknown[]) {
      const [given] = args as [{ text: string; values?: unknown[] } | string];
      asked.push(
        typeof given === 'string'
          ? { text: given, values: [] }
          : { text: given.text, values: given.values ?? [] },
      );
      return original.apply(this, args);
    };
    await issue('second-0123456789abcde');
  } finally {
    prototype.query = original;
    await app.close();
  }
  const begin = asked.findIndex(({ text }) => text === 'begin');
  return asked.slice(begin, asked.findIndex(({ text }) => text === 'commit') + 1);
}

const literal = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : Array.isArray(value)
        ? `array[${value.map(literal).join(', ')}]::text[]`
        : quoted(String(value));

/** An E'' string without a colon: pgbench reads `:name` as a variable even inside a literal. */
const quoted = (text: string) =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', COLON)}'`;
const COLON = '\\x3a';

/**
 * The transaction as a pgbench script: the same statements with the same values, except what must
 * differ each time (branch, sequence, number, ids), which comes from pgbench's variables and from
 * the lock's result.
 */
function script(asked: readonly RecordedStatement[], branches: number): string {
  const write = asked.find(({ text }) => text.includes('compare and set'))!;
  /** The positions of the new and the former sequence number among the values, from one. */
  const [next, former] = [/set seq = \$(\d+)/, /and seq = \$(\d+)/].map(
    (place) => place.exec(write.text)![1],
  );
  const seq = Number(write.values[Number(next) - 1]);
  const tickets = JSON.parse(
    write.values.map(String).find((value) => value.startsWith('[') && value.includes('"keyHash"'))!,
  ) as { id: string; n: number; number: string; keyHash: string }[];
  const [{ id, n, number, keyHash }] = tickets;
  const uuid = 'md5(:r::text)::uuid';
  /**
   * Text with placeholders becomes a concatenation: pgbench substitutes variables between literals,
   * never inside one.
   */
  const varied = (text: string) => {
    const parts: readonly (readonly [RegExp, string])[] = [
      [new RegExp(`\\b${number}\\b`, 'g'), "('C' || (:seq::bigint + 1))"],
      [new RegExp(id, 'g'), uuid],
      [new RegExp(keyHash, 'g'), 'md5(:r::text)'],
      [/second-0123456789abcde/g, uuid],
      [new RegExp(`(?<=\\\\?"seq\\\\?":)${seq}(?!\\d)`, 'g'), '(:seq::bigint + 1)'],
      [new RegExp(`(?<=\\\\?"n\\\\?":)${n}(?!\\d)`, 'g'), '(:seq::bigint + 1)'],
    ];
    const marked = parts
      .reduce((whole, [pattern, value]) => whole.replace(pattern, `\0${value}\0`), text)
      .split('\0');
    if (marked.length === 1) return literal(text);
    const pieces = marked.map((part, index) => (index % 2 ? `${part}::text` : literal(part)));
    return `(${pieces.join(' || ')})`;
  };
  const lines = asked.map(({ text, values }) => {
    const isLock = /from branch_heads\s+where branch_id = \$1\s+for no key update/.test(text);
    const filled = text.replace(/--.*$/gm, '').replace(/\$(\d+)\b/g, (_, index: string) => {
      const value = values[Number(index) - 1];
      if (index === '1') return ':b::text';
      if (text === write.text && index === next) return '(:seq::bigint + 1)';
      if (text === write.text && index === former) return ':seq::bigint';
      return typeof value === 'string'
        ? value.startsWith('[')
          ? `${varied(value)}::json`
          : varied(value)
        : literal(value);
    });
    const line = filled.replace(/\s+/g, ' ');
    return isLock ? `${line} \\gset` : `${line};`;
  });
  return (
    [`\\set b random(1, ${branches})`, '\\set r random(0, 9223372036854775806)', ...lines].join(
      '\n',
    ) + '\n'
  );
}

function findPgbench(): string {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...(existsSync('/usr/lib/postgresql')
      ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
      : []),
  ];
  const found = folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
  if (!found) {
    throw new Error(
      'pgbench is not on this machine. Install it (Debian: apt-get install postgresql-15) ' +
        'and run the benchmark again.',
    );
  }
  return found;
}

export interface PgbenchRun {
  readonly tps: number;
  readonly failed: number;
  readonly latencyMs: number;
}

/** Runs the captured transaction with this many clients; transactions per second. */
export async function preparePgbench(databaseUrl: string, keys: string) {
  const asked = await capture(databaseUrl, keys);
  const program = findPgbench();
  return {
    statements: asked.length,
    async run(clients: number, branches: number, seconds: number): Promise<PgbenchRun> {
      return inFolder('pgbench', async (folder) => {
        const file = join(folder, 'issue.sql');
        await writeFile(file, script(asked, branches));
        const load = ['-f', file, '-c', String(clients), '-j', '1', '-T', String(seconds)];
        return read(await collect(program, ['-n', '-M', 'prepared', ...load, databaseUrl]));
      });
    },
  };
}

function read(output: string): PgbenchRun {
  const tps = /tps = ([\d.]+) \(without/.exec(output)?.[1] ?? /tps = ([\d.]+)/.exec(output)?.[1];
  if (!tps) throw new Error(`pgbench printed no tps:\n${output}`);
  return {
    tps: Number(tps),
    failed: Number(/failed transactions: (\d+)/.exec(output)?.[1] ?? 0),
    latencyMs: Number(/latency average = ([\d.]+)/.exec(output)?.[1]),
  };
}

/** Returns what it printed; it ends by itself when its time is over. */
const collect = (program: string, args: readonly string[]): Promise<string> =>
  withProgram(runCommand(program, args), 'SIGTERM', async (child) => {
    const { code, signal } = await child.ended;
    const text = child.output();
    if (code === 0) return text;
    throw new Error(`pgbench ended with ${code ?? signal}:\n${text.slice(0, 2000)}`);
  });
