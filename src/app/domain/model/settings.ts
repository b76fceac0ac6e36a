/**
 * What a branch may choose. Bank defaults, overridden per branch; one validator checks both
 * (`http/bodies.ts`).
 */
export interface BranchSettings {
  /** IANA zone, `America/Santiago`. The business day and opening hours are in it. */
  readonly timeZone: string;
  /** Local time at which a new business day begins and the old one is closed, `HH:MM`. */
  readonly dayStartsAt: string;
  /** Opening hours per ISO weekday (1 = Monday). `always` keeps the branch open at all hours. */
  readonly hours:
    | 'always'
    | { readonly [isoWeekday: string]: readonly { readonly from: string; readonly to: string }[] };
  readonly assignment: 'automatic' | 'on-demand';
  /** `strict` has no bound on waiting: the settings page says so. */
  readonly ordering: 'due' | 'strict';
  /** Preferential tickets in a row before one general ticket goes. */
  readonly preferentialRun: number;
  readonly anonymousAllowed: boolean;
  /** National IDs other than RUT (passport). */
  readonly otherIdsAllowed: boolean;
  /** A customer may take a ticket from the bank's page, without a kiosk. */
  readonly customerIssueAllowed: boolean;
  /** Issuing to a queue that nobody on duty serves. */
  readonly unattendedQueue: 'warn' | 'refuse';
  /** Supervisors and advisors may call a chosen ticket, with a reason. */
  readonly outOfTurnAllowed: boolean;
  readonly recalls: { readonly times: number; readonly everySeconds: number };
  /** Pause advisors whose console has been silent for `absentSeconds`. */
  readonly pauseAbsent: boolean;
  readonly absentSeconds: number;
  readonly approaching: { readonly position: number; readonly lowMinutes: number };
  readonly defers: { readonly max: number; readonly minutes: readonly number[] };
  readonly alerts: AlertThresholds;
  readonly languages: readonly string[];
  /** Ask for a phone at the kiosk: only where the branch has a use for it. */
  readonly asksPhone: boolean;
  readonly directions: Directions;
}

/**
 * Where the branch is and how to get there, for customers on their way. What is empty is not shown.
 */
export interface Directions {
  readonly address: string;
  /** In words, per language: the nearest stop, which door, which floor. */
  readonly es: string;
  readonly en: string;
  /** A map of the customer's choosing opens it: an https address, a link and nothing more. */
  readonly mapUrl: string;
}

export interface AlertThresholds {
  /** More tickets in line than this in one queue. */
  readonly waiting: number;
  /** Expected wait in minutes. */
  readonly estimateMinutes: number;
  /** An advisor offline for this many minutes of an open day. */
  readonly offlineMinutes: number;
  /** Share of messages failed in the last hour, 0 to 1. */
  readonly messageFailures: number;
  /** Share by which the estimate is off, 0 to 1. */
  readonly estimateError: number;
  /** A ticket open for longer, in minutes. */
  readonly openMinutes: number;
}

/**
 * The bank's defaults before an admin changes them; `docs/requirements.md` says where each comes
 * from.
 */
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
  assignment: 'on-demand',
  ordering: 'due',
  preferentialRun: 3,
  anonymousAllowed: true,
  otherIdsAllowed: true,
  customerIssueAllowed: false,
  unattendedQueue: 'warn',
  outOfTurnAllowed: false,
  recalls: { times: 2, everySeconds: 60 },
  pauseAbsent: true,
  absentSeconds: 60,
  approaching: { position: 3, lowMinutes: 10 },
  defers: { max: 2, minutes: [5, 10, 15] },
  alerts: {
    waiting: 15,
    estimateMinutes: 60,
    offlineMinutes: 30,
    messageFailures: 0.1,
    estimateError: 0.2,
    openMinutes: 90,
  },
  languages: ['es', 'en'],
  asksPhone: false,
  directions: { address: '', es: '', en: '', mapUrl: '' },
};
