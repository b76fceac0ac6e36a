import { Work } from '../db/connect/read-pool';
import { Database } from '../db/open-database';
import { eventsBefore, links } from '../db/reads/audit';
import * as search from '../db/reads/audit-search';
import { longRead, Rows } from '../db/reads/long-read';
import * as configured from '../db/reads/read-configured';
import { createBranchReads } from '../db/reads/read-floor';
import { branchesCompared, reportFilters, reportNames, reportOf } from '../db/reads/reports';
import { LinkToExport, RecordStore } from '../operations/reads/deps';
import { BranchReads } from '../ports';

/** A report's rows, a batch at a time, once one of the few places for long reads is free. */
async function rowsOfReport(
  { reportPool, places }: Database,
  { columns, question }: ReturnType<typeof reportOf>,
) {
  const leave = await places.take();
  try {
    return await reportPool.read(async (pool, ageMs) => ({
      columns,
      ageMs,
      batches: await longRead(await pool.connect(), question, leave),
    }));
  } catch (error) {
    leave();
    throw error;
  }
}

/** The same for matching events, from the primary, or from a standby while the primary is away. */
async function exportOfEvents(
  { pools, reportPool, places }: Database,
  branch: string,
  filter: Parameters<RecordStore['eventsToExport']>[1],
) {
  const leave = await places.take();
  try {
    return await reportPool.primaryFirst(pools.read, async (pool, ageMs) => {
      const oldest = await search.oldestSeq(pool, branch);
      const question = await search.eventsQuestion(pool, branch, filter);
      return {
        ageMs,
        oldest,
        batches: linksOf(await longRead(await pool.connect(), question, leave)),
      };
    });
  } catch (error) {
    leave();
    throw error;
  }
}

/** Rows of plain values as links of a chain. */
async function* linksOf(batches: AsyncIterable<Rows>) {
  for await (const batch of batches) {
    yield batch.map(
      (row) =>
        Object.fromEntries(
          search.EXPORTED.map((name, at) => [name, row[at]]),
        ) as unknown as LinkToExport,
    );
  }
}

type Records =
  | 'report'
  | 'reportFilters'
  | 'reportNames'
  | 'compareBranches'
  | 'eventsBefore'
  | 'branchOf'
  | 'eventsAfter'
  | 'searchEvents'
  | 'eventsToExport'
  | 'ticketsNumbered'
  | 'auditLinks'
  | 'auditHash'
  | 'firstNames'
  | 'listBranches';

/** Reads of the past, which a standby answers while the primary is away. */
export function recordQueries(
  database: Database,
  reads: Pick<BranchReads, 'readFloor'>,
): Pick<RecordStore, Records> {
  const { pools, config, models, reportPool } = database;
  const { read } = pools;
  const primaryFirst: <T>(work: Work<T>) => Promise<T> = (work) =>
    reportPool.primaryFirst(read, work);
  return {
    report: (name, request) => rowsOfReport(database, reportOf(name, request)),
    reportFilters,
    reportNames,
    compareBranches: (asked) => rowsOfReport(database, branchesCompared(asked)),
    eventsBefore: async (branch, after, limit, before) =>
      reportPool.inUse
        ? reportPool.read((pool) => eventsBefore(pool, branch, after, limit, before))
        : [],
    branchOf: (branch) =>
      primaryFirst((pool) =>
        (pool === read ? reads : createBranchReads(pool, config)).readFloor(branch),
      ),
    eventsAfter: (branch, after, limit) =>
      primaryFirst(async (pool, ageMs) => ({
        events: await createBranchReads(pool, config).readEvents(branch, after, limit),
        ageMs,
      })),
    searchEvents: (branch, filter) =>
      primaryFirst(async (pool, ageMs) => ({
        ...(await search.searchEvents(pool, branch, filter)),
        ageMs,
      })),
    eventsToExport: (branch, filter) => exportOfEvents(database, branch, filter),
    ticketsNumbered: (branch, number) =>
      primaryFirst((pool) => search.ticketsNumbered(pool, branch, number)),
    auditLinks: (branch, after, limit) =>
      primaryFirst((pool) => links(pool, branch, String(after), limit)),
    auditHash: (branch, seq) => primaryFirst((pool) => search.hashOf(pool, branch, seq)),
    firstNames: (ids) => primaryFirst((pool) => search.firstNames(pool, ids)),
    listBranches: () =>
      primaryFirst((pool) =>
        pool === read ? configured.listBranches(models) : configured.branchNames(pool),
      ),
  };
}
