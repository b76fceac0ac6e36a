import { signal } from '@preact/signals';
import { clockTime, longDate } from '../../../texts/format';
import { ApiProblem, command } from '../../shared/api';
import { device } from '../../shared/device';
import { named, say, tag } from '../../shared/words';
import { branch } from '../../shared/watch-branch';
import { expectation } from '../expectation';
import { IssuedTicket } from '../flow';
import { PrinterKind, PrintFailed, printerKind, sendBytes } from './printers';
import { PaperSlip, slipBytes } from './slip';

/** `none`: there is no printer. `asking`: only the person can say whether paper came out. */
export type PrintState = 'none' | 'printing' | 'asking' | 'printed' | 'failed';

export const printing = signal<PrintState>('none');
/** What the browser prints, when it prints. */
export const paper = signal<PaperSlip | undefined>(undefined);
let kind: PrinterKind | undefined;

/** Prints the ticket by this kiosk's printer, and tells the branch what became of it. `again` after a failure. */
export async function printTicket(issued: IssuedTicket, again = false): Promise<void> {
  kind ??= printerKind();
  if (kind === 'none') {
    printing.value = 'none';
    return;
  }
  printing.value = 'printing';
  const slip = paperOf(issued);
  try {
    if (kind === 'browser') {
      paper.value = slip;
      await painted();
      window.print();
      printing.value = 'asking'; // the browser tells nobody whether paper came out
      return;
    }
    await sendBytes(kind, slipBytes(slip));
    printing.value = 'printed';
    await tell(issued, true, again);
  } catch (error) {
    if (!(error instanceof PrintFailed)) throw error;
    printing.value = 'failed';
    await tell(issued, false, again, error.message);
  }
}

/** The visit is over: nothing of it stays on the page. */
export function forgetPaper(): void {
  paper.value = undefined;
  printing.value = 'none';
}

/** The person's answer to "did your paper come out?". */
export async function cameOut(issued: IssuedTicket, yes: boolean): Promise<void> {
  printing.value = yes ? 'printed' : 'failed';
  await tell(issued, yes, false, yes ? undefined : 'customer-says');
}

/** For the record. A network that is gone must not trouble the person in front of the kiosk. */
async function tell({ ticket }: IssuedTicket, ok: boolean, again: boolean, reason?: string) {
  const path = `/api/branches/${encodeURIComponent(device.value!.branch)}/tickets/${encodeURIComponent(ticket.id)}/${again ? 'reprint' : 'printed'}`;
  try {
    await command({ method: 'POST', path, body: { ok, ...(reason ? { reason } : {}) } });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  }
}

function paperOf({ ticket, links }: IssuedTicket): PaperSlip {
  const { branch: { name, timeZone }, queues } = branch.value!;
  const at = Date.parse(ticket.issuedAt);
  return {
    branch: name,
    title: say('kiosk.result.is'),
    number: ticket.number,
    queue: named(queues.find((queue) => queue.id === ticket.queue)?.names),
    lines: [expectation(ticket.estimate), say('kiosk.result.ahead', { n: Math.max(0, ticket.position - 1) }), say('kiosk.result.show')],
    page: new URL(links.page, location.href).href,
    pageWords: say('kiosk.result.scan'),
    issued: `${longDate(tag.value, at, timeZone)}, ${clockTime(tag.value, at, timeZone)}`,
  };
}

const painted = () => new Promise<void>((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
