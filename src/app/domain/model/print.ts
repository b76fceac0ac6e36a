import { Instant } from './instant';
import { Said } from './said';

/**
 * The outcome of a print. `unconfirmed`: the printer took it and never said whether it printed, so
 * only the person in front of it knows.
 */
export type PrintState = 'queued' | 'printing' | 'printed' | 'failed' | 'unconfirmed';

/** Why nothing came out. `late`: it stayed in the queue until nobody was waiting for it. */
export type PrintReason =
  | 'no-paper'
  | 'paper-jam'
  | 'cover-open'
  | 'offline'
  | 'late'
  | 'printer-error'
  | 'not-understood'
  | 'not-fetched';

/** A printer as it was at its last poll. */
export interface PollingPrinter {
  readonly id: string;
  readonly polledAt: Instant;
  /** Star's code: 2… it can print, 4… the printer has a problem, 5… the job has one. */
  readonly status: string;
  readonly busy: boolean;
  /** Seconds between its polls; null until it has said so. */
  readonly every: number | null;
}

/** With the number of prints before the next one. */
export interface QueuedPrinter extends PollingPrinter {
  readonly waiting: number;
}

/** One print: ids, numbers and times. Its text is put together when the printer fetches it. */
export interface PrintJob {
  readonly id: string;
  readonly branch: string;
  readonly printer: string;
  readonly ticket: string;
  /** The customer's language. */
  readonly language: string;
  readonly reprint: boolean;
  /** Whether the customer's own key stands on it; otherwise one that only shows the ticket. */
  readonly own: boolean;
  /** What the customer was told: people ahead, the minutes to expect, and what was said of them. */
  readonly ahead: number;
  readonly estimate: { readonly low: number; readonly high: number } | null;
  /** Null for a ticket that is no longer waiting, and in a job that an older version asked for. */
  readonly said: Said | null;
  /** When the branch closes, of a ticket that may not be called before; else null. */
  readonly closesAt: Instant | null;
  readonly state: PrintState;
  readonly reason: PrintReason | null;
  readonly askedAt: Instant;
  /** When the printer first fetched it. */
  readonly handedAt: Instant | null;
}

export interface NewPrint extends Omit<PrintJob, 'state' | 'reason' | 'askedAt' | 'handedAt'> {
  readonly key?: {
    readonly actor: string;
    readonly route: string;
    readonly key: string;
    readonly fingerprint: string;
    /** The whole print, as a job asked for under this key keeps it. */
    readonly asked: string;
  };
  /** The reason why it cannot be printed now; the job is stored as failed. */
  readonly failed?: PrintReason;
}

/** A printer and its jobs, at the database's time. */
export interface PrinterState {
  readonly now: Instant;
  readonly printer: PollingPrinter;
  /** In the order in which they were asked for. */
  readonly underWay: readonly PrintJob[];
  /** Jobs that have ended, without an event yet. */
  readonly unrecorded: readonly PrintJob[];
}

/**
 * How long a person waits for paper. A later print would lie there for anybody, with a link to
 * their turn.
 */
export const QUEUED_MS = 30_000;
/** A printer that has been idle for this long since it fetched a job has printed it or lost it. */
export const CONFIRM_MS = 8_000;
/** The protocol's own advice for the longest print. */
export const PRINT_MS = 60_000;
/** How often printers poll unless told otherwise. */
const USUAL_SECONDS = 5;

/**
 * After this long without a poll the printer is off or cut off: twice its interval and five
 * seconds, as the protocol advises.
 */
export const silenceOf = ({ every }: Pick<PollingPrinter, 'every'>): number =>
  2 * (every ?? USUAL_SECONDS) * 1000 + 5000;
export const isOffline = (printer: PollingPrinter, now: Instant): boolean =>
  now - printer.polledAt > silenceOf(printer);
export const canPrint = ({ status }: Pick<PollingPrinter, 'status'>): boolean =>
  status.startsWith('2');

/** From Star's status codes: how one begins says enough. */
export function reasonOf(status: string): PrintReason {
  if (status.startsWith('411')) return 'paper-jam';
  if (status.startsWith('41')) return 'no-paper';
  if (status.startsWith('42')) return 'cover-open';
  if (status.startsWith('52')) return 'not-fetched';
  return status.startsWith('5') ? 'not-understood' : 'printer-error';
}

/**
 * How time or the printer's last report has ended a print that is under way; undefined while it may
 * still come out.
 */
export function verdict(
  job: Pick<PrintJob, 'state' | 'askedAt' | 'handedAt'>,
  printer: PollingPrinter,
  now: Instant,
):
  | { readonly state: 'failed'; readonly reason: PrintReason }
  | { readonly state: 'unconfirmed' }
  | undefined {
  if (job.state === 'queued') {
    if (isOffline(printer, now)) return { state: 'failed', reason: 'offline' };
    if (printer.polledAt >= job.askedAt && !canPrint(printer)) {
      return { state: 'failed', reason: reasonOf(printer.status) };
    }
    return now - job.askedAt > QUEUED_MS ? { state: 'failed', reason: 'late' } : undefined;
  }
  if (job.state !== 'printing' || job.handedAt === null) return undefined;
  if (printer.polledAt > job.handedAt && !canPrint(printer)) {
    return { state: 'failed', reason: reasonOf(printer.status) };
  }
  const idle = !printer.busy && printer.polledAt > job.handedAt + CONFIRM_MS;
  const silent = now - Math.max(printer.polledAt, job.handedAt) > silenceOf(printer);
  return idle || silent || now - job.handedAt > PRINT_MS ? { state: 'unconfirmed' } : undefined;
}

/**
 * What a printer's confirmation says. A download that timed out is tried again: nothing printed.
 */
export function outcomeOf(
  code: string,
):
  | { readonly state: 'printed' }
  | { readonly state: 'queued' }
  | { readonly state: 'failed'; readonly reason: PrintReason } {
  if (/^(2\d\d|OK\b)/i.test(code)) return { state: 'printed' };
  return code.startsWith('520') ? { state: 'queued' } : { state: 'failed', reason: reasonOf(code) };
}
