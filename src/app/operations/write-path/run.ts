import { canonical } from '../../domain/model/canonical';
import { Event, Fact } from '../../domain/model/events';
import { headText } from '../../domain/model/head';
import { Instant } from '../../domain/model/instant';
import { unknownBranch } from '../../domain/model/missing';
import { sealedChange } from '../../domain/model/recorded-rows';
import { Slice } from '../../domain/model/state';
import { decide } from '../../domain/rules/decide';
import {
  Commit,
  LoadSpec,
  MadeElsewhere,
  Opened,
  Run,
  RunRequest,
  RunResult,
  WriteSession,
  WriteSet,
} from '../../ports';
import { BranchQueue } from './branch-queue';
import {
  answered,
  customersOf,
  Decided,
  decideEach,
  Decisions,
  DEEPER,
  differentPersons,
  earlierOf,
  joined,
} from './decide-each';
import { Outcome, sharing } from './sharing';

export interface RunDeps {
  /** Takes a connection; its transaction begins when it is opened. */
  readonly begin: () => Promise<WriteSession>;
  readonly queue: BranchQueue;
  /** The next hash of a chain, from the previous one and the canonical text of an event. */
  readonly chain: (previous: string, body: string) => string;
  readonly keyHash: (ticket: string) => string;
  /** Seals a head, so that nobody can cut off a chain's end without the key. */
  readonly sealed: (text: string) => string;
  /** A keyed digest, for values that events must not contain. */
  readonly digest: (text: string) => string;
  /** Called after the commit, for the bus, the relay and plugins' `here`. Never throws or waits. */
  readonly committed: (commit: Commit, deliveries: number) => void;
  /** Replaces the database's clock (tests, the replay). */
  readonly clock?: () => Instant;
}

/**
 * The one write path (`docs/architecture.md`): queue for the branch, begin, lock the head, load
 * what the command needs, decide, write everything in one statement, commit. Five statements in two
 * round trips. While the lock is held only SQL runs and, between load and write, pure functions
 * passed in beforehand: nothing waits for anything else. Commands that share a transaction are
 * decided one after the other between one load and one write (decisions 0223, 0213).
 */
export function createRun(deps: RunDeps): Run {
  const run = (request: RunRequest): Promise<RunResult> => {
    const { branch } = request;
    if (request.skipLocked) return once(deps, request);
    if (!request.shares) return deps.queue.run(branch, () => once(deps, request));
    return deps.queue
      .together(branch, kindOf(request), request, (all) =>
        sharing(all, (some) => insist(deps, differentPersons(some))),
      )
      .then(resultOf);
  };
  // An answer kept under a key was made by the same `answer`, so it has the caller's type.
  return run as Run;
}

/** Facts after which the configuration is read again; what a branch has learned is part of it. */
const configures = ({ type }: Fact) => type === 'BranchConfigured' || type === 'DayLearned';

/** The result of a sweep step that found the branch locked by another instance. */
export const SKIPPED: RunResult = { events: [], answer: { skipped: true }, replayed: false };

const once = async (deps: RunDeps, request: RunRequest): Promise<RunResult> =>
  resultOf((await transact(deps, [request]))[0]);

function resultOf(outcome: Outcome): RunResult {
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/** Commands of one kind can share a transaction: they load the same, except for the person. */
const kindOf = (request: RunRequest): string =>
  request.shares === 'counter'
    ? 'counter'
    : JSON.stringify({ ...loadOf(request), customers: undefined });

/** How often to begin again when other branches are creating the same customer at this moment. */
const ATTEMPTS = 4;

/** Begins again when another branch has just created the person, whose row is then found. */
async function insist(deps: RunDeps, requests: readonly RunRequest[]): Promise<readonly Outcome[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(deps, requests);
    } catch (error) {
      if (!(error instanceof MadeElsewhere) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The outcomes of the first of these commands: of the only one, or of all that go together. */
async function transact(
  deps: RunDeps,
  requests: readonly RunRequest[],
): Promise<readonly Outcome[]> {
  const session = await deps.begin();
  let done: Done;
  try {
    // No events, nothing to write; the rollback ends the transaction.
    done = await underLock(deps, requests, session);
  } finally {
    await session.rollback();
  }
  if (done.commit) deps.committed(done.commit, done.deliveries);
  return done.outcomes;
}

interface Done {
  readonly commit?: Commit;
  readonly deliveries: number;
  readonly outcomes: readonly Outcome[];
}

/** It may change its own actor: an advisor who acts ends their series of unanswered calls. */
const loadOf = ({ actor, load }: RunRequest): LoadSpec =>
  actor.kind === 'staff' ? { advisor: actor.id, ...load } : load;

/**
 * What commands that share a transaction load: who asks for tickets; at counters, the advisor of
 * each, and lines as deep as all of them may need.
 */
function loadOfAll(requests: readonly RunRequest[]): LoadSpec {
  const [first] = requests;
  if (requests.length === 1) return loadOf(first);
  if (first.shares !== 'counter') {
    const customers = requests.flatMap(({ load }) => load.customers ?? []);
    return { ...loadOf(first), customers: customers.length ? customers : undefined };
  }
  const loads = requests.map(loadOf);
  const calling = loads.filter(({ fronts }) => fronts).map(({ advisor }) => advisor as string);
  return {
    tickets: loads.flatMap(({ tickets }) => tickets ?? []),
    advisor: loads.map(({ advisor }) => advisor as string),
    ...(calling.length ? { fronts: { servedBy: calling } } : {}),
    deeper: DEEPER,
  };
}

async function underLock(
  deps: RunDeps,
  requests: readonly RunRequest[],
  session: WriteSession,
): Promise<Done> {
  const [first] = requests;
  const { branch, skipLocked } = first;
  const opened = await session.open({
    branch,
    load: loadOfAll(requests),
    keys: requests.flatMap(({ idempotency }) => idempotency ?? []),
    skipLocked,
    clock: deps.clock?.(),
  });
  if (!opened && skipLocked) return { deliveries: 0, outcomes: [{ result: SKIPPED }] };
  if (!opened) throw unknownBranch(branch);
  const { head, loaded } = opened;
  const { outcomes, decided, after } = first.shares
    ? decideEach(requests, loaded)
    : await decideOne(deps, first, session, opened);
  if (!decided.some(isWritten)) return { deliveries: 0, outcomes };

  const events = decided.flatMap(({ decision }) => decision.events);
  const queued = await session.save(writeSet(deps, opened, decided, after));
  if (!events.length) return { deliveries: 0, outcomes };
  const { epoch, seq: prev } = head;
  return {
    commit: { branch, epoch, prev, seq: prev + events.length, at: loaded.now, events },
    // A change may queue messages of its own, as when a contact is linked after the fact.
    deliveries: queued + (first.change ? 1 : 0),
    outcomes,
  };
}

/** Decides the only command of a transaction, with the change it makes. */
async function decideOne(
  deps: RunDeps,
  request: RunRequest,
  session: WriteSession,
  { head, loaded }: Opened,
): Promise<Decisions> {
  const earlier = earlierOf(request, loaded);
  if (earlier) return { outcomes: [earlier], decided: [], after: loaded.slice };
  const { now, slice } = loaded;
  const decision = decide(slice, request.command, request.actor, now);
  if (request.change) {
    for (const fact of await session.change(request.change, head, now, request.actor)) {
      decision.emit(withoutSecrets(fact, deps.digest));
    }
  }
  const each = answered(request, decision);
  return { outcomes: [each], decided: [each], after: decision.slice };
}

const isWritten = ({ request, decision }: Decided) =>
  decision.events.length > 0 ||
  Boolean(request.idempotency ?? request.change ?? request.seen?.length);

function writeSet(
  deps: RunDeps,
  { head, loaded }: Opened,
  decided: readonly Decided[],
  after: Slice,
): WriteSet {
  const { now, slice: before } = loaded;
  const [{ request }] = decided;
  const decisions = decided.map(({ decision }) => decision);
  const links = chained(
    deps,
    head.hash,
    decisions.flatMap(({ events }) => events),
  );
  const configured = links.some(({ event }) => configures(event.fact));
  return {
    head,
    at: now,
    events: links,
    before,
    after,
    stretches: joined(decisions.map(({ stretches }) => stretches)),
    answers: decided.flatMap(({ request: { idempotency }, result }) =>
      idempotency ? [{ ...idempotency, answer: result.answer }] : [],
    ),
    seen: decided.flatMap(({ request: { seen } }) => seen ?? []),
    keyHashes: keyHashes(
      deps,
      links.map(({ event }) => event),
    ),
    remark: links.some(({ event: { fact } }) => namesRemark(fact)) ? request.remark : undefined,
    note: request.note,
    customers: customersOf(decided, loaded.known),
    configured,
    seal: deps.sealed(
      headText({
        branch: head.branch,
        seq: head.seq + links.length,
        at: now,
        hash: links.at(-1)?.hash ?? head.hash,
        day: after.day,
        configVersion: head.configVersion + (configured ? 1 : 0),
      }),
    ),
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

const namesRemark = (fact: Fact) => fact.type === 'FeedbackGiven' && fact.remark !== undefined;

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
