import { Actor } from '../model/actor';
import { Command } from '../model/commands';
import { DeviceCommand } from '../model/device-commands';
import { Instant } from '../model/instant';
import { RightsCommand } from '../model/rights';
import { Slice } from '../model/state';
import { TicketCommand } from '../model/ticket-commands';
import { acknowledgeAlert, watchAlerts } from './alerts';
import { arrive } from './arrive';
import { assign } from './assign';
import { callNext, callTicket, finish, noShow, recall, start } from './call';
import { closeLine, tellPastClosing } from './closing';
import {
  mayBeBranchId,
  mayErase,
  mayReplaceSettings,
  maySaveStaff,
  maySubscribe,
  mayUseLabel,
  mayUsePrefix,
} from './configure';
import { closeDay } from './day';
import { saveDayPlan } from './day-plan';
import { Decision } from './decision';
import { askDevice, askForHelp, takeHelp } from './devices';
import { askAdvisor, dismissAdvisor, keepPlans, setAdvisor, setAdvisorQueues } from './duty';
import { giveFeedback } from './feedback';
import { hold, resume } from './hold';
import { issueTicket } from './issue';
import { beginMatter } from './matter';
import { moveTicket } from './move-ticket';
import { cancel, defer, recordPrint, reopen, returnTicket, transfer } from './moves';
import { removeNote, writeNote } from './note';
import { showPerson } from './person';
import { mayAnswer, mayAsk, mayExtend, mayRectify } from './rights';
import { maySign, mayTakeSign } from './signs';
import { redue, tellApproaching, tick } from './time';
import { undo } from './undo';

/**
 * The outcome of a command on a branch: events in order, none when there is nothing to do, and the
 * slice after them. Pure: `now` is the database's clock after the lock, ids come with the command.
 * Throws `Refused` when a rule forbids it. A branch with automatic assignment matches free advisors
 * with tickets after every command.
 */
export function decide(slice: Slice, command: Command, actor: Actor, now: Instant): Decision {
  const decision = new Decision(slice, actor, now);
  follow(decision, command);
  keepPlans(decision);
  // While a day is being closed, nobody is called between two batches: only after the last one.
  const closing = command.type === 'CloseDay' && decision.events.length > 0;
  if (slice.config.settings.assignment === 'automatic' && !closing) assign(decision);
  return decision;
}

/** Commands on a ticket. */
function follow(decision: Decision, command: Command): void {
  switch (command.type) {
    case 'IssueTicket':
      return issueTicket(decision, command);
    case 'CallNext':
      return callNext(decision, command.advisor, command.counter);
    case 'CallTicket':
      return callTicket(decision, command);
    case 'Recall':
      return recall(decision, command.ticket, command.by);
    case 'Start':
      return start(decision, command.ticket, command.by);
    case 'Finish':
      return finish(decision, command);
    case 'BeginMatter':
      return beginMatter(decision, command);
    case 'Hold':
      return hold(decision, command.ticket, command.by, command.reason);
    case 'Resume':
      return resume(decision, command.ticket, command.by);
    case 'NoShow':
      return noShow(decision, command.ticket, command.by);
    case 'Return':
      return returnTicket(decision, command);
    case 'Reopen':
      return reopen(decision, command.ticket);
    case 'Transfer':
      return transfer(decision, command);
    case 'Undo':
      return undo(decision, command.ticket, command.by);
    case 'ShowPerson':
      return showPerson(decision, command.ticket, command.by);
    case 'WriteNote':
      return writeNote(decision, command.ticket, command.by, command.note);
    case 'RemoveNote':
      return removeNote(decision, command.ticket, command.by, command.note);
    case 'MoveTicket':
      return moveTicket(decision, command);
    case 'Arrive':
      return arrive(decision, command.ticket, command.by);
    case 'Defer':
      return defer(decision, command.ticket, command.minutes);
    case 'Cancel':
      return cancel(decision, command.ticket, command.because);
    case 'GiveFeedback':
      return giveFeedback(decision, command);
    case 'RecordPrint':
      return recordPrint(decision, command);
    default:
      return followOthers(decision, command);
  }
}

/** Commands on advisors, configuration and time. */
function followOthers(decision: Decision, command: Exclude<Command, TicketCommand>): void {
  switch (command.type) {
    case 'SetAdvisor':
      return setAdvisor(decision, command);
    case 'SetAdvisorQueues':
      return setAdvisorQueues(decision, command.advisor, command.queues);
    case 'AskAdvisor':
      return askAdvisor(decision, command.advisor, command.what, command.by);
    case 'DismissAdvisor':
      return dismissAdvisor(decision, command.advisor);
    case 'AcknowledgeAlert':
      return acknowledgeAlert(decision, command.alert, command.by);
    case 'Tick':
      return tick(decision, command.consolesHeard, command.batch);
    case 'WatchAlerts':
      return watchAlerts(decision, command.measured);
    case 'TellApproaching':
      tellPastClosing(decision, command.pastClosing ?? []);
      return tellApproaching(decision, command.candidates);
    case 'CloseDay':
      return closeDay(decision, command.day, command.batch);
    case 'CloseLine':
      return closeLine(decision, command.batch);
    case 'Redue':
      return redue(decision, command.queue, command.batch);
    case 'Record':
      return command.facts.forEach((fact) => decision.emit(fact));
    default:
      return administer(decision, command);
  }
}

/** Commands on devices, configuration and persons. */
function administer(
  decision: Decision,
  command: Extract<
    Command,
    {
      type:
        | DeviceCommand['type']
        | RightsCommand['type']
        | `Save${string}`
        | `${string}Sign`
        | 'EraseCustomer';
    }
  >,
): void {
  switch (command.type) {
    case 'AskForHelp':
      return askForHelp(decision, command.device);
    case 'AskDevice':
      return askDevice(decision, command);
    case 'TakeHelp':
      return takeHelp(decision, command.alert, command.by);
    case 'SaveSettings':
      return mayReplaceSettings(decision, command.ifVersion);
    case 'SaveDayPlan':
      return saveDayPlan(decision, command);
    case 'SaveBranch':
      return mayBeBranchId(command.id);
    case 'SaveQueue':
      return mayUsePrefix(decision, command.prefix);
    case 'SaveCounter':
      return mayUseLabel(decision, command.label);
    case 'PutSign':
      return maySign(decision, command);
    case 'TakeSign':
      return mayTakeSign(decision, command.queue);
    case 'SaveStaff':
      return maySaveStaff(decision, command);
    case 'SaveWebhook':
      return maySubscribe(command.types);
    case 'EraseCustomer':
      return mayErase(decision);
    case 'AskRight':
      return mayAsk(decision);
    case 'AnswerRequest':
      return mayAnswer(decision, command.request);
    case 'ExtendRequest':
      return mayExtend(decision, command.request);
    case 'RectifyPerson':
      return mayRectify(decision, command.rows);
  }
}
