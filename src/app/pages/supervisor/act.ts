import { signal } from '@preact/signals';
import { Advisor } from '../../domain/model/advisor';
import { SuggestedAction } from '../../domain/model/alert';
import { Ticket } from '../../domain/model/ticket';
import type { PauseReason } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import { command } from '../shared/api/api';
import { serverNow } from '../shared/api/server-time';
import { asStaff } from '../shared/api/session';

export type SignBody = InputOf<'PUT /api/branches/:branch/sign'>['body'];

/** What was last finished from the floor, possibly by mistake. */
export interface FloorSlip {
  readonly ticket: string;
  readonly number: string;
  /** By the server's clock: this computer's may be wrong. */
  readonly at: number;
}

/** What a supervisor does on the floor, one request each. All throw `ApiProblem`. */
export class FloorActions {
  readonly slip = signal<FloorSlip | undefined>(undefined);

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

  /** Shows a request on the advisor's screen. */
  ask(advisor: string, what: 'come-back' | 'pause'): Promise<unknown> {
    return asStaff(() =>
      command('POST /api/branches/:branch/advisors/:advisor/ask', {
        params: { branch: this.branch, advisor },
        body: { what },
      }),
    );
  }

  onTicket(
    verb: 'recall' | 'return' | 'no-show' | 'reopen' | 'undo',
    ticket: string,
  ): Promise<unknown> {
    const params = { branch: this.branch, ticket };
    return asStaff<unknown>(() =>
      command(`POST /api/branches/:branch/tickets/:ticket/${verb}`, { params }),
    );
  }

  /** `outcome` is how the service ended: a code of its queue. */
  async finish({ id, number }: Pick<Ticket, 'id' | 'number'>, outcome?: string): Promise<void> {
    await asStaff(() =>
      command('POST /api/branches/:branch/tickets/:ticket/finish', {
        params: { branch: this.branch, ticket: id },
        body: { next: false, ...(outcome === undefined ? {} : { outcome }) },
      }),
    );
    this.slip.value = { ticket: id, number, at: serverNow() };
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
