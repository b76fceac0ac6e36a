import { SYSTEM } from '../../domain/model/actor';
import { DayToClose } from '../../domain/model/errors';
import { likelyOlderForms } from '../../domain/model/older-ids';
import { normaliseNationalId } from '../../domain/model/rut';
import { Lane, Language } from '../../domain/model/ticket';
import { IssueTicket } from '../../domain/model/ticket-commands';
import { RunRequest, TicketHolder } from '../../ports';
import type { IssuedTicket } from '../../wire/tickets';
import { issuedAnswer } from '../write-path/answers';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

export interface IssueInput {
  readonly queue: string;
  readonly lane: Lane;
  readonly language: Language;
  readonly nationalId?: string;
  readonly phone?: string;
  /** Nobody saw the person, so anybody may have typed this number. */
  readonly unproven?: boolean;
}

/**
 * A customer takes a ticket. The person is encrypted here, before anything else: events know them
 * by an opaque id. An unproven ticket is never looked up by its number: the answer is the same
 * whatever that person has open, and the ticket blocks nobody (decision 0133).
 */
export const issueTicket =
  (deps: CommandDeps) =>
  async (
    context: CommandContext,
    { queue, lane, language, nationalId, phone, unproven }: IssueInput,
  ): Promise<CommandResult<IssuedTicket>> => {
    const ticket = deps.newId();
    const national = nationalId === undefined ? undefined : normaliseNationalId(nationalId);
    const customer = customerRow(deps, national?.value, phone, unproven);
    const asked = { ticket, queue, lane, language, nationalId: national?.kind };
    const issue = (command: Pick<IssueTicket, 'before'>) =>
      deps.run({
        ...context,
        load: { number: true, ...(customer ? { customers: [customer] } : {}), line: true },
        shares: 'issuing',
        command: { type: 'IssueTicket', ...asked, ...command },
        answer: issuedAnswer(ticket),
      });
    try {
      return await issue({ before: 'leave' });
    } catch (error) {
      if (!(error instanceof DayToClose)) throw error;
      await closeDay(deps, context.branch, error.day);
      return issue({ before: 'stay' });
    }
  };

/** How many tickets one command may close, and how often: the same as the sweep. */
const BATCH = 200;
const MOST_BATCHES = 100;

/**
 * Does what the sweep has not got round to: a day's figures are those of the people who came on it
 * (decision 0236).
 */
async function closeDay({ run }: CommandDeps, branch: string, day: string): Promise<void> {
  const step: RunRequest = {
    branch,
    actor: SYSTEM,
    load: { open: { limit: BATCH, closing: day } },
    command: { type: 'CloseDay', day, batch: BATCH },
  };
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    if (!(await run(step)).events.length) return;
  }
}

/** Indexes an older release may have kept them under: an open ticket found there is theirs. */
const olderIndexes = (vault: CommandDeps['vault'], nationalId: string | undefined) =>
  nationalId === undefined
    ? []
    : likelyOlderForms(nationalId).map((form) => vault.blindIndex(form, 'national-id'));

/** A customer who leaves only a phone is a person too: a row without an index. */
function customerRow(
  { newId, vault }: CommandDeps,
  nationalId: string | undefined,
  phone: string | undefined,
  unproven = false,
): TicketHolder | undefined {
  if (nationalId === undefined && phone === undefined) return undefined;
  const index = nationalId === undefined ? null : vault.blindIndex(nationalId, 'national-id');
  const sealed = (id: string) =>
    vault.encrypt(JSON.stringify({ nationalId, phone }), `customer\0${id}`);
  const id = newId();
  return {
    id,
    sealed,
    ...(unproven && index !== null
      ? { blindIndex: null, claimIndex: index }
      : { blindIndex: index, olderIndexes: olderIndexes(vault, nationalId) }),
    // A person who also gave a national ID is found by that: a phone may be a family's.
    ...(index === null ? { phoneIndex: vault.blindIndex(phone!, 'phone') } : {}),
    cipher: sealed(id),
  };
}
