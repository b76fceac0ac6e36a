import { Instant } from '../domain/model/instant';
import {
  NewPrint,
  PrinterState,
  PrintJob,
  PrintReason,
  PrintState,
  QueuedPrinter,
} from '../domain/model/print';

/** What the database does for printers that poll. Its clock decides, so that instances agree. */
export interface PrintStore {
  /**
   * Printers of a branch that have polled at least once and are not revoked, with how much is
   * before them; `now` is the database's.
   */
  printersOf(
    branch: string,
  ): Promise<{ readonly now: Instant; readonly printers: readonly QueuedPrinter[] }>;
  /** What it says of itself. `every` undefined leaves what it told before. */
  heard(
    printer: string,
    said: { readonly status: string; readonly busy: boolean; readonly every?: number },
  ): Promise<void>;
  /**
   * The printer, its jobs under way in the order they were asked, and those whose end is not
   * recorded; undefined before its first poll.
   */
  stateOf(printer: string): Promise<PrinterState | undefined>;
  /**
   * A new job; or the one of the same key, or the one that is under way for this ticket.
   * `fingerprint` is of what the key was used for first.
   */
  ask(asked: NewPrint): Promise<{ readonly job: PrintJob; readonly fingerprint: string | null }>;
  latestOf(branch: string, ticket: string): Promise<PrintJob | undefined>;
  jobOf(printer: string, id: string): Promise<PrintJob | undefined>;
  /** Moves it, if it is still in one of the states `from`. */
  move(
    id: string,
    from: readonly PrintState[],
    to: { readonly state: PrintState; readonly reason?: PrintReason },
  ): Promise<PrintJob | undefined>;
  recorded(id: string, state: PrintState): Promise<void>;
}
