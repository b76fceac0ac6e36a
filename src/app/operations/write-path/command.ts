import { Actor } from '../../domain/model/actor';
import { Answer, Idempotency } from '../../ports';

/** A command's branch, actor and key. The caller has checked the policy. */
export interface CommandContext {
  readonly branch: string;
  readonly actor: Actor;
  readonly idempotency?: Idempotency;
}

/** A committed answer; `replayed` when the key was seen before. */
export interface CommandResult<T extends Answer = Answer> {
  readonly answer: T;
  readonly replayed: boolean;
}
