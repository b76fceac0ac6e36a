import { Refused } from '../../domain/model/errors';
import {
  canPrint,
  isOffline,
  outcomeOf,
  PrintJob,
  QueuedPrinter,
  verdict,
} from '../../domain/model/print';
import { Busy } from '../../ports';
import { Asked, Operations } from '../operations';
import { Parts } from '../write-path/parts';

const isUnderWay = ({ state }: PrintJob) => state === 'queued' || state === 'printing';

type Printing = Pick<
  Operations,
  'askPrint' | 'printOf' | 'printerPolled' | 'printerFetches' | 'printerConfirms'
>;
type Reads = Pick<Operations, 'myTicket' | 'directory'>;

/** A token is the job's id. */
const JOB = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** In these a ticket still has a use for paper. */
const OPEN = ['waiting', 'called', 'serving'];

/**
 * Paper by a printer that polls: asked for by a kiosk or by staff, fetched and confirmed by the
 * printer, whichever instance it polls.
 */
export function printing(parts: Parts, { myTicket, directory }: Reads): Printing {
  const { prints } = parts.store;

  /**
   * What became of a print is a fact of its branch, once: the key is the job's own. Without the
   * branch's lock it is appended at the next look.
   */
  async function record(job: PrintJob): Promise<void> {
    const { id, state, branch, printer, ticket, reprint, reason } = job;
    try {
      await parts.runAside({
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
        answer: () => ({ recorded: true }),
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
      parts.log.warn({ printer, code: error.code }, 'what became of a print could not be recorded');
    }
    await prints.recorded(id, state);
  }

  /** Time and the printer's last word may have ended what was under way. */
  async function settle(printer: string) {
    const found = await prints.stateOf(printer);
    if (!found) return undefined;
    const underWay: PrintJob[] = [];
    const ended: PrintJob[] = [...found.unrecorded];
    for (const job of found.underWay) {
      const end = verdict(job, found.printer, found.now);
      const moved = end ? await prints.move(job.id, [job.state], end) : undefined;
      if (moved?.state === 'failed') ended.push(moved);
      // Not moved although it should have been: another instance was first.
      if (!end) underWay.push(job);
    }
    for (const job of ended) await record(job);
    return { ...found, underWay };
  }

  /** The job a request of the printer means: printers of older firmware send no token back. */
  async function meant(printer: string, token: string | undefined): Promise<PrintJob | undefined> {
    if (token !== undefined) return JOB.test(token) ? prints.jobOf(printer, token) : undefined;
    const underWay = (await prints.stateOf(printer))?.underWay ?? [];
    return underWay.find(({ state }) => state === 'printing') ?? underWay[0];
  }

  async function printerFor(branch: string, wanted: string | undefined) {
    const { now, printers } = await prints.printersOf(branch);
    const rank = (printer: QueuedPrinter) =>
      (isOffline(printer, now) ? 2e6 : 0) + (canPrint(printer) ? 0 : 1e6) + printer.waiting;
    const [best] = printers
      .filter(({ id }) => wanted === undefined || id === wanted)
      .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
    return best && { printer: best.id, offline: isOffline(best, now) };
  }

  return {
    async askPrint(
      { branch, actor, idempotency }: Asked,
      { ticket, language, again, printer: wanted },
    ) {
      const view = await myTicket(branch, ticket);
      if (!OPEN.includes(view.state)) {
        throw new Refused(
          'conflict',
          'wrong_state',
          `Ticket ${view.number} is ${view.state}: its paper would tell nothing any more.`,
          [
            {
              field: 'ticket',
              got: view.state,
              wants: 'a ticket that waits, is called or is served',
            },
          ],
        );
      }
      const chosen = await printerFor(branch, wanted);
      if (!chosen) return null;
      // One that nobody has looked after since may be over by now, and would be answered in place
      // of a new one.
      const before = await prints.latestOf(branch, ticket);
      if (before && isUnderWay(before)) await settle(before.printer);
      const { low, high } = view.estimate ?? {};
      const { job, fingerprint } = await prints.ask({
        id: parts.newId(),
        branch,
        printer: chosen.printer,
        ticket,
        language,
        reprint: again,
        ahead: Math.max(0, (view.position ?? 1) - 1),
        estimate: low === undefined || high === undefined ? null : { low, high },
        ...(chosen.offline ? { failed: 'offline' as const } : {}),
        ...(idempotency
          ? {
              key: {
                key: `${branch} ${actor.kind}:${actor.id} ${idempotency.key}`,
                fingerprint: idempotency.fingerprint,
              },
            }
          : {}),
      });
      if (fingerprint !== null && fingerprint !== idempotency?.fingerprint) {
        throw new Refused(
          'invalid',
          'idempotency_mismatch',
          'This Idempotency-Key was used before with another body. Use a new key for a new ' +
            'command.',
          [
            {
              field: 'Idempotency-Key',
              got: idempotency?.key,
              wants: 'a key of its own for each command',
            },
          ],
        );
      }
      if (chosen.offline) await settle(chosen.printer);
      return job;
    },
    async printOf(branch, ticket) {
      const job = await prints.latestOf(branch, ticket);
      if (!job || !isUnderWay(job)) return job ?? null;
      await settle(job.printer);
      return (await prints.latestOf(branch, ticket)) ?? null;
    },
    async printerPolled(printer, said) {
      await prints.heard(printer, said);
      const found = (await settle(printer))!;
      const [next] = found.underWay;
      // One at a time: printers of older firmware could not say which of two they mean.
      const ready = next?.state === 'queued' && canPrint(found.printer) ? next : undefined;
      return { job: ready?.id ?? null, knowsInterval: found.printer.every !== null };
    },
    async printerFetches(printer, token) {
      const job = await meant(printer, token);
      const handed =
        job && isUnderWay(job)
          ? await prints.move(job.id, ['queued', 'printing'], { state: 'printing' })
          : undefined;
      if (!handed) return undefined;
      const { branch, config } = await directory(handed.branch);
      const ticket = await myTicket(handed.branch, handed.ticket);
      const queueNames = config.queues[ticket.queue]?.names ?? {
        es: ticket.queue,
        en: ticket.queue,
      };
      return { job: handed, branch, number: ticket.number, issuedAt: ticket.issuedAt, queueNames };
    },
    async printerConfirms(printer, { token, code }) {
      const job = await meant(printer, token);
      if (!job) return;
      const end = outcomeOf(code);
      // A confirmation that comes late is still true; one that comes twice changes nothing.
      const moved = await prints.move(
        job.id,
        end.state === 'printed'
          ? ['queued', 'printing', 'unconfirmed', 'failed']
          : ['queued', 'printing'],
        end,
      );
      if (moved && (moved.state === 'printed' || moved.state === 'failed')) await record(moved);
    },
  };
}
