import { Advisor } from '../../domain/model/advisor';
import { SuggestedAction } from '../../domain/model/alert';
import { command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';

/** What a supervisor does to the floor, each one request. All throw `ApiProblem`. */
export class Acts {
  constructor(private readonly branch: string) {}

  setQueues(advisor: string, queues: readonly string[]): Promise<unknown> {
    return this.put(`/advisors/${encodeURIComponent(advisor)}/queues`, { queues });
  }

  setState(
    advisor: Advisor,
    state: 'available' | 'paused',
    counter?: string,
    reason?: string,
  ): Promise<unknown> {
    const at = counter ?? advisor.counter;
    return this.put(`/advisors/${encodeURIComponent(advisor.id)}`, {
      state,
      ...(at ? { counter: at } : {}),
      ...(reason ? { reason } : {}),
    });
  }

  onTicket(
    verb: 'recall' | 'finish' | 'return' | 'no-show' | 'reopen',
    ticket: string,
  ): Promise<unknown> {
    return this.post(
      `/tickets/${encodeURIComponent(ticket)}/${verb}`,
      verb === 'finish' ? { next: false } : {},
    );
  }

  seen(alert: string): Promise<unknown> {
    return this.post(`/alerts/${encodeURIComponent(alert)}/ack`, {});
  }

  private put(path: string, body: object) {
    return asStaff(() => command({ method: 'PUT', path: this.base + path, body }));
  }
  private post(path: string, body: object) {
    return asStaff(() => command({ method: 'POST', path: this.base + path, body }));
  }
  private get base() {
    return `/api/branches/${encodeURIComponent(this.branch)}`;
  }
}

/** The verb of a suggested action that is about a ticket. */
export const ticketVerb = (action: SuggestedAction): 'recall' | 'finish' | 'return' | undefined =>
  action.do === 'recall' || action.do === 'finish'
    ? action.do
    : action.do === 'reassign'
      ? 'return'
      : undefined;
