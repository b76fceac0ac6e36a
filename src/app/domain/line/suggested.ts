import { Advisor, isOnDuty } from '../model/advisor';
import { Alert, SuggestedAction } from '../model/alert';
import { State } from '../model/state';
import { lineOf } from '../model/waiting';

/**
 * What would help against an alert in the branch's present state: one request that is allowed now,
 * or nothing. The suggestion stored with the alert was right when it was raised; screens ask again.
 */
export function suggested(
  state: Pick<State, 'tickets' | 'advisors'>,
  { kind, subject, action }: Pick<Alert, 'kind' | 'subject' | 'action'>,
): SuggestedAction | undefined {
  switch (kind) {
    case 'target-ahead':
      return action && stillHelps(state, subject, action) ? action : undefined;
    case 'queue-long':
    case 'wait-long':
    case 'queue-unattended':
    case 'target-near':
    case 'target-passed':
    case 'line-past-closing':
      return helpFor(state, subject);
    case 'share-low':
      // the past cannot be mended: there must be somebody who can be served sooner
      return waitsIn(state, subject) ? helpFor(state, subject) : undefined;
    case 'estimate-off':
      return { do: 'check-estimate', queue: subject };
    case 'messages-failing':
      return { do: 'check-messages' };
    case 'ticket-open':
      return onTicket(state, subject);
    case 'advisor-offline':
    case 'advisor-unanswered':
    case 'pause-long':
    case 'console-silent':
      return onAdvisor(state, subject);
    case 'help-asked':
    case 'device-offline':
      return undefined; // somebody has to walk there
  }
}

/**
 * A simulated change is offered for as long as it would still have its effect: one more advisor
 * serves the queue, and goes on after the customer in hand.
 */
function stillHelps(
  { advisors }: Pick<State, 'advisors'>,
  queue: string,
  action: SuggestedAction,
): boolean {
  if (!('advisor' in action) || action.advisor === undefined) return false;
  const advisor = advisors[action.advisor] as Advisor | undefined;
  if (!advisor) return false;
  return action.do === 'open-queue'
    ? isOnDuty(advisor) && advisor.plan === undefined && !advisor.queues.includes(action.queue)
    : !isOnDuty(advisor) && advisor.queues.includes(queue);
}

const waitsIn = (state: Pick<State, 'tickets'>, queue: string) => lineOf(state, queue).length > 0;

function onTicket(
  state: Pick<State, 'tickets' | 'advisors'>,
  id: string,
): SuggestedAction | undefined {
  const ticket = state.tickets[id];
  switch (ticket?.state) {
    case 'serving':
    case 'held':
      return { do: 'finish', ticket: id };
    case 'called':
      return { do: 'recall', ticket: id };
    case 'waiting':
      // a customer who asked for more time is not helped by another counter
      return ticket.deferredUntil === undefined ? helpFor(state, ticket.queue) : undefined;
    default:
      return undefined;
  }
}

function onAdvisor(
  state: Pick<State, 'tickets' | 'advisors'>,
  id: string,
): SuggestedAction | undefined {
  const advisor = state.advisors[id];
  if (!advisor) return undefined;
  if (!isOnDuty(advisor)) return { do: 'call-back', advisor: id };
  return advisor.ticket === undefined ? undefined : onTicket(state, advisor.ticket);
}

/**
 * Calls back a paused advisor who serves the queue; otherwise opens the queue to the advisor on
 * duty with the fewest queues; otherwise calls back somebody who has left.
 */
function helpFor(
  { advisors }: Pick<State, 'advisors'>,
  queue: string,
): SuggestedAction | undefined {
  const byId = Object.values(advisors).sort((a, b) => (a.id < b.id ? -1 : 1));
  const away = (state: Advisor['state']) =>
    byId.find((each) => each.state === state && each.queues.includes(queue));
  const paused = away('paused');
  if (paused) return { do: 'call-back', advisor: paused.id };
  const [other] = byId
    .filter((each) => isOnDuty(each) && !each.queues.includes(queue))
    .sort((a, b) => a.queues.length - b.queues.length);
  if (other) return { do: 'open-queue', queue, advisor: other.id };
  const left = away('offline');
  return left && { do: 'call-back', advisor: left.id };
}
