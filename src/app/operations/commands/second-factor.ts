import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Fact } from '../../domain/model/events';
import { Idempotency, RuledRole, Run, SecondFactorChange } from '../../ports';
import { configure } from './configure';
import { ConfigureDeps } from './deps';

/**
 * Changes a person's second factor: a fact of the bank's chain, in one commit with what follows
 * from it, such as the session that a code opens.
 * @param by the person, by id, who proves themselves as they do it; or the administrator who may do
 *   it to somebody else
 */
export const changeSecondFactor =
  ({ runInBackground }: { readonly runInBackground: Run }) =>
  async (
    by: string | Actor,
    change: SecondFactorChange,
    facts: readonly Fact[] = [],
  ): Promise<void> => {
    await runInBackground({
      branch: BANK,
      actor: typeof by === 'string' ? { kind: 'staff', id: by } : by,
      load: {},
      change: { kind: 'second-factor', ...change },
      command: { type: 'Record', facts },
    });
  };

/** Sets whether the bank requires a second factor of a role, from each person's next sign-in on. */
export const requireSecondFactor =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    role: RuledRole,
    required: boolean,
    idempotency?: Idempotency,
  ): Promise<void> => {
    await configure(
      deps,
      { branch: BANK, actor, idempotency },
      { change: { kind: 'second-factor-rule', role, required } },
    );
  };
