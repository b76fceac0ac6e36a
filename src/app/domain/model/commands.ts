import { AdvisorState, SupervisorRequest } from './advisor';
import { ConfigureCommand } from './configure-commands';
import { DeviceCommand } from './device-commands';
import { Fact } from './events';
import { Measured } from './measured';
import { TicketCommand } from './ticket-commands';

/** Commands on a branch or the bank. Ids are made by the caller and come with the command. */
export type Command =
  | TicketCommand
  | SetAdvisor
  | SetAdvisorQueues
  | AskAdvisor
  | DismissAdvisor
  | AcknowledgeAlert
  | DeviceCommand
  | ConfigureCommand
  | Tick
  | WatchAlerts
  | TellApproaching
  | CloseDay
  | CloseLine
  | Redue
  | RecordFacts;

export interface SetAdvisor {
  readonly type: 'SetAdvisor';
  readonly advisor: string;
  readonly state: Exclude<AdvisorState, 'busy'>;
  readonly counter?: string;
  readonly reason?: string;
  /** Once the ticket in hand is done with. `available` takes such a wish back. */
  readonly afterThis?: boolean;
}

/** A supervisor asks an advisor to come back or to pause: a message, never a state. */
interface AskAdvisor {
  readonly type: 'AskAdvisor';
  readonly advisor: string;
  readonly what: SupervisorRequest;
  readonly by: string;
}

/**
 * An advisor who may not serve here any more leaves the floor at once, whatever they are doing; the
 * ticket in hand goes back to the line.
 */
interface DismissAdvisor {
  readonly type: 'DismissAdvisor';
  readonly advisor: string;
}

interface SetAdvisorQueues {
  readonly type: 'SetAdvisorQueues';
  readonly advisor: string;
  readonly queues: readonly string[];
}

interface AcknowledgeAlert {
  readonly type: 'AcknowledgeAlert';
  readonly alert: string;
  readonly by: string;
}

/**
 * What time does: ends deferrals, recalls, marks no-shows, pauses absent advisors. One bounded
 * step: run it again until it decides nothing.
 */
interface Tick {
  readonly type: 'Tick';
  /** Some instance still reports consoles; only then does silence mean absence. */
  readonly consolesHeard: boolean;
  readonly batch: number;
}

/** What the sweep measured, for alerts. */
interface WatchAlerts {
  readonly type: 'WatchAlerts';
  readonly measured: Measured;
}

/** Tells customers that their turn is near, or that closing comes before it. */
interface TellApproaching {
  readonly type: 'TellApproaching';
  readonly candidates: readonly Approaching[];
  readonly pastClosing?: readonly string[];
}

/** A ticket's position and wait when the sweep looked, in minutes. */
export interface Approaching {
  readonly ticket: string;
  readonly position: number;
  readonly low: number;
  readonly minutes: number;
  readonly high: number;
}

/** Closes the business day, `batch` tickets at a time, then opens the next. */
interface CloseDay {
  readonly type: 'CloseDay';
  readonly day: string;
  readonly batch: number;
}

/** Cancels, `batch` at a time, those who wait after closing. */
interface CloseLine {
  readonly type: 'CloseLine';
  readonly batch: number;
}

/** After a target changed: gives at most `batch` tickets in line their new due. */
interface Redue {
  readonly type: 'Redue';
  readonly queue: string;
  readonly batch: number;
}

/** Facts that need no decision: outcomes of deliveries, linked contacts, changed configuration. */
interface RecordFacts {
  readonly type: 'Record';
  readonly facts: readonly Fact[];
}
