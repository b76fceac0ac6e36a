import { PrintFailed } from './printers';
import { ApiProblem, command, get } from '../../shared/api/api';
import { device } from '../../shared/api/device';
import { language } from '../../shared/look/words';

/** What the server says of a print by the branch's own printer. */
export interface BranchPrint {
  readonly state: 'queued' | 'printing' | 'printed' | 'failed' | 'unconfirmed';
  readonly reason: string | null;
}
interface Answer {
  readonly job: BranchPrint | null;
}

const LOOK_MS = 1000;
/** The server has an end for every print within this; without the network there is none. */
const LOOK_AT_MOST_MS = 90_000;

const pathOf = (ticket: string) => {
  const branch = encodeURIComponent(device.value!.branch);
  return `/api/branches/${branch}/tickets/${encodeURIComponent(ticket)}/print`;
};
const isUnderWay = ({ state }: BranchPrint) => state === 'queued' || state === 'printing';

/**
 * Asks the branch's printer for the ticket's paper. Undefined where the branch has none. Throws
 * `PrintFailed`.
 */
export async function askBranchPrinter(
  ticket: string,
  again: boolean,
  printer: string | undefined,
): Promise<BranchPrint | undefined> {
  try {
    const { job } = await command<Answer>({
      method: 'POST',
      path: pathOf(ticket),
      body: { language: language.value, again, ...(printer ? { printer } : {}) },
    });
    return job ?? undefined;
  } catch (error) {
    throw error instanceof ApiProblem ? new PrintFailed(error.code) : error;
  }
}

/**
 * Follows a print to its end; `isWanted` false stops it. Throws `PrintFailed` when the end is not
 * heard of.
 */
export async function followPrint(
  ticket: string,
  asked: BranchPrint,
  isWanted: () => boolean,
): Promise<BranchPrint> {
  let print = asked;
  for (const until = Date.now() + LOOK_AT_MOST_MS; isUnderWay(print) && isWanted();) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (Date.now() > until) throw new PrintFailed('not-heard');
    print = (await look(ticket)) ?? print;
  }
  return print;
}

/** Without an answer it is looked again. */
async function look(ticket: string): Promise<BranchPrint | undefined> {
  try {
    return (await get<Answer>(pathOf(ticket))).job ?? undefined;
  } catch (error) {
    if (error instanceof ApiProblem && error.undecided) return undefined;
    throw error instanceof ApiProblem ? new PrintFailed(error.code) : error;
  }
}
