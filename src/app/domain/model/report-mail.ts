import { Refused } from './errors';
import { addDays, isoWeekday } from './local-time';
import { Language } from './ticket';

/** Reports that somebody has sent to themselves by mail. */

export type MailPeriod = 'day' | 'week' | 'month';

/**
 * `asked`: the address has not been invited yet. `invited`: its reader has not said yes yet.
 * `active`: it gets the reports.
 */
type MailState = 'asked' | 'invited' | 'active';

/** Why nothing arrives: the server does not answer, or refuses this address. */
export type MailTrouble = 'no-answer' | 'refused';

export interface ReportMail {
  readonly id: string;
  /** Whose it is. */
  readonly staff: string;
  /** Null: all branches that they may see. */
  readonly branch: string | null;
  readonly period: MailPeriod;
  readonly language: Language;
  readonly state: MailState;
  /** The first business day of the next report; null until the address has said yes. */
  readonly next: string | null;
}

/** Business days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The day, the week from Monday or the month of the calendar that a day is in. */
export function daysOf(day: string, period: MailPeriod): Days {
  if (period === 'day') return { from: day, to: day };
  if (period === 'week') {
    const from = addDays(day, 1 - isoWeekday(day));
    return { from, to: addDays(from, 6) };
  }
  const month = day.slice(0, 8);
  const next = addDays(`${month}28`, 4);
  return { from: `${month}01`, to: addDays(`${next.slice(0, 8)}01`, -1) };
}

export const daysAfter = ({ to }: Days, period: MailPeriod): Days => daysOf(addDays(to, 1), period);

/** A report more than this many days late is skipped if a newer one is due. */
const LATE_DAYS = 10;

/**
 * The days of the next report that is due.
 * @param next the first day of the next report
 * @param day the business day that has begun everywhere: the days before it are over
 * @returns undefined if those days are not over yet
 */
export function daysDue(next: string, period: MailPeriod, day: string): Days | undefined {
  let days = daysOf(next, period);
  if (days.to >= day) return undefined;
  for (;;) {
    const after = daysAfter(days, period);
    if (after.to >= day || addDays(days.to, LATE_DAYS) >= day) return days;
    days = after;
  }
}

/** How many reports one person may have sent to themselves. */
export const MOST_MAILS = 10;

export const unknownReportMail = (mail: string): Refused =>
  new Refused(
    'missing',
    'unknown_report_mail',
    'There is no such report by mail, or it has ended. Read the list again.',
    [{ field: 'mail', got: mail, wants: 'the id of one that is on the list' }],
  );

export const tooManyReportMails = (): Refused =>
  new Refused(
    'conflict',
    'too_many_report_mails',
    `You have ${MOST_MAILS} reports by mail already. End one of them first.`,
    [{ field: 'period', got: MOST_MAILS, wants: `fewer than ${MOST_MAILS}` }],
  );

export const sameReportMail = (): Refused =>
  new Refused(
    'conflict',
    'same_report_mail',
    'You have this report sent to this address already, or have asked for it. It is on the list.',
    [{ field: 'address', got: 'one of the list', wants: 'another address, report or language' }],
  );

/** Whether two addresses are the same mailbox: every mail server ignores case. */
export const isSameMailbox = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

export const mailNotSetUp = (): Refused =>
  new Refused(
    'conflict',
    'mail_not_set_up',
    'This bank has no mail server set up here, so nothing can be sent. An operator sets SMTP_URL ' +
      'and MAIL_FROM (docs/mail.md).',
  );

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Whether reports may be sent to an address: its domain is one of these, ignoring case. Subdomains
 * are not included.
 */
export const mayGetMail = (address: string, domains: readonly string[] | undefined): boolean =>
  domains === undefined || domains.includes(domainOf(address));

export const mailDomainNotAllowed = (address: string, domains: readonly string[]): Refused =>
  new Refused(
    'invalid',
    'mail_domain_not_allowed',
    `This bank sends reports to addresses of ${domains.join(', ')} only. Give one of those.`,
    [
      {
        field: 'address',
        got: domainOf(address),
        wants: `an address of ${domains.join(' or ')}`,
      },
    ],
  );
