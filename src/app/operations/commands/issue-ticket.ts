import { Answered, Asked, IssuedAnswer } from '../operations';
import { Parts } from '../write-path/parts';
import { iso } from '../write-path/present';
import { Refused } from '../../domain/model/errors';
import { FactOf } from '../../domain/model/events';
import { normaliseNationalId } from '../../domain/model/rut';
import { Lane, Language } from '../../domain/model/ticket';
import { Loaded } from '../../ports';

export interface IssueInput {
  readonly queue: string;
  readonly lane: Lane;
  readonly language: Language;
  readonly nationalId?: string;
  readonly phone?: string;
}

/**
 * A customer takes a ticket. The person is encrypted before anything leaves this function; events
 * know an opaque id.
 */
export const issueTicket =
  (parts: Parts) =>
  async (asked: Asked, input: IssueInput): Promise<Answered<IssuedAnswer>> => {
    const id = parts.newId();
    const national =
      input.nationalId === undefined ? undefined : normaliseNationalId(input.nationalId);
    const result = await parts.run({
      branch: asked.branch,
      actor: asked.actor,
      idempotency: asked.idempotency,
      load: { customer: customerRow(parts, national?.value, input.phone) },
      command: (loaded) => {
        checkIdentity(loaded, national?.kind);
        return {
          type: 'IssueTicket',
          ticket: id,
          queue: input.queue,
          lane: input.lane,
          language: input.language,
          customer: loaded.customer,
        };
      },
      answer: (events, after) => {
        const issued = events
          .map((event) => event.fact)
          .find((fact): fact is FactOf<'TicketIssued'> => fact.type === 'TicketIssued')!;
        const ticket = after.tickets[id];
        return {
          id,
          number: issued.number,
          queue: issued.queue,
          lane: issued.lane,
          state: ticket.state,
          position: issued.position,
          estimate: issued.estimate
            ? {
                minutes: issued.estimate.minutes,
                low: issued.estimate.low,
                high: issued.estimate.high,
              }
            : null,
          issuedAt: iso(ticket.issuedAt)!,
          due: iso(ticket.due)!,
          counter: ticket.counter ?? null,
          warning: issued.unattended ? 'queue_unattended' : null,
        } satisfies IssuedAnswer;
      },
    });
    return { answer: result.answer as IssuedAnswer, replayed: result.replayed };
  };

/** Anonymous with a phone is a person too: a row without an index. */
function customerRow(parts: Parts, nationalId: string | undefined, phone: string | undefined) {
  if (nationalId === undefined && phone === undefined) return undefined;
  return {
    id: parts.newId(),
    blindIndex: nationalId === undefined ? null : parts.vault.blindIndex(nationalId, 'national-id'),
    cipher: parts.vault.encrypt(JSON.stringify({ nationalId, phone }), 'customer'),
  };
}

function checkIdentity(loaded: Loaded, kind: 'rut' | 'other' | undefined) {
  const { settings } = loaded.slice.config;
  if (kind === undefined && !settings.anonymousAllowed) {
    throw new Refused(
      'invalid',
      'national_id_required',
      'This branch gives tickets with a national ID only. Enter the RUT.',
      [{ field: 'nationalId', got: null, wants: 'a RUT, such as 12345678-5' }],
    );
  }
  if (kind === 'other' && !settings.otherIdsAllowed) {
    throw new Refused(
      'invalid',
      'rut_required',
      'This branch takes RUTs only. Enter a RUT, or ask at the desk.',
      [{ field: 'nationalId', got: 'another document', wants: 'a RUT, such as 12345678-5' }],
    );
  }
}
