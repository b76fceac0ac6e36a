import { AdvisorState } from './advisor';
import { Lane, Language } from './ticket';

/** What may be asked of a branch. Ids are made outside and passed in. */
export type Command =
  | {
      readonly type: 'IssueTicket';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
      readonly language: Language;
      readonly customer?: string;
    }
  | { readonly type: 'CallNext'; readonly advisor: string; readonly counter: string }
  | {
      readonly type: 'CallTicket';
      readonly advisor: string;
      readonly counter: string;
      readonly ticket: string;
      readonly reason: string;
    }
  | { readonly type: 'Recall'; readonly ticket: string; readonly by: Hand }
  | { readonly type: 'Start'; readonly ticket: string; readonly by: Hand }
  | { readonly type: 'Finish'; readonly ticket: string; readonly by: Hand; readonly next: boolean }
  | { readonly type: 'Miss'; readonly ticket: string; readonly by: Hand }
  | { readonly type: 'Return'; readonly ticket: string; readonly by: Hand }
  | { readonly type: 'Reopen'; readonly ticket: string; readonly by: Hand }
  | {
      readonly type: 'Transfer';
      readonly ticket: string;
      readonly by: Hand;
      readonly queue: string;
      readonly reason?: string;
    }
  | { readonly type: 'Defer'; readonly ticket: string; readonly minutes: number }
  | { readonly type: 'Cancel'; readonly ticket: string; readonly because: 'customer' | 'staff' }
  | {
      readonly type: 'GiveFeedback';
      readonly ticket: string;
      readonly score: number;
      readonly remark?: string;
    }
  | {
      readonly type: 'RecordPrint';
      readonly ticket: string;
      readonly ok: boolean;
      readonly reprint: boolean;
      readonly reason?: string;
    }
  | {
      readonly type: 'SetAdvisor';
      readonly advisor: string;
      readonly state: Exclude<AdvisorState, 'busy'>;
      readonly counter?: string;
      readonly reason?: string;
      readonly queues: readonly string[];
    }
  | {
      readonly type: 'SetAdvisorQueues';
      readonly advisor: string;
      readonly queues: readonly string[];
    }
  | { readonly type: 'AcknowledgeAlert'; readonly alert: string; readonly by: string }
  /**
   * What time does: deferrals that ended, recalls, no-shows, absent advisors. One bounded step;
   * `more` says whether to run again.
   */
  | { readonly type: 'Tick'; readonly consolesHeard: boolean; readonly batch: number }
  /** Alerts are raised, updated and closed from measurements the sweep has read. */
  | { readonly type: 'WatchAlerts'; readonly measured: Measured }
  /** Tell customers who have come near, at most `batch` of them. */
  | {
      readonly type: 'TellApproaching';
      readonly candidates: readonly {
        readonly ticket: string;
        readonly position: number;
        readonly low: number;
        readonly minutes: number;
        readonly high: number;
      }[];
    }
  /** Close the business day, `batch` tickets at a time, and open the next. */
  | { readonly type: 'CloseDay'; readonly day: string; readonly batch: number }
  /** After a target changed: at most `batch` tickets in line get their new due. */
  | { readonly type: 'Redue'; readonly queue: string; readonly batch: number }
  /**
   * Facts that need no decision (outcomes of deliveries, contacts linked, configuration changed).
   */
  | { readonly type: 'Record'; readonly facts: readonly import('./events').Fact[] };

/**
 * Whose hand is on the button: an advisor acts on their own ticket; a supervisor acts for an absent
 * one.
 */
export interface Hand {
  readonly staff: string;
  readonly supervises: boolean;
}

/** What the sweep measured for alerts; minutes, counts and shares. */
export interface Measured {
  readonly estimates: Readonly<Record<string, number>>;
  readonly messageFailures?: { readonly failed: number; readonly total: number };
  readonly estimateErrors: Readonly<
    Record<string, { readonly share: number; readonly tickets: number }>
  >;
  readonly branchOpen: boolean;
}
