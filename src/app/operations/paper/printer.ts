import { Instant } from '../../domain/model/instant';
import { canPrint, outcomeOf, PrintJob } from '../../domain/model/print';
import { closingOf } from '../../domain/views/closing';
import { Directory } from '../../ports';
import { PaperDeps } from './deps';
import { isUnderWay, recordEnd, settle } from './settle';

/** The requests of a printer that polls, on any instance. */

/** A printer polls. `job` is the one it may fetch now: one at a time. */
export const printerPolled =
  (deps: PaperDeps) =>
  async (
    printer: string,
    report: { readonly status: string; readonly busy: boolean; readonly every?: number },
  ): Promise<{ readonly job: string | null; readonly knowsInterval: boolean }> => {
    await deps.prints.heard(printer, report);
    const found = (await settle(deps, printer))!;
    const [next] = found.underWay;
    // One at a time, because printers with older firmware cannot say which of two jobs they mean.
    const ready = next?.state === 'queued' && canPrint(found.printer) ? next : undefined;
    return { job: ready?.id ?? null, knowsInterval: found.printer.every !== null };
  };

/** What the paper of a ticket says; http adds the customer's key. */
export interface PrintedTicket {
  readonly job: PrintJob;
  readonly branch: Directory['branch'];
  readonly number: string;
  readonly issuedAt: Instant;
  readonly queueNames: { readonly es: string; readonly en: string };
  /** What closes at the job's `closesAt`. */
  readonly closes: 'branch' | 'queue';
}

/**
 * The job's paper; fetching again gives the same. Undefined if there is nothing to print. Without
 * `token`: the printer's only job.
 */
export const printerFetches =
  (deps: PaperDeps) =>
  async (printer: string, token: string | undefined): Promise<PrintedTicket | undefined> => {
    const found = await jobOf(deps, printer, token);
    const job =
      found && isUnderWay(found)
        ? await deps.prints.move(found.id, ['queued', 'printing'], { state: 'printing' })
        : undefined;
    if (!job) return undefined;
    const { branch, config } = await deps.directory(job.branch);
    const { number, issuedAt, queue } = await deps.myTicket(job.branch, job.ticket);
    const queueNames = config.queues[queue]?.names ?? { es: queue, en: queue };
    const closing = closingOf(config, queue, deps.clock());
    const closes = closing && closing.at === job.closesAt ? closing.of : 'branch';
    return { job, branch, number, issuedAt, queueNames, closes };
  };

/**
 * The printer's report on a job, by Star's status codes. Unknown jobs and repeats change nothing; a
 * late confirmation still counts.
 */
export const printerConfirms =
  (deps: PaperDeps) =>
  async (
    printer: string,
    { token, code }: { readonly token?: string; readonly code: string },
  ): Promise<void> => {
    const job = await jobOf(deps, printer, token);
    if (!job) return;
    const end = outcomeOf(code);
    const moved = await deps.prints.move(
      job.id,
      end.state === 'printed'
        ? ['queued', 'printing', 'unconfirmed', 'failed']
        : ['queued', 'printing'],
      end,
    );
    if (moved?.state === 'printed' || moved?.state === 'failed') await recordEnd(deps, moved);
  };

/** A token is the job's id. */
const TOKEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The job that a request is about: printers with older firmware send no token back. */
async function jobOf({ prints }: PaperDeps, printer: string, token: string | undefined) {
  if (token !== undefined) return TOKEN.test(token) ? prints.jobOf(printer, token) : undefined;
  const underWay = (await prints.stateOf(printer))?.underWay ?? [];
  return underWay.find(({ state }) => state === 'printing') ?? underWay[0];
}
