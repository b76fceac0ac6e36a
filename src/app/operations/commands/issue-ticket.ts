import { SYSTEM } from '../../domain/model/actor';
import { DayToClose } from '../../domain/model/errors';
import { likelyOlderForms } from '../../domain/model/older-ids';
import { normaliseNationalId } from '../../domain/model/rut';
import { Lane, Language } from '../../domain/model/ticket';
import { IssueTicket } from '../../domain/model/ticket-commands';
import { Asking, RunRequest } from '../../ports';
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
  /** Nobody saw the person: anybody may have typed this number. */
  readonly unproven?: boolean;
}

/**
 * A customer takes a ticket. The person is encrypted here, before anything goes on: events know
 * them by an opaque id. An unproven ticket is never looked up by its number: whatever that person
 * has open, the answer is the same, and the ticket stands in nobody's way (decision 0133).
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
    const issue = (about: Pick<IssueTicket, 'before'>) =>
      deps.run({
        ...context,
        load: { number: true, ...(customer ? { customers: [customer] } : {}), line: true },
        shares: 'issuing',
        command: { type: 'IssueTicket', ...asked, ...about },
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

/** Tickets that one command may close, and how often: as the sweep does. */
const BATCH = 200;
const MOST_BATCHES = 100;

/**
 * Does what the sweep has not come to: the figures of a day are those of people who came on it
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

/** What an older release may have kept them under: their open ticket there is theirs. */
const olderIndexes = (vault: CommandDeps['vault'], nationalId: string | undefined) =>
  nationalId === undefined
    ? []
    : likelyOlderForms(nationalId).map((form) => vault.blindIndex(form, 'national-id'));

/** Whoever leaves only a phone is a person too: a row without an index. */
function customerRow(
  { newId, vault }: CommandDeps,
  nationalId: string | undefined,
  phone: string | undefined,
  unproven = false,
): Asking | undefined {
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
    // Whoever gave a national ID too is found by that: a phone may be a family's.
    ...(index === null ? { phoneIndex: vault.blindIndex(phone!, 'phone') } : {}),
    cipher: sealed(id),
  };
}
