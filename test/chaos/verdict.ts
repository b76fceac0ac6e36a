import { readConfig } from '../../src/app/config';
import { verify } from '../../src/app/main';
import { Postgres } from '../../src/local/postgres/postgres';
import { Recorder } from './recorder';
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
  world: ChaosWorld,
  recorder: Recorder,
  /** Answers between these moments came from a former primary. */
  lost?: { readonly from: number; readonly to: number },
  server: Postgres = world.primary,
): Promise<Verdict> {
  const faults: string[] = [];
  const rows = await world.sql<{ id: string; branch: string; number: string; state: string }>(
    'select id, branch_id as branch, number, state from tickets',
    server,
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const owed = recorder.issued.filter(({ at }) => !lost || at < lost.from || at > lost.to);
  const gone = owed.filter(({ ticket, number }) => kept.get(ticket)?.number !== number);
  if (gone.length) faults.push(`${gone.length} acknowledged tickets do not exist`);
  const numbers = new Set(rows.map(({ branch, number }) => `${branch} ${number}`));
  if (numbers.size < rows.length) faults.push(`${rows.length - numbers.size} numbers given twice`);
  const waiting = recorder.called.filter(({ ticket }) => kept.get(ticket)?.state === 'waiting');
  if (waiting.length && !lost) faults.push(`${waiting.length} called tickets are still waiting`);
  const twice = recorder.called.length - new Set(recorder.called.map(({ ticket }) => ticket)).size;
  if (twice && !lost) faults.push(`${twice} tickets were called by two advisors`);
  const failures = [...recorder.statuses].filter(([status]) => status >= 500 && status !== 503);
  for (const [status, times] of failures) faults.push(`${times} answers were ${status}`);
  const gaps = await world.sql<{ branch: string }>(
    `select branch_id as branch from events group by 1 having max(seq) <> count(*)`,
    server,
  );
  if (gaps.length) faults.push(`chains with gaps: ${gaps.map(({ branch }) => branch).join()}`);
  const lines: string[] = [];
  const config = readConfig({
    DATABASE_URL: server.url('bank'),
    DATA_KEYS: world.keys,
    LOG_LEVEL: 'silent',
  });
  if (!(await verify(config, (line) => lines.push(line)))) faults.push(...lines);
  return {
    faults,
    issued: recorder.issued.length,
    called: recorder.called.length,
    statuses: Object.fromEntries([...recorder.statuses].sort(([a], [b]) => a - b)),
    longestGapSeconds: Math.round(recorder.longestGapMs / 100) / 10,
  };
}
