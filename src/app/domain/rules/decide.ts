import { Command } from '../model/commands';
import { Fact } from '../model/events';
import { Instant } from '../model/instant';
import { Slice } from '../model/state';
import { assign } from './assign';
import { setAdvisor, setAdvisorQueues } from './decide-advisor';
import { acknowledgeAlert, watchAlerts } from './decide-alerts';
import { callNext, callTicket, finish, miss, recall, start } from './decide-call';
import { closeDay } from './decide-day';
import { issueTicket } from './decide-issue';
import {
  cancel,
  defer,
  giveFeedback,
  recordPrint,
  reopen,
  returnTicket,
  transfer,
} from './decide-line';
import { redue, tellApproaching, tick } from './decide-time';
import { Draft } from './draft';

/**
 * What a command makes happen on a branch, as facts in order; none when there is nothing to do.
 * Pure: `now` is the database's clock after the lock, ids come with the command. Throws `Refused`
 * when a rule forbids it. In automatic mode free advisors are matched with tickets after every
 * command.
 */
export function decide(slice: Slice, command: Command, now: Instant): readonly Fact[] {
  const draft = new Draft(slice, now);
  follow(draft, command);
  // tickets of a day that is being closed are not called between two batches: only once nothing was
  // left to close
  const closing = command.type === 'CloseDay' && draft.facts.length > 0;
  if (slice.config.settings.assignment === 'automatic' && !closing) assign(draft);
  return draft.facts;
}

function follow(draft: Draft, command: Command): void {
  switch (command.type) {
    case 'IssueTicket':
      return issueTicket(draft, command);
    case 'CallNext':
      return callNext(draft, command.advisor, command.counter);
    case 'CallTicket':
      return callTicket(draft, command);
    case 'Recall':
      return recall(draft, command.ticket, command.by);
    case 'Start':
      return start(draft, command.ticket, command.by);
    case 'Finish':
      return finish(draft, command.ticket, command.by, command.next);
    case 'Miss':
      return miss(draft, command.ticket, command.by);
    case 'Return':
      return returnTicket(draft, command.ticket, command.by);
    case 'Reopen':
      return reopen(draft, command.ticket);
    case 'Transfer':
      return transfer(draft, command);
    case 'Defer':
      return defer(draft, command.ticket, command.minutes);
    case 'Cancel':
      return cancel(draft, command.ticket, command.because);
    case 'GiveFeedback':
      return giveFeedback(draft, command);
    case 'RecordPrint':
      return recordPrint(draft, command);
    case 'SetAdvisor':
      return setAdvisor(draft, command);
    case 'SetAdvisorQueues':
      return setAdvisorQueues(draft, command.advisor, command.queues);
    case 'AcknowledgeAlert':
      return acknowledgeAlert(draft, command.alert, command.by);
    case 'Tick':
      return tick(draft, command.consolesHeard, command.batch);
    case 'WatchAlerts':
      return watchAlerts(draft, command.measured);
    case 'TellApproaching':
      return tellApproaching(draft, command.candidates);
    case 'CloseDay':
      return closeDay(draft, command.day, command.batch);
    case 'Redue':
      return redue(draft, command.queue, command.batch);
    case 'Record':
      return command.facts.forEach((fact) => draft.emit(fact));
  }
}
