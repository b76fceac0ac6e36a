import { signal } from '@preact/signals';
import { escpos } from '../../../paper/escpos';
import { mayMiss, PaperSlip, slipBytes, SlipFacts, slipOf } from '../../../paper/slip';
import type { PaperReason } from '../../../wire/enums';
import type { Issued } from '../../../wire/tickets';
import { ApiProblem, command } from '../../shared/api/api';
import { device } from '../../shared/api/device';
import { lastPaper } from '../../shared/api/device-word';
import { branch } from '../../shared/api/watch-branch';
import { say } from '../../shared/look/screen-words';
import { named, tag } from '../../shared/look/words';
import { askBranchPrinter, followPrint } from './branch-printer';
import { printerChoice, PrintFailed, sendBytes } from './printers';

/** `none`: there is no printer. `asking`: only the customer can say whether paper came out. */
export type PrintState = 'none' | 'printing' | 'asking' | 'printed' | 'failed';

export const printing = signal<PrintState>('none');
/** Why nothing was printed, while `printing` is `failed`. */
export const failure = signal<string | undefined>(undefined);
/** The slip that the browser is printing. */
export const paper = signal<PaperSlip | undefined>(undefined);
/** The reasons that the branch is told by name; anything else is "other". */
const REASONS: readonly PaperReason[] = [
  'no-paper',
  'offline',
  'not-paired',
  'not-a-printer',
  'customer-says',
];

let choice: ReturnType<typeof printerChoice> | undefined;
/** Counts prints and visits, so that the outcome of an earlier one is not shown. */
let current = 0;

/**
 * Prints the ticket on this kiosk's printer or the branch's, and reports the outcome to the branch.
 * `again` after a failure.
 */
export async function printTicket(issued: Issued, again = false): Promise<void> {
  choice ??= printerChoice();
  const mine = ++current;
  const show = (state: PrintState, reason?: string) => {
    if (mine !== current) return;
    printing.value = state;
    failure.value = reason;
    if (state === 'printed') lastPaper.value = 'ok';
    if (state === 'failed') {
      lastPaper.value = (reason || 'failed').replace(/[^\w.-]/g, '-').slice(0, 40);
    }
  };
  const { kind, name } = choice;
  if (again) show('printing');
  try {
    if (kind === 'usb' || kind === 'serial') {
      show('printing');
      await sendBytes(kind, slipBytes(paperOf(issued), escpos));
      show('printed');
      return await report(issued, true, again);
    }
    if (
      kind !== 'none' &&
      (await byBranchPrinter(issued, {
        again,
        name,
        alone: kind === 'branch',
        show,
        isWanted: () => mine === current,
      }))
    ) {
      return;
    }
    if (kind !== 'browser') return show('none');
    show('printing');
    paper.value = paperOf(issued);
    await painted();
    window.print();
    show('asking'); // browsers do not say whether paper came out
  } catch (error) {
    if (!(error instanceof PrintFailed)) throw error;
    show('failed', error.message);
    if (kind === 'usb' || kind === 'serial') await report(issued, false, again, error.message);
  }
}

interface ByBranch {
  readonly again: boolean;
  readonly name: string | undefined;
  /** There is no fallback. */
  readonly alone: boolean;
  readonly show: (state: PrintState, reason?: string) => void;
  readonly isWanted: () => boolean;
}

/**
 * The server records the outcome. False if there is no such printer, or if it is offline and there
 * is a fallback.
 */
async function byBranchPrinter(
  { ticket }: Issued,
  { again, name, alone, show, isWanted }: ByBranch,
): Promise<boolean> {
  const asked = await askBranchPrinter(ticket.id, again, name).catch((error: unknown) => {
    if (alone || !(error instanceof PrintFailed)) throw error;
    return undefined;
  });
  if (!asked || (asked.reason === 'offline' && !alone)) return false;
  if (asked.state === 'queued' || asked.state === 'printing') show('printing');
  const end = await followPrint(ticket.id, asked, isWanted);
  if (end.state === 'failed') show('failed', end.reason ?? undefined);
  else show(end.state === 'printed' ? 'printed' : 'asking');
  return true;
}

/** The visit is over: the page keeps nothing of it. */
export function forgetPaper(): void {
  current += 1;
  paper.value = undefined;
  printing.value = 'none';
  failure.value = undefined;
}

/** The person's answer to "did your paper come out?". */
export async function cameOut(issued: Issued, yes: boolean): Promise<void> {
  printing.value = yes ? 'printed' : 'failed';
  await report(issued, yes, false, yes ? undefined : 'customer-says');
}

/** Reports for the record. A lost network must not bother the customer at the kiosk. */
async function report({ ticket }: Issued, ok: boolean, again: boolean, why?: string) {
  const params = { branch: device.value!.branch, ticket: ticket.id };
  const told = why ? { reason: REASONS.find((each) => each === why) ?? ('other' as const) } : {};
  try {
    if (again && ok) {
      await command('POST /api/branches/:branch/tickets/:ticket/reprint', { params, body: told });
    } else {
      await command('POST /api/branches/:branch/tickets/:ticket/printed', {
        params,
        body: { ok, ...told },
      });
    }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  }
}

/** What may close before this ticket's turn comes, and when (ms). */
function closingBefore({ warning, closing }: Issued['ticket']): SlipFacts['closing'] {
  if (warning !== 'may_miss_closing') return undefined;
  if (closing) return { at: Date.parse(closing.at), of: closing.of };
  // an answer that was stored by the release before this one
  const { closesAt } = branch.value!;
  return closesAt ? { at: Date.parse(closesAt), of: 'branch' } : undefined;
}

/** The warning that closing may come before their turn; undefined if there is none. */
export function mayMissWords(ticket: Issued['ticket']): string | undefined {
  const closing = closingBefore(ticket);
  if (!closing) return undefined;
  return mayMiss({ say, tag: tag.value }, closing, branch.value!.branch.timeZone);
}

function paperOf({ ticket, links }: Issued): PaperSlip {
  const { branch: place, queues, settings } = branch.value!;
  return slipOf(
    { say, tag: tag.value },
    {
      bank: settings.bank,
      greeting: named(settings.greeting),
      branch: place,
      number: ticket.number,
      queue: named(queues.find((queue) => queue.id === ticket.queue)?.names),
      said: ticket.said,
      closing: closingBefore(ticket),
      comesBackMinutes: settings.comesBackMinutes,
      ahead: Math.max(0, ticket.position - 1),
      page: new URL(links.page, location.href).href,
      issuedAt: Date.parse(ticket.issuedAt),
    },
  );
}

const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
