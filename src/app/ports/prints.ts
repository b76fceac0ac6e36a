import { Instant } from '../domain/model/instant';
import {
  NewPrint,
  PrinterState,
  PrintJob,
  PrintReason,
  PrintState,
  QueuedPrinter,
} from '../domain/model/print';

/** Prints on printers that poll. The database's clock decides, so that instances agree. */
export interface PrintStore {
  /** The branch's printers that have polled and are not revoked, with their queues. */
  printersOf(
    branch: string,
  ): Promise<{ readonly now: Instant; readonly printers: readonly QueuedPrinter[] }>;
  /** A printer reports its state. Without `every`, its earlier interval stays. */
  heard(
    printer: string,
    said: { readonly status: string; readonly busy: boolean; readonly every?: number },
  ): Promise<void>;
  /** The printer and its jobs; undefined before its first poll. */
  stateOf(printer: string): Promise<PrinterState | undefined>;
  /**
   * A new job, or the job of the same key, or the one under way for this ticket. `fingerprint` is
   * that of the key's first use; null when the key is new.
   */
  ask(print: NewPrint): Promise<{ readonly job: PrintJob; readonly fingerprint: string | null }>;
  latestOf(branch: string, ticket: string): Promise<PrintJob | undefined>;
  jobOf(printer: string, id: string): Promise<PrintJob | undefined>;
  /** Moves a job that is still in one of the states `from`; otherwise undefined. */
  move(
    id: string,
    from: readonly PrintState[],
    to: { readonly state: PrintState; readonly reason?: PrintReason },
  ): Promise<PrintJob | undefined>;
  /** Records that the branch has an event about this end of the job. */
  recorded(id: string, state: PrintState): Promise<void>;
}
