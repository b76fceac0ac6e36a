import { goAlong, left, seenFrom } from '../../domain/line/at-counters';
import { onlyIssues, withNewcomers } from '../../domain/line/newcomers';
import { Event } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Slice } from '../../domain/model/state';
import { Stretches } from '../../domain/model/stretch';
import { decide } from '../../domain/rules/decide';
import { Answer, Loaded, RunRequest, RunResult } from '../../ports';
import { MOST_TOGETHER } from './branch-queue';
import { isSameKey, replay } from './idempotency';
import { Outcome } from './sharing';

/** A command that was decided, and its result once that is committed. */
export interface Decided {
  readonly request: RunRequest;
  readonly decision: ReturnType<typeof decide>;
  readonly result: RunResult;
}

export interface Decisions {
  readonly outcomes: readonly Outcome[];
  readonly decided: readonly Decided[];
  /** What was loaded, as the commands leave it. */
  readonly after: Slice;
}

/** The outcome of a command whose key was used before. Throws when it was another command's. */
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

/** So many may have been taken from the front of a line before the last of those that share it. */
export const DEEPER = MOST_TOGETHER - 1;

/** How commands of one kind share a transaction. */
interface Sharing {
  /** What the command would load alone, of what was loaded for all. */
  sees(slice: Slice, request: RunRequest, now: Instant): Slice;
  /** What the next one finds. */
  leaves(slice: Slice, decision: Decided['decision']): Slice;
  /** Whether it can be in one commit with those before it. */
  goesAlong(those: readonly Event[], events: readonly Event[]): boolean;
}

const KINDS: Readonly<Record<NonNullable<RunRequest['shares']>, Sharing>> = {
  issuing: {
    sees: (slice) => slice,
    leaves: (_, { slice, events }) => withNewcomers(slice, events),
    goesAlong: (_, events) => onlyIssues(events),
  },
  counter: {
    sees: (slice, { load }, now) =>
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
 * Decides one command after the other, each on what those before it leave, as far as they go
 * together: a command under the key of another looks for its answer once that is committed, and
 * whatever does more than its kind has the transaction to itself.
 */
export function decideEach(requests: readonly RunRequest[], loaded: Loaded): Decisions {
  const { sees, leaves, goesAlong } = KINDS[requests[0].shares!];
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
      const view = sees(slice, request, loaded.now);
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

/** The stretches of several decisions, none of which ends what another has begun. */
export const joined = (all: readonly Stretches[]): Stretches => ({
  begun: all.flatMap(({ begun }) => begun),
  ended: all.flatMap(({ ended }) => ended),
  undone: all.flatMap(({ undone }) => undone),
  turned: all.find(({ turned }) => turned)?.turned,
});
