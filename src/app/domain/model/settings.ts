import { defaultFace, Face } from './face';
import { Sign } from './sign';

/**
 * What a branch may choose. Bank defaults, overridden per branch; one validator checks both
 * (`wire/settings.ts`).
 */
export interface BranchSettings {
  /** IANA zone, such as `America/Santiago`, of the business day and the opening hours. */
  readonly timeZone: string;
  /** Local time (`HH:MM`) at which the business day changes. */
  readonly dayStartsAt: string;
  /** Opening hours by ISO weekday (1 = Monday); `always` = open at all hours. */
  readonly hours: 'always' | { readonly [isoWeekday: string]: readonly OpenSpan[] };
  /** Dates with hours of their own, `YYYY-MM-DD`: holidays, a day until noon. */
  readonly dates: { readonly [date: string]: DateHours };
  /** Periods in which it stays closed, whatever else is set; the bank's and its own. */
  readonly closures: readonly Closure[];
  readonly closing: Closing;
  readonly assignment: 'automatic' | 'on-demand';
  /** `strict` does not bound how long a ticket may wait; the settings page says so. */
  readonly ordering: 'due' | 'strict';
  /** Preferential tickets in a row before a general one is called. */
  readonly preferentialRun: number;
  /** Tickets that one kiosk may take in a minute, whoever uses its cookie. */
  readonly ticketsPerKiosk: number;
  readonly anonymousAllowed: boolean;
  /** National IDs other than a RUT, such as a passport. */
  readonly otherIdsAllowed: boolean;
  /** Customers may take a ticket from the bank's page, without a kiosk. */
  readonly customerIssueAllowed: boolean;
  /** What happens to a ticket for a queue that nobody on duty serves. */
  readonly unattendedQueue: 'warn' | 'refuse';
  /** Supervisors and advisors may call a chosen ticket, with a reason. */
  readonly outOfTurnAllowed: boolean;
  readonly recalls: { readonly times: number; readonly everySeconds: number };
  /** Pause advisors whose console is silent for `absentSeconds`. */
  readonly pauseAbsent: boolean;
  readonly absentSeconds: number;
  readonly approaching: { readonly position: number; readonly lowMinutes: number };
  /** For how many minutes a customer may wait for a certain advisor; 0 = such wishes are off. */
  readonly wishes: { readonly minutes: number };
  /** How many customers one advisor may hold at a time; 0 = none. */
  readonly holds: { readonly max: number };
  readonly defers: { readonly max: number; readonly minutes: readonly number[] };
  /**
   * How often a no-show comes back into the line by themselves, and within how many minutes of
   * being missed. 0 times, or later: the desk reopens the ticket.
   */
  readonly reopens: { readonly max: number; readonly minutes: number };
  readonly alerts: AlertThresholds;
  readonly languages: readonly string[];
  /** Ids of queues in the order in which they are offered; the others follow. */
  readonly queueOrder: readonly string[];
  /** The kiosk asks for a phone; only where the branch has a use for it. */
  readonly asksPhone: boolean;
  /** Days after a person's last visit until their data is forgotten (LEY-21719). */
  readonly retentionDays: number;
  readonly directions: Directions;
  /** Branches of one region are found and compared together; empty for none. */
  readonly region: string;
  /** What the displays say in turn, a sentence on each line, in each language. */
  readonly notices: { readonly es: string; readonly en: string };
  /** The supervisor's sign on the branch's door; not a setting, and absent = none. */
  readonly sign?: Sign;
  /** The bank's face on every screen. */
  readonly face: Face;
}

/** Local times (`HH:MM`) of one opening; an end before its beginning is on the next date. */
export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

export interface DateHours {
  /** None = closed on that date. */
  readonly spans: readonly OpenSpan[];
  readonly reason?: Reason;
}

export interface Closure {
  /** First and last date, `YYYY-MM-DD`; without a last one until it is lifted. */
  readonly from: string;
  readonly until?: string;
  readonly reason?: Reason;
}

/** The text for customers; empty = none. */
export interface Reason {
  readonly es: string;
  readonly en: string;
}

/** How a branch's day comes to its end. */
interface Closing {
  /** The kiosk gives no tickets in this many minutes before the branch closes for the day. */
  readonly lastTicketMinutes: number;
  /** Whether to give a ticket that by its estimate would be called after closing. */
  readonly beyondEstimate: 'issue' | 'refuse';
  /** Those in line at closing are served, or cancelled at that time. */
  readonly line: 'serve' | 'cancel';
}

/** How to get to the branch, for customers on their way. Empty members are not shown. */
interface Directions {
  readonly address: string;
  /** In words, in each language: the nearest stop, which door, which floor. */
  readonly es: string;
  readonly en: string;
  /** An https link to a map. */
  readonly mapUrl: string;
}

interface AlertThresholds {
  /** More tickets in line than this in one queue. */
  readonly waiting: number;
  /** Expected wait in minutes. */
  readonly estimateMinutes: number;
  /** An advisor offline for this many minutes of an open day. */
  readonly offlineMinutes: number;
  /** Share of messages that failed in the last hour, 0 to 1. */
  readonly messageFailures: number;
  /** Mean error of foretold waits divided by the mean wait, 0 to 1. */
  readonly estimateError: number;
  /** A ticket open for longer than this, in minutes. */
  readonly openMinutes: number;
  /**
   * The first in line will be past their target within this many minutes, or within a quarter of
   * the target if that is less. 0 = say it only once it is passed.
   */
  readonly targetMinutes: number;
  /** Less than this share of today's calls came within their target, 0 to 1. 0 = never said. */
  readonly targetShare: number;
  /** A pause of more minutes than this. */
  readonly pauseMinutes: number;
}

/** The bank's defaults until an administrator changes them. Sources: `docs/requirements.md`. */
export const defaultSettings: BranchSettings = {
  timeZone: 'America/Santiago',
  dayStartsAt: '00:00',
  hours: {
    1: [{ from: '09:00', to: '14:00' }],
    2: [{ from: '09:00', to: '14:00' }],
    3: [{ from: '09:00', to: '14:00' }],
    4: [{ from: '09:00', to: '14:00' }],
    5: [{ from: '09:00', to: '14:00' }],
  },
  dates: {},
  closures: [],
  closing: { lastTicketMinutes: 0, beyondEstimate: 'issue', line: 'serve' },
  assignment: 'on-demand',
  ordering: 'due',
  preferentialRun: 3,
  ticketsPerKiosk: 1_200,
  anonymousAllowed: true,
  otherIdsAllowed: true,
  customerIssueAllowed: false,
  unattendedQueue: 'warn',
  outOfTurnAllowed: false,
  recalls: { times: 2, everySeconds: 60 },
  pauseAbsent: true,
  absentSeconds: 60,
  approaching: { position: 3, lowMinutes: 10 },
  wishes: { minutes: 15 },
  holds: { max: 3 },
  defers: { max: 2, minutes: [5, 10, 15] },
  reopens: { max: 1, minutes: 15 },
  alerts: {
    waiting: 15,
    estimateMinutes: 60,
    offlineMinutes: 30,
    messageFailures: 0.1,
    estimateError: 0.8,
    openMinutes: 90,
    targetMinutes: 5,
    targetShare: 0.8,
    pauseMinutes: 20,
  },
  languages: ['es', 'en'],
  queueOrder: [],
  asksPhone: false,
  retentionDays: 30,
  directions: { address: '', es: '', en: '', mapUrl: '' },
  region: '',
  notices: { es: '', en: '' },
  face: defaultFace,
};
