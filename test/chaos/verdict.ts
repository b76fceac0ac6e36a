import { readConfig } from '../../src/app/config';
import { verify } from '../../src/app/main';
import { Postgres } from '../../src/local/postgres/postgres';
import { broken, Kept, Lost } from './broken';
import { Answers } from './recorder';
import { ChaosWorld } from './world';

export interface Verdict {
  /** Violations; empty if the scenario was survived. */
  readonly faults: readonly string[];
  readonly issued: number;
  readonly called: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly longestGapSeconds: number;
}

/** Compares the answers with the database. */
export async function judge(
  world: Pick<ChaosWorld, 'sql' | 'keys' | 'primary'>,
  record: Answers,
  lost?: Lost,
  server: Postgres = world.primary,
): Promise<Verdict> {
  const rows = await world.sql<Kept>(
    'select id, branch_id as branch, day, number, state from tickets',
    server,
  );
  const gaps = await world.sql<{ branch: string }>(
    `select branch_id as branch from events group by 1 having max(seq) <> count(*)`,
    server,
  );
  const lines: string[] = [];
  const config = readConfig({
    DATABASE_URL: server.url('bank'),
    DATA_KEYS: world.keys,
    LOG_LEVEL: 'silent',
  });
  const holds = await verify(config, (line) => lines.push(line));
  return {
    faults: [
      ...broken(record, rows, lost),
      ...(gaps.length ? [`chains with gaps: ${gaps.map(({ branch }) => branch).join()}`] : []),
      ...(holds ? [] : lines),
    ],
    issued: record.issued.length,
    called: record.called.length,
    statuses: Object.fromEntries([...record.statuses].sort(([a], [b]) => a - b)),
    longestGapSeconds: Math.round(record.longestGapMs / 100) / 10,
  };
}
