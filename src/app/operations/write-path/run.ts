import { canonical } from '../../domain/model/canonical';
import { Event, Fact } from '../../domain/model/events';
import { headText } from '../../domain/model/head';
import { Instant } from '../../domain/model/instant';
import { unknownBranch } from '../../domain/model/missing';
import { sealedChange } from '../../domain/model/recorded-rows';
import { decide } from '../../domain/rules/decide';
import { Commit, Run, RunRequest, RunResult, WriteSession } from '../../ports';
import { BranchQueue } from './branch-queue';
import { replay } from './idempotency';

export interface RunDeps {
  /** Takes a connection; its transaction begins when it is opened. */
  readonly begin: () => Promise<WriteSession>;
  readonly queue: BranchQueue;
  /** The next hash of a chain, from the previous one and the canonical text of an event. */
  readonly chain: (previous: string, body: string) => string;
  readonly keyHash: (ticket: string) => string;
  /** Seals a head, so that a chain's end is not cut off without the key. */
  readonly sealed: (text: string) => string;
  /** A keyed digest, for what events must not say. */
  readonly digest: (text: string) => string;
  /** Called after the commit, for the bus, the relay and plugins' `here`. Never throws or waits. */
  readonly committed: (commit: Commit, deliveries: number) => void;
  /** Replaces the database's clock (tests, the replay). */
  readonly clock?: () => Instant;
}

/**
 * The one write path (`docs/architecture.md`): queue for the branch, begin, lock the head, load
 * what the command needs, decide, write everything in one statement, commit. Five statements in two
 * round trips. While the lock is held there is SQL, and between load and write only pure functions
 * that were given beforehand: nothing waits for anybody else.
 */
export function createRun(deps: RunDeps): Run {
  const run = (request: RunRequest): Promise<RunResult> =>
    request.skipLocked
      ? once(deps, request)
      : deps.queue.run(request.branch, () => once(deps, request));
  // An answer kept under a key was made by the same `answer`: it has the type of the caller's.
  return run as Run;
}

/** What a branch has learned is read with its configuration. */
const configures = ({ type }: Fact) => type === 'BranchConfigured' || type === 'DayLearned';

/** The result of a sweep step that found the branch locked by another instance. */
export const SKIPPED: RunResult = { events: [], answer: { skipped: true }, replayed: false };

async function once(deps: RunDeps, request: RunRequest): Promise<RunResult> {
  const session = await deps.begin();
  let done: Done;
  try {
    // Whoever decides nothing writes nothing; the rollback ends the transaction.
    done = await underLock(deps, request, session);
  } finally {
    await session.rollback();
  }
  if (done.commit) deps.committed(done.commit, done.deliveries);
  return done.result;
}

interface Done {
  readonly commit?: Commit;
  readonly deliveries: number;
  readonly result: RunResult;
}

async function underLock(deps: RunDeps, request: RunRequest, session: WriteSession): Promise<Done> {
  const { branch, actor, idempotency, skipLocked } = request;
  // A command may change whoever gives it: an advisor who acts ends their row of unanswered calls.
  const load = actor.kind === 'staff' ? { advisor: actor.id, ...request.load } : request.load;
  const opened = await session.open({
    branch,
    load,
    idempotency,
    skipLocked,
    clock: deps.clock?.(),
  });
  if (!opened && skipLocked) return { deliveries: 0, result: SKIPPED };
  if (!opened) throw unknownBranch(branch);
  const { head, loaded } = opened;
  if (loaded.earlier) return { deliveries: 0, result: replay(loaded, idempotency!) };

  const { now, slice: before } = loaded;
  const decision = decide(before, request.command, actor, now);
  if (request.change) {
    for (const fact of await session.change(request.change, head, now)) {
      decision.emit(withoutSecrets(fact, deps.digest));
    }
  }
  const { events, slice: after } = decision;
  const answer =
    typeof request.answer === 'function' ? request.answer(events, after) : (request.answer ?? {});
  const result = { events, answer, replayed: false };
  if (!events.length && !idempotency && !request.change && !request.seen?.length) {
    return { deliveries: 0, result };
  }

  const links = chained(deps, head.hash, events);
  const configured = events.some(({ fact }) => configures(fact));
  const queued = await session.save({
    head,
    at: now,
    actor,
    events: links,
    before,
    after,
    stretches: decision.stretches,
    idempotency: idempotency && { ...idempotency, answer },
    seen: request.seen ?? [],
    keyHashes: keyHashes(deps, events),
    remark: request.remark,
    note: request.note,
    configured,
    seal: deps.sealed(
      headText({
        branch,
        seq: head.seq + links.length,
        at: now,
        hash: links.at(-1)?.hash ?? head.hash,
        day: after.day,
        configVersion: head.configVersion + (configured ? 1 : 0),
      }),
    ),
  });
  if (!events.length) return { deliveries: 0, result };
  const { epoch, seq: prev } = head;
  return {
    commit: { branch, epoch, prev, seq: prev + events.length, at: now, events },
    // A change may queue messages of its own, as when a contact is linked after the fact.
    deliveries: queued + (request.change ? 1 : 0),
    result,
  };
}

function chained({ chain }: RunDeps, last: string, events: readonly Event[]) {
  let hash = last;
  return events.map((event) => {
    const body = canonical(event);
    hash = chain(hash, body);
    return { event, body, hash };
  });
}

const withoutSecrets = (fact: Fact, digest: RunDeps['digest']): Fact =>
  'rows' in fact && fact.rows
    ? { ...fact, rows: fact.rows.map((each) => sealedChange(each, digest)) }
    : fact;

const keyHashes = ({ keyHash }: RunDeps, events: readonly Event[]) =>
  Object.fromEntries(
    events.flatMap(({ fact }) =>
      fact.type === 'TicketIssued' ? [[fact.ticket, keyHash(fact.ticket)]] : [],
    ),
  );
