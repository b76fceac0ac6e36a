import { SaveDayPlan } from './day-plan';
import { Instant } from './instant';
import { RightsCommand } from './rights';

/** Commands on configuration, signs on doors, and persons. */
export type ConfigureCommand =
  | SaveSettings
  | SaveDayPlan
  | SaveBranch
  | SaveQueue
  | SaveCounter
  | PutSign
  | TakeSign
  | SaveStaff
  | SaveWebhook
  | EraseCustomer
  | RightsCommand;

/** Replaces a branch's overrides, or the bank's defaults. */
interface SaveSettings {
  readonly type: 'SaveSettings';
  /** The version the editor saw. */
  readonly ifVersion: number;
}

interface SaveBranch {
  readonly type: 'SaveBranch';
  readonly id: string;
}

interface SaveCounter {
  readonly type: 'SaveCounter';
  /** What is called out. */
  readonly label: string;
}

interface SaveQueue {
  readonly type: 'SaveQueue';
  readonly prefix: string;
}

/** A supervisor opens or closes the branch or one of its queues, now or from a time on. */
export interface PutSign {
  readonly type: 'PutSign';
  /** Absent = the branch. */
  readonly queue?: string;
  readonly says: 'open' | 'closed';
  /** Absent = now. */
  readonly from?: Instant;
}

/**
 * Takes back what a supervisor opened, closed or planned: calendar and configuration hold again.
 */
interface TakeSign {
  readonly type: 'TakeSign';
  readonly queue?: string;
}

export interface SaveStaff {
  readonly type: 'SaveStaff';
  readonly username: string;
  readonly firstName: string;
  readonly newId?: string;
  /** Takes the administration of the whole bank from them, if they had it. */
  readonly endsAdmin?: boolean;
  /** A closed account stays closed: only administrators open it. */
  readonly keepsClosed?: boolean;
}

interface SaveWebhook {
  readonly type: 'SaveWebhook';
  /** Event types the endpoint wants. */
  readonly types: readonly string[];
}

interface EraseCustomer {
  readonly type: 'EraseCustomer';
}
