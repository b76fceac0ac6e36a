import { Role } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';
import { MailTrouble, ReportMail } from '../domain/model/report-mail';

/** One message as it is sent. */
export interface MailMessage {
  readonly to: string;
  /** The sender's name, beside the configured address. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Always the same for the same message, so that a server that gets it twice can tell. */
  readonly messageId: string;
  /** Where one POST ends the messages (RFC 8058). */
  readonly unsubscribe: string;
  readonly files: readonly MailFile[];
}
export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** `refused`: never to this address. `later`: not now. A reason never holds the address. */
export type MailResult =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly reason: string }
  /** `away`: the server serves nobody now, which says nothing about the message. */
  | { readonly outcome: 'later'; readonly reason: string; readonly away: boolean };

/** A mail server. Returns within its own time limits, whatever the server does. */
export interface Mailer {
  /** @param stop from then on it is asked for nothing more, and an answer has seconds to come */
  send(message: MailMessage, stop?: AbortSignal): Promise<MailResult>;
}

/** As it is listed. */
export interface ListedMail extends ReportMail {
  readonly firstName: string;
  readonly addressCipher: string;
  readonly askedAt: Instant;
  readonly sentAt: Instant | null;
  readonly trouble: MailTrouble | null;
}

/** A row that an instance has taken, until its lease expires. */
export interface ClaimedMail extends ReportMail {
  readonly addressCipher: string;
  readonly askedAt: Instant;
  /** Tries of this message that failed. */
  readonly attempts: number;
  /** Reports in a row that the address refused. */
  readonly refused: number;
  readonly lease: string;
  readonly owner: {
    readonly active: boolean;
    readonly role: Role;
    readonly branches: readonly string[] | 'all';
  };
}

/** How far a branch is. */
interface BranchDay {
  readonly branch: string;
  /** The business day that it is in; empty before its first. */
  readonly day: string;
  /** Whether its figures include everything that has happened. */
  readonly whole: boolean;
}

export interface ReportMailStore {
  /** Of one person, or all; the oldest first. */
  list(staff?: string): Promise<readonly ListedMail[]>;
  byId(id: string): Promise<ListedMail | undefined>;
  /**
   * Takes at most `limit` that are due and that nobody else has, by the database's clock.
   * @param orphans whether rows with an expired lease may be taken
   */
  claim(limit: number, leaseSeconds: number, orphans: boolean): Promise<readonly ClaimedMail[]>;
  /** Gives one back, to be looked at again. `trouble`: it was tried, and why it failed. */
  later(
    mail: Pick<ClaimedMail, 'id' | 'lease'>,
    afterMs: number,
    trouble?: MailTrouble,
  ): Promise<void>;
  /**
   * Makes the lease last this long from now, if it is still ours and the owner has the same rights
   * as when the row was taken.
   * @returns whether that is so
   */
  hold(mail: Pick<ClaimedMail, 'id' | 'lease' | 'owner'>, leaseSeconds: number): Promise<boolean>;
  daysOfBranches(): Promise<readonly BranchDay[]>;
  /** How many wait for a mail server that has failed them again and again. */
  stuck(): Promise<number>;
}

/** A change of one row: each is a fact of the bank's chain. */
export type ReportMailChange =
  | ({
      readonly do: 'ask';
      readonly addressCipher: string;
      /** Reports of theirs that go to other addresses: any other is this one. */
      readonly elsewhere: readonly string[];
    } & Omit<ReportMail, 'state' | 'next'>)
  /** The address was invited, and may say yes until then. */
  | {
      readonly do: 'invited';
      readonly id: string;
      readonly lease: string;
      readonly untilMs: number;
    }
  | { readonly do: 'confirm'; readonly id: string; readonly next: string }
  /** The outcome of one report, and the next one. */
  | {
      readonly do: 'sent' | 'skipped' | 'failed';
      readonly id: string;
      readonly lease: string;
      readonly from: string;
      readonly to: string;
      readonly next: string;
      readonly trouble?: MailTrouble;
      readonly reason?: string;
    }
  /** With a lease only while it is ours. */
  | {
      readonly do: 'end';
      readonly id: string;
      readonly because: MailEnd;
      readonly lease?: string;
    };

/**
 * Why it ended: its owner or an administrator ended it, the mail's reader did, the address never
 * said yes, its owner may no longer see the reports, the bank sends none to its domain, or the
 * address refuses them.
 */
export type MailEnd =
  | 'owner'
  | 'admin'
  | 'reader'
  | 'unanswered'
  | 'rights'
  | 'domain'
  | 'refused'
  /** Its address cannot be decrypted. */
  | 'unreadable';
