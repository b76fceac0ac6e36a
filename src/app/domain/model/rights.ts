import { DAY_MS, Instant } from './instant';

/** The rights of a person over their data (LEY-21719), and the outcomes of requests. */
export type Right = 'access' | 'rectification' | 'erasure' | 'portability' | 'opposition';

export type RequestState = 'open' | 'granted' | 'refused';

/** Why a request is not granted: the law wants a reason. */
export type RefusalReason = 'not-proven' | 'nothing-kept' | 'law-keeps' | 'not-personal' | 'other';

/** Why the bank takes the 30 days more that the law allows once: the person is told. */
export type ExtensionReason = 'complex' | 'many' | 'elsewhere';

/** How long the bank may take to answer: 30 days in a row, by the law. */
const ANSWER_DAYS = 30;

export const answerDue = (at: Instant): Instant => at + ANSWER_DAYS * DAY_MS;

/** The one extension that the law allows: another 30 days in a row. */
export const extendedDue = (due: Instant): Instant => due + ANSWER_DAYS * DAY_MS;

/** Administrators are reminded of answers that are due up to then. */
export const remindedUpTo = (now: Instant): Instant => now + 7 * DAY_MS;

/** What the rules of rights need to know; part of `Existing`. */
export interface ExistingRights {
  /** The same right was asked of this ticket, and nobody has answered yet. */
  readonly askedAlready?: boolean;
  /** State of the request to be answered; undefined when there is no such request. */
  readonly request?: RequestState;
  /** Until when it must be answered, and whether that was extended before. */
  readonly requestDue?: Instant;
  readonly requestExtended?: boolean;
  /** The record to correct has changed since it was read. */
  readonly recordChanged?: boolean;
  /** Somebody else is kept under the corrected national ID. */
  readonly idTaken?: boolean;
}

/** Commands on the rights of persons. */
export type RightsCommand =
  | { readonly type: 'AskRight' }
  | { readonly type: 'AnswerRequest'; readonly request: string }
  | { readonly type: 'ExtendRequest'; readonly request: string }
  | { readonly type: 'RectifyPerson'; readonly rows: number };
