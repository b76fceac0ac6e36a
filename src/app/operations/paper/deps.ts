import { Instant } from '../../domain/model/instant';
import { TicketView } from '../../domain/views/views';
import { Directory, Log, PrintStore, Run } from '../../ports';

/** Dependencies of printing. */
export interface PaperDeps {
  readonly run: Run;
  /** For reports of printers, which nobody waits for. */
  readonly runInBackground: Run;
  readonly prints: PrintStore;
  readonly newId: () => string;
  readonly log: Log;
  readonly clock: () => Instant;
  /** Who took a ticket, as `kind:id`; undefined if that is no longer known. */
  readonly takerOf: (branch: string, ticket: string) => Promise<string | undefined>;
  readonly myTicket: (branch: string, ticket: string) => Promise<TicketView>;
  readonly directory: (branch: string) => Promise<Directory>;
}
