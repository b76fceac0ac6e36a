import { Advisor } from '../../domain/model/advisor';
import { SuggestedAction } from '../../domain/model/alert';
import type { PauseReason } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import { command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';

export type SignBody = InputOf<'PUT /api/branches/:branch/sign'>['body'];

/** What a supervisor does on the floor, one request each. All throw `ApiProblem`. */
export class Acts {
  constructor(private readonly branch: string) {}

  setQueues(advisor: string, queues: readonly string[]): Promise<unknown> {
    return asStaff(() =>
      command('PUT /api/branches/:branch/advisors/:advisor/queues', {
        params: { branch: this.branch, advisor },
        body: { queues },
      }),
    );
  }

  setState(advisor: Advisor, state: 'paused', reason: PauseReason): Promise<unknown> {
    const at = advisor.counter;
    return asStaff(() =>
      command('PUT /api/branches/:branch/advisors/:advisor', {
        params: { branch: this.branch, advisor: advisor.id },
        body: {
          state,
          ...(at ? { counter: at } : {}),
          reason,
          afterThis: advisor.state === 'busy',
        },
      }),
    );
  }

  /** A message on the advisor's screen. */
  ask(advisor: string, what: 'come-back' | 'pause'): Promise<unknown> {
    return asStaff(() =>
      command('POST /api/branches/:branch/advisors/:advisor/ask', {
        params: { branch: this.branch, advisor },
        body: { what },
      }),
    );
  }

  onTicket(
    verb: 'recall' | 'finish' | 'return' | 'no-show' | 'reopen',
    ticket: string,
    /** How the service ended that is finished: a code of its queue. */
    outcome?: string,
  ): Promise<unknown> {
    const params = { branch: this.branch, ticket };
    return asStaff<unknown>(() =>
      verb === 'finish'
        ? command('POST /api/branches/:branch/tickets/:ticket/finish', {
            params,
            body: { next: false, ...(outcome === undefined ? {} : { outcome }) },
          })
        : command(`POST /api/branches/:branch/tickets/:ticket/${verb}`, { params }),
    );
  }

  /** Opens or closes the branch, or a queue, for today. */
  putSign(queue: string | undefined, body: SignBody): Promise<unknown> {
    const { branch } = this;
    return asStaff<unknown>(() =>
      queue === undefined
        ? command('PUT /api/branches/:branch/sign', { params: { branch }, body })
        : command('PUT /api/branches/:branch/queues/:queue/sign', {
            params: { branch, queue },
            body,
          }),
    );
  }

  takeSign(queue: string | undefined): Promise<unknown> {
    const { branch } = this;
    return asStaff<unknown>(() =>
      queue === undefined
        ? command('DELETE /api/branches/:branch/sign', { params: { branch } })
        : command('DELETE /api/branches/:branch/queues/:queue/sign', {
            params: { branch, queue },
          }),
    );
  }

  seen(alert: string): Promise<unknown> {
    return asStaff(() =>
      command('POST /api/branches/:branch/alerts/:alert/ack', {
        params: { branch: this.branch, alert },
      }),
    );
  }
}

/** The verb of a suggested action, if it is about a ticket. */
export const ticketVerb = (action: SuggestedAction): 'recall' | 'finish' | 'return' | undefined =>
  action.do === 'recall' || action.do === 'finish'
    ? action.do
    : action.do === 'reassign'
      ? 'return'
      : undefined;
