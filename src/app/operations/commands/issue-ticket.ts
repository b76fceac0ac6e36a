import { likelyOlderForms } from '../../domain/model/older-ids';
import { normaliseNationalId } from '../../domain/model/rut';
import { Lane, Language } from '../../domain/model/ticket';
import { Asking } from '../../ports';
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
    return deps.run({
      ...context,
      load: { number: true, ...(customer ? { customers: [customer] } : {}), line: true },
      shares: 'issuing',
      command: { type: 'IssueTicket', ticket, queue, lane, language, nationalId: national?.kind },
      answer: issuedAnswer(ticket),
    });
  };

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
