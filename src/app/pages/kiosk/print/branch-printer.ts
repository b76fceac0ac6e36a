import type { PrintJob } from '../../../wire/prints';
import { ApiProblem, call, command } from '../../shared/api/api';
import { device } from '../../shared/api/device';
import { language } from '../../shared/look/words';
import { PrintFailed } from './printers';

const LOOK_MS = 1000;
/** The server settles every print within this time; without a network, no answer comes. */
const LOOK_AT_MOST_MS = 90_000;

const at = (ticket: string) => ({ branch: device.value!.branch, ticket });
const isUnderWay = ({ state }: PrintJob) => state === 'queued' || state === 'printing';

/**
 * Asks the branch's printer for a paper ticket. Undefined where the branch has no printer. Throws
 * `PrintFailed`.
 */
export async function askBranchPrinter(
  ticket: string,
  again: boolean,
  printer: string | undefined,
): Promise<PrintJob | undefined> {
  try {
    const { job } = await command('POST /api/branches/:branch/tickets/:ticket/print', {
      params: at(ticket),
      body: { language: language.value, again, ...(printer ? { printer } : {}) },
    });
    return job ?? undefined;
  } catch (error) {
    throw error instanceof ApiProblem ? new PrintFailed(error.code) : error;
  }
}

/**
 * Follows a print to its end, or until `isWanted` is false. Throws `PrintFailed` if the end is
 * never reported.
 */
export async function followPrint(
  ticket: string,
  job: PrintJob,
  isWanted: () => boolean,
): Promise<PrintJob> {
  let print = job;
  for (const until = performance.now() + LOOK_AT_MOST_MS; isUnderWay(print) && isWanted();) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (performance.now() > until) throw new PrintFailed('not-heard');
    print = (await look(ticket)) ?? print;
  }
  return print;
}

/** Undefined without an answer: look again then. */
async function look(ticket: string): Promise<PrintJob | undefined> {
  try {
    const { job } = await call('GET /api/branches/:branch/tickets/:ticket/print', {
      params: at(ticket),
    });
    return job ?? undefined;
  } catch (error) {
    if (error instanceof ApiProblem && error.undecided) return undefined;
    throw error instanceof ApiProblem ? new PrintFailed(error.code) : error;
  }
}
