import { goAlong, left, seenFrom } from '../../domain/line/at-counters';
import { onlyIssues, withNewcomers } from '../../domain/line/newcomers';
import { Event } from '../../domain/model/events';
import { keptUnder } from '../../domain/model/kept-under';
import { Slice } from '../../domain/model/state';
import { Stretches } from '../../domain/model/stretch';
import { decide } from '../../domain/rules/decide';
import { Answer, Loaded, RunRequest, RunResult, WriteSet } from '../../ports';
import { MOST_TOGETHER } from './branch-queue';
import { isSameKey, replay } from './idempotency';
import { Outcome } from './sharing';

/** A decided command, and its result once it is committed. */
export interface Decided {
  readonly request: RunRequest;
  readonly decision: ReturnType<typeof decide>;
  readonly result: RunResult;
}

export interface Decisions {
  readonly outcomes: readonly Outcome[];
  readonly decided: readonly Decided[];
  /** What was loaded, as the commands so far leave it. */
  readonly after: Slice;
}

/** The outcome of a command whose key was used before. Throws if the key was another command's. */
export function earlierOf({ idempotency }: RunRequest, loaded: Loaded): Outcome | undefined {
  const earlier = idempotency && loaded.earlier.find((each) => isSameKey(each, idempotency));
  return earlier && { result: replay(loaded, earlier, idempotency) };
}

export function answered(request: RunRequest, decision: Decided['decision']): Decided {
  const { events, slice } = decision;
  const answer: Answer =
    typeof request.answer === 'function' ? request.answer(events, slice) : (request.answer ?? {});
  return { request, decision, result: { events, answer, replayed: false } };
}

/**
 * How many tickets the other commands that share a transaction may take from the front of a line.
 */
export const DEEPER = MOST_TOGETHER - 1;

/** How commands of one kind share a transaction. */
interface Sharing {
  /**
   * What the command would load on its own, from what was loaded for all and as those before it
   * left it.
   */
  sees(loaded: Loaded, request: RunRequest): Slice;
  /** Whether it must be decided first, because others before it would change its answer. */
  first?(loaded: Loaded, request: RunRequest): boolean;
  /** The state that the next one finds. */
  leaves(slice: Slice, decision: Decided['decision']): Slice;
  /** Whether it can share a commit with those before it. */
  goesAlong(those: readonly Event[], events: readonly Event[]): boolean;
}

const KINDS: Readonly<Record<NonNullable<RunRequest['shares']>, Sharing>> = {
  issuing: {
    sees: ({ slice, known }, request) => {
      const [asking] = request.load.customers ?? [];
      const { id = asking?.id, active, ahead } = (asking && known?.[asking.id]) ?? {};
      return { ...slice, customer: id, activeOfCustomer: active, activeAhead: ahead };
    },
    // the answer says how many are before their existing ticket
    first: ({ known }, { load }) => load.customers?.some(({ id }) => known?.[id]?.active) ?? false,
    leaves: (_, { slice, events }) => withNewcomers(slice, events),
    goesAlong: (_, events) => onlyIssues(events),
  },
  counter: {
    sees: ({ slice, now }, { load }) =>
      seenFrom(
        slice,
        {
          advisor: load.advisor as string,
          tickets: load.tickets ?? [],
          calls: load.fronts !== undefined,
        },
        now,
      ),
    leaves: (slice, decision) => left(slice, decision.slice),
    goesAlong: (those, events) => goAlong(those, events, DEEPER),
  },
};

/**
 * Decides one command after the other, each on what those before it leave, for as long as they can
 * go together. A command under another's key looks for its answer once that one is committed, and a
 * command that does more than its kind gets a transaction to itself.
 */
export function decideEach(requests: readonly RunRequest[], loaded: Loaded): Decisions {
  const { sees, first, leaves, goesAlong } = KINDS[requests[0].shares!];
  const outcomes: Outcome[] = [];
  const decided: Decided[] = [];
  let { slice } = loaded;
  for (const [at, request] of requests.entries()) {
    const { idempotency: key } = request;
    const mates = requests.slice(0, at);
    if (key && mates.some(({ idempotency }) => idempotency && isSameKey(idempotency, key))) break;
    try {
      const earlier = earlierOf(request, loaded);
      if (earlier) {
        outcomes.push(earlier);
        continue;
      }
      if (decided.length && first?.(loaded, request)) break;
      const view = sees({ ...loaded, slice }, request);
      const decision = decide(view, request.command, request.actor, loaded.now);
      const those = decided.flatMap((each) => each.decision.events);
      const alone = !goesAlong([], decision.events);
      if (decided.length && !goesAlong(those, decision.events)) break;
      const each = answered(request, decision);
      outcomes.push(each);
      decided.push(each);
      slice = leaves(slice, decision);
      if (alone) break;
    } catch (error) {
      outcomes.push({ error });
    }
  }
  return { outcomes, decided, after: slice };
}

/**
 * As many of these commands, from the first, as concern different persons: a person who asks twice
 * is looked up again once the first ticket is committed.
 */
export function differentPersons(requests: readonly RunRequest[]): readonly RunRequest[] {
  const met = new Set<string>();
  const again = requests.findIndex(({ load }) => {
    const indexes = (load.customers ?? []).flatMap(keptUnder);
    const known = indexes.some((index) => met.has(index));
    indexes.forEach((index) => met.add(index));
    return known;
  });
  return again < 0 ? requests : requests.slice(0, again);
}

/** The customers of the issued tickets: rows to create, and rows to update. */
export function customersOf(
  decided: readonly Decided[],
  known: Loaded['known'] = {},
): WriteSet['customers'] {
  const served = decided.flatMap(({ request }) => request.load.customers ?? []);
  return {
    made: served.filter(({ id }) => !known[id]?.id),
    renewed: served.flatMap((each) => {
      const id = known[each.id]?.id;
      return id === undefined ? [] : [{ id, cipher: each.sealed(id) }];
    }),
  };
}

/** The stretches of several decisions, none of which ends what another began. */
export const joined = (all: readonly Stretches[]): Stretches => ({
  begun: all.flatMap(({ begun }) => begun),
  ended: all.flatMap(({ ended }) => ended),
  undone: all.flatMap(({ undone }) => undone),
  turned: all.find(({ turned }) => turned)?.turned,
});
