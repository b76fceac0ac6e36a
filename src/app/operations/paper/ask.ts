import { canPrint, isOffline, PrintJob, QueuedPrinter } from '../../domain/model/print';
import { mayPrint, printsOwnKey } from '../../domain/rules/paper';
import { closingOf } from '../../domain/views/closing';
import type { Recorded } from '../../wire/tickets';
import { CommandContext, CommandResult } from '../write-path/command';
import { keyUsedBefore } from '../write-path/idempotency';
import { PaperDeps } from './deps';
import { isUnderWay, settle } from './settle';

/**
 * Records whether paper came out of a printer that the page drives itself. The ticket is valid
 * either way.
 */
export const recordPrint =
  ({ run }: PaperDeps) =>
  (
    context: CommandContext,
    input: {
      readonly ticket: string;
      readonly ok: boolean;
      readonly reprint: boolean;
      readonly reason?: string;
    },
  ): Promise<CommandResult<Recorded>> => {
    const { ticket, ok, reprint, reason } = input;
    return run({
      ...context,
      load: { tickets: [ticket] },
      command: { type: 'RecordPrint', ticket, ok, reprint, reason },
      answer: { recorded: true },
    });
  };

/**
 * Asks the branch's printer for the ticket's paper; null where the branch has none. A job that is
 * under way is returned again, so two presses make one paper.
 */
export const askPrint =
  (deps: PaperDeps) =>
  async (
    { branch, actor, idempotency }: CommandContext,
    input: {
      readonly ticket: string;
      readonly language: string;
      readonly again: boolean;
      readonly printer?: string;
    },
  ): Promise<PrintJob | null> => {
    const { ticket, language, again, printer: wanted } = input;
    const view = await deps.myTicket(branch, ticket);
    mayPrint(view);
    const chosen = await printerFor(deps, branch, wanted);
    if (!chosen) return null;
    const own = printsOwnKey(actor, await deps.takerOf(branch, ticket));
    // The latest job may have ended unnoticed; it must not be returned as new.
    const latest = await deps.prints.latestOf(branch, ticket);
    if (latest && isUnderWay(latest)) await settle(deps, latest.printer);
    const { low, high } = view.estimate ?? {};
    const { config } = await deps.directory(branch);
    const closesAt = view.closing && closingOf(config, view.queue, deps.clock())?.at;
    const { job, fingerprint } = await deps.prints.ask({
      id: deps.newId(),
      branch,
      printer: chosen.printer,
      ticket,
      language,
      reprint: again,
      own,
      ahead: Math.max(0, (view.position ?? 1) - 1),
      said: view.said ?? null,
      closesAt: closesAt ?? null,
      estimate: low === undefined || high === undefined ? null : { low, high },
      ...(chosen.offline ? { failed: 'offline' as const } : {}),
      ...(idempotency
        ? {
            key: {
              ...idempotency,
              asked: `${branch} ${actor.kind}:${actor.id} ${idempotency.key}`,
            },
          }
        : {}),
    });
    if (idempotency && fingerprint !== null && fingerprint !== idempotency.fingerprint) {
      throw keyUsedBefore(idempotency);
    }
    if (chosen.offline) await settle(deps, chosen.printer);
    return job;
  };

/** Whether a requested reprint may carry the customer's own key. */
export const reprintsOwnKey =
  ({ takerOf }: Pick<PaperDeps, 'takerOf'>) =>
  async ({ branch, actor }: CommandContext, ticket: string): Promise<boolean> =>
    printsOwnKey(actor, await takerOf(branch, ticket));

/** The ticket's latest print; null if there is none. */
export const printOf =
  (deps: PaperDeps) =>
  async (branch: string, ticket: string): Promise<PrintJob | null> => {
    const job = await deps.prints.latestOf(branch, ticket);
    if (!job || !isUnderWay(job)) return job ?? null;
    await settle(deps, job.printer);
    return (await deps.prints.latestOf(branch, ticket)) ?? null;
  };

/** The requested printer, or the one likely to finish first: online, ready, shortest queue. */
async function printerFor({ prints }: PaperDeps, branch: string, wanted: string | undefined) {
  const { now, printers } = await prints.printersOf(branch);
  const rank = (printer: QueuedPrinter) =>
    (isOffline(printer, now) ? 2e6 : 0) + (canPrint(printer) ? 0 : 1e6) + printer.waiting;
  const [best] = printers
    .filter(({ id }) => wanted === undefined || id === wanted)
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return best && { printer: best.id, offline: isOffline(best, now) };
}
