import { Command } from '../../domain/model/commands';
import { Refused } from '../../domain/model/errors';
import { Event, Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Slice } from '../../domain/model/state';
import {
  Answer,
  Commit,
  Idempotency,
  Loaded,
  Log,
  Run,
  RunRequest,
  RunResult,
  WriteSession,
} from '../../ports';
import { BranchQueue } from './branch-queue';

export interface RunParts {
  /** Takes a connection; its transaction begins when it is opened. */
  readonly begin: () => Promise<WriteSession>;
  readonly queue: BranchQueue;
  readonly decide: (slice: Slice, command: Command, now: Instant) => readonly Fact[];
  readonly evolve: (slice: Slice, event: Event) => Slice;
  /** Canonical text of an event and its hash in the chain. */
  readonly seal: (
    previous: string,
    event: Event,
  ) => { readonly body: string; readonly hash: string };
  readonly keyHash: (ticket: string) => string;
  /** Told after the commit: bus, relay and plugins' `here`. Never throws, never waits. */
  readonly committed: (commit: Commit, deliveries: number) => void;
  /** Replaces the database's clock (tests, the replay). */
  readonly clock?: () => Instant;
  readonly log: Log;
}

/**
 * Keys are good for a day; they are kept for two, so that an expired one can be told from a new
 * one.
 */
export const KEY_HOURS = 24;

/**
 * The one write path (`docs/architecture.md`). Queue for the branch, begin, lock the head alone,
 * load what the command needs, decide, write all in one statement, commit: five statements in two
 * round trips, and only SQL and `decide` happen under the lock.
 */
export function createRun(parts: RunParts): Run {
  return (request) =>
    request.skipLocked
      ? once(parts, request)
      : parts.queue.run(request.branch, () => once(parts, request));
}

/** Answer of a sweep step that found the branch locked by another instance. */
export const SKIPPED: RunResult = {
  events: [],
  answer: { skipped: true },
  replayed: false,
  now: 0,
};

async function once(parts: RunParts, request: RunRequest): Promise<RunResult> {
  const session = await parts.begin();
  let result: Done;
  try {
    // Nothing decided, nothing to write: what is left of the transaction is rolled back.
    result = await underLock(parts, request, session);
  } finally {
    await session.rollback();
  }
  // A change may have queued messages of its own (a contact linked after the fact).
  if (result.commit) {
    parts.committed(result.commit, (result.deliveries ?? 0) + (request.change ? 1 : 0));
  }
  return result.result;
}

interface Done {
  readonly commit?: Commit;
  readonly deliveries?: number;
  readonly result: RunResult;
}

async function underLock(
  parts: RunParts,
  request: RunRequest,
  session: WriteSession,
): Promise<Done> {
  // Who acts is part of what a command may change: an advisor's own hand ends their row of
  // unanswered calls.
  const load =
    request.actor.kind === 'staff' ? { advisor: request.actor.id, ...request.load } : request.load;
  const { branch, idempotency, skipLocked } = request;
  const opened = await session.open({
    branch,
    load,
    idempotency,
    skipLocked,
    clock: parts.clock?.(),
  });
  if (!opened) {
    if (skipLocked) return { result: SKIPPED };
    throw new Refused('missing', 'unknown_branch', `There is no branch ${request.branch}.`, [
      { field: 'branch', got: request.branch, wants: 'the id of a branch' },
    ]);
  }
  const { head, loaded } = opened;
  if (loaded.earlier) return { result: replay(loaded, loaded.earlier, request.idempotency!) };

  const { now, slice: before } = loaded;
  const command = typeof request.command === 'function' ? request.command(loaded) : request.command;
  const decided = parts.decide(before, command, now);
  const facts = request.change
    ? [...decided, ...(await session.change(request.change, head, now))]
    : decided;

  let after = before;
  let hash = head.hash;
  const events = facts.map((fact, index) => {
    const event: Event = {
      branch: head.branch,
      seq: head.seq + index + 1,
      at: now,
      actor: request.actor,
      fact,
    };
    const sealed = parts.seal(hash, event);
    hash = sealed.hash;
    after = parts.evolve(after, event);
    return { event, ...sealed };
  });
  const plain = events.map(({ event }) => event);
  const answer: Answer = request.answer?.(plain, after, now) ?? {};
  let deliveries = 0;
  if (events.length || request.idempotency || request.change || request.seen?.length) {
    deliveries = await session.save({
      head,
      at: now,
      actor: request.actor,
      events,
      before,
      after,
      idempotency: request.idempotency && { ...request.idempotency, answer },
      seen: request.seen ?? [],
      keyHashes: Object.fromEntries(
        facts.flatMap((fact) =>
          fact.type === 'TicketIssued' ? [[fact.ticket, parts.keyHash(fact.ticket)]] : [],
        ),
      ),
      remark: request.remark,
      configured: facts.some((fact) => fact.type === 'BranchConfigured'),
    });
  }
  const commit = events.length
    ? {
        branch: head.branch,
        epoch: head.epoch,
        prev: head.seq,
        seq: head.seq + events.length,
        at: now,
        events: plain,
      }
    : undefined;
  return { commit, deliveries, result: { events: plain, answer, replayed: false, now, after } };
}

function replay(
  loaded: Loaded,
  earlier: NonNullable<Loaded['earlier']>,
  asked: Idempotency,
): RunResult {
  if (loaded.now - earlier.at > KEY_HOURS * 3_600_000) {
    throw new Refused(
      'invalid',
      'idempotency_expired',
      `This Idempotency-Key was used more than ${KEY_HOURS} hours ago. Send the command ` +
        'again with a new key.',
      [
        {
          field: 'Idempotency-Key',
          got: asked.key,
          wants: `a key not older than ${KEY_HOURS} hours`,
        },
      ],
    );
  }
  if (earlier.fingerprint !== asked.fingerprint) {
    throw new Refused(
      'invalid',
      'idempotency_mismatch',
      'This Idempotency-Key was used before with another body. Use a new key for a new command.',
      [{ field: 'Idempotency-Key', got: asked.key, wants: 'a key of its own for each command' }],
    );
  }
  return { events: [], answer: earlier.answer, replayed: true, now: loaded.now };
}
