import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { ExtensionReason, remindedUpTo } from '../../domain/model/rights';
import { rfc3339 } from '../../domain/views/rfc3339';
import { Idempotency } from '../../ports';
import type { Extended, RequestsDue } from '../../wire/rights';
import { ConfigureDeps } from './deps';

/** The bank takes the 30 extra days that the law allows once, and says why (TK-84). */
export const extendRequest =
  ({ run }: ConfigureDeps) =>
  async (
    actor: Actor,
    request: string,
    reason: ExtensionReason,
    idempotency?: Idempotency,
  ): Promise<Extended> => {
    const { answer } = await run<Extended>({
      branch: BANK,
      actor,
      idempotency,
      load: { existing: { what: 'request', request } },
      command: { type: 'ExtendRequest', request },
      change: { kind: 'extend-request', request, reason },
      answer: (events) => {
        const due = events.flatMap(({ fact }) =>
          fact.type === 'BankFact' && fact.what === 'person-extended'
            ? [Number(fact.details!.due)]
            : [],
        );
        return { id: request, dueAt: rfc3339(due[0]) };
      },
    });
    return answer;
  };

/** How many requests are open, due soon, and late: a reminder that names nobody. */
export const requestsDue =
  ({ store, clock }: ConfigureDeps & { readonly clock: () => number }) =>
  async (): Promise<RequestsDue> => {
    const now = clock();
    return store.requestsDue(remindedUpTo(now), now);
  };
