import { randomUUID } from 'node:crypto';
import { createOperations } from '../operations';
import { BranchQueue } from '../operations/write-path/branch-queue';
import { createRun, RunDeps } from '../operations/write-path/run';
import { Busy, DatabaseAway, Run } from '../ports';
import { Simulations } from '../simulations/simulations';
import { hashToken } from '../vault/tokens';
import { createAfterCommit } from './after-commit';
import { AppOptions } from './app';
import { operationQueries } from './queries';
import { tracedFollower, tracedOperations } from './spans';
import { Storage } from './storage';

export type WritingOptions = Pick<
  AppOptions,
  'instance' | 'clock' | 'log' | 'mailer' | 'mailDomains' | 'tracing' | 'lockTimedOut' | 'readings'
>;

/** The write path, on two sets of connections, and the operations that use it. */
export function joinWriting(
  options: WritingOptions,
  { database, vault, bus, reads }: Storage,
  stack: AsyncDisposableStack,
) {
  const { instance, clock, log, mailer, mailDomains, tracing, lockTimedOut, readings } = options;
  const afterCommit = createAfterCommit();
  afterCommit.follow((commit) => bus.publish(commit));
  const runDeps: Omit<RunDeps, 'begin' | 'queue'> = {
    chain: vault.chain,
    sealed: vault.sealed,
    digest: vault.digest,
    keyHash: (ticket) => hashToken(vault.ticketKey(ticket)),
    committed: tracing ? tracedFollower(afterCommit.committed, tracing) : afterCommit.committed,
    clock,
  };
  const run = reporting(
    createRun({ ...runDeps, begin: database.begin, queue: new BranchQueue() }),
    lockTimedOut,
  );
  const runInBackground = createRun({
    ...runDeps,
    begin: database.beginInBackground,
    queue: new BranchQueue(),
  });
  const simulations = new Simulations();
  stack.defer(() => simulations.close());
  const deps = {
    run,
    simulations,
    runInBackground,
    reads,
    store: operationQueries(database, reads, instance, clock),
    mailSetUp: mailer !== undefined,
    mailDomains,
    vault,
    newId: randomUUID,
    clock: clock ?? database.clock,
    log,
    readings,
    inTrouble: () => database.trouble() !== undefined,
  };
  const operations = createOperations(deps);
  return {
    run,
    deps,
    operations: tracing ? tracedOperations(operations, tracing) : operations,
    afterCommit,
  };
}
type Writing = ReturnType<typeof joinWriting>;

/** What all later joins build on. */
export interface Core {
  readonly storage: Storage;
  readonly writing: Writing;
}

/** Reports commands that did not get their branch's lock, or a place in its queue, in time. */
const reporting =
  (run: Run, lockTimedOut: (() => void) | undefined): Run =>
  (request) =>
    run(request).catch((error: unknown) => {
      if (error instanceof Busy && !(error instanceof DatabaseAway)) lockTimedOut?.();
      throw error;
    });
