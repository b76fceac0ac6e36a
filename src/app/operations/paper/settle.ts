import { Refused } from '../../domain/model/errors';
import { PrinterState, PrintJob, verdict } from '../../domain/model/print';
import { Busy } from '../../ports';
import { PaperDeps } from './deps';

export const isUnderWay = ({ state }: PrintJob) => state === 'queued' || state === 'printing';

/**
 * Ends the jobs that have timed out or that the printer's last report ends, and records them.
 * Returns the printer with what is still under way; undefined before its first poll.
 */
export async function settle(deps: PaperDeps, printer: string): Promise<PrinterState | undefined> {
  const found = await deps.prints.stateOf(printer);
  if (!found) return undefined;
  const underWay: PrintJob[] = [];
  const ended: PrintJob[] = [...found.unrecorded];
  for (const job of found.underWay) {
    const end = verdict(job, found.printer, found.now);
    // If a job did not move, another instance moved it and records it.
    const moved = end ? await deps.prints.move(job.id, [job.state], end) : undefined;
    if (moved?.state === 'failed') ended.push(moved);
    if (!end) underWay.push(job);
  }
  for (const job of ended) await recordEnd(deps, job);
  return { ...found, underWay };
}

/**
 * Records the outcome of a print on its branch's chain, once: the idempotency key is the job's. If
 * the branch is busy, the next look records it.
 */
export async function recordEnd(
  { runInBackground, prints, log }: PaperDeps,
  job: PrintJob,
): Promise<void> {
  const { id, state, branch, printer, ticket, reprint, reason } = job;
  try {
    await runInBackground({
      branch,
      actor: { kind: 'printer', id: printer },
      load: { tickets: [ticket] },
      command: {
        type: 'RecordPrint',
        ticket,
        ok: state === 'printed',
        reprint,
        ...(reason ? { reason } : {}),
      },
      answer: { recorded: true },
      idempotency: {
        key: `${id}.${state}`,
        actor: `printer:${printer}`,
        route: 'print',
        fingerprint: id,
      },
    });
  } catch (error) {
    if (error instanceof Busy) return;
    if (!(error instanceof Refused)) throw error;
    log.warn({ printer, failure: error.code }, 'what became of a print could not be recorded');
  }
  await prints.recorded(id, state);
}
