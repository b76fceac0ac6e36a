import { onlyIssues, withNewcomers } from '../../domain/line/newcomers';
import { Stretches } from '../../domain/model/stretch';
import { decide } from '../../domain/rules/decide';
import { Answer, Loaded, RunRequest, RunResult } from '../../ports';
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

/**
 * Decides one command after the other, each on what those before it leave, as far as they go
 * together: a command under the key of another looks for its answer once that is committed, and
 * whatever does more than issue a ticket has the transaction to itself.
 */
export function decideEach(requests: readonly RunRequest[], loaded: Loaded): Decisions {
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
      const decision = decide(slice, request.command, request.actor, loaded.now);
      const alone = !onlyIssues(decision.events);
      if (alone && decided.length) break;
      const each = answered(request, decision);
      outcomes.push(each);
      decided.push(each);
      if (alone) break;
      slice = withNewcomers(decision.slice, decision.events);
    } catch (error) {
      outcomes.push({ error });
    }
  }
  return { outcomes, decided };
}

/** The stretches of several decisions, none of which ends what another has begun. */
export const joined = (all: readonly Stretches[]): Stretches => ({
  begun: all.flatMap(({ begun }) => begun),
  ended: all.flatMap(({ ended }) => ended),
  undone: all.flatMap(({ undone }) => undone),
  turned: all.find(({ turned }) => turned)?.turned,
});
