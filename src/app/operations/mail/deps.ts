import { BranchSettings } from '../../domain/model/settings';
import { ClaimedMail, Json, Log, Mailer, ReportMailStore, Run, Vault } from '../../ports';
import { ReadDeps } from '../reads/deps';

/** The dependencies of asking for reports by mail and of ending them. */
export interface MailDeps extends ReadDeps {
  readonly store: ReadDeps['store'] & {
    readonly mails: ReportMailStore;
    settingsOf(scope: string): Promise<{ readonly overrides: Json }>;
    mergeSettings(...layers: readonly Json[]): BranchSettings;
  };
  readonly run: Run;
  readonly vault: Vault;
  readonly newId: () => string;
  /** Whether the bank has a mail server; without one, reports cannot be asked for. */
  readonly mailSetUp: boolean;
  /** Domains that reports may be sent to, in lower case; undefined means any. */
  readonly mailDomains: readonly string[] | undefined;
}

/** Further dependencies of sending them. */
export interface SenderDeps extends MailDeps {
  readonly runInBackground: Run;
  readonly mailer: Mailer;
  /** Whether somebody may read reports of a branch, or, for null, of any branch. */
  readonly mayReport: (who: ClaimedMail['owner'], branch: string | null) => boolean;
  readonly publicUrl: string;
  readonly log: Log;
  /** How long the database has answered without a break, ms; by default, always. */
  readonly contactMs?: () => number;
  /** Called when a report is given up, for the alarm. */
  readonly stuck?: () => void;
}

/** The purpose of an address's cipher, which decrypts for its own report only. */
export const addressOf = (mail: string) => `report-mail\0${mail}` as const;
export type Door = 'confirm' | 'end';

/** The secret that a link carries: the message's reader has it, and nothing of it is stored. */
export const doorKey = (vault: Pick<Vault, 'blindIndex'>, mail: string, door: Door): string =>
  vault.blindIndex(mail, `report-mail-${door}`);

/** Where a link leads: to a page that asks first, since programs open links in messages too. */
export const doorPath = (
  vault: Pick<Vault, 'blindIndex'>,
  mail: string,
  door: Door,
): `/api/report-mails/${string}` =>
  `/api/report-mails/${mail}/${door}/${doorKey(vault, mail, door)}`;
