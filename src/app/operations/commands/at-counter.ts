import { maskedId } from '../../domain/model/masked-id';
import { inOtherHands, notInHand, unknownTicketToday } from '../../domain/model/missing';
import { keptAs, presentForm } from '../../domain/model/older-ids';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { legible, PersonOfTicket } from '../../ports';
import type { Noted, PersonAtCounter, PersonShown } from '../../wire/at-counter';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps, ConfigureDeps } from './deps';
import { OnTicket } from './on-ticket';

/** Who is at the counter, and notes of the visit, for the advisor who serves them. */

/**
 * What is kept about them, as text; undefined if there is nothing, or nothing that can be
 * decrypted.
 */
const keptOf = ({ vault }: ConfigureDeps, { customer, cipher }: PersonOfTicket) =>
  customer === null || cipher === null
    ? undefined
    : legible(vault, cipher, `customer\0${customer}`);

function keptNationalId(json: string): string | undefined {
  const { nationalId } = JSON.parse(json) as { nationalId?: string };
  return nationalId === undefined ? undefined : presentForm(nationalId);
}

/**
 * The person, masked, with what else they came for today. Only while this advisor has their ticket.
 */
export const personAtCounter =
  (deps: ConfigureDeps) =>
  async (branch: string, { ticket: id, staff, supervises }: OnTicket): Promise<PersonAtCounter> => {
    const { floor } = await deps.reads.readFloor(branch);
    const ticket = floor.tickets[id];
    if (!ticket) throw unknownTicketToday('ticket', id);
    if (!['called', 'serving', 'held'].includes(ticket.state)) throw notInHand(ticket);
    if (!supervises && ticket.advisor !== staff) throw inOtherHands(ticket);
    const person = await deps.store.personOfTicket(branch, id);
    const text = person && keptOf(deps, person);
    const nationalId = text === undefined ? undefined : keptNationalId(text);
    // A person who only says who they are sees no visits of the person they name.
    const kept = person?.proven && nationalId !== undefined ? keptAs(nationalId) : [];
    const visits = await deps.store.otherVisits(
      branch,
      id,
      kept.map((form) => deps.vault.blindIndex(form, 'national-id')),
    );
    return {
      nationalId: nationalId === undefined ? null : maskedId(nationalId),
      proven: person?.proven ?? false,
      visits: visits.map(({ number, queue, state, issuedAt, endedAt }) => ({
        number,
        queue,
        state,
        issuedAt: rfc3339(issuedAt),
        endedAt: rfc3339OrNull(endedAt),
      })),
      notes: (person?.notes ?? []).map(({ id: note, at, by, cipher }) => ({
        id: note,
        at: rfc3339(at),
        by,
        yours: supervises || by === staff,
        text: legible(deps.vault, cipher, `note\0${note}`) ?? null,
      })),
    };
  };

/**
 * The whole number. The audit trail records first that it is shown, to whom and for which ticket.
 */
export const showPerson =
  (deps: ConfigureDeps) =>
  async (
    context: CommandContext,
    { ticket, staff, supervises }: OnTicket,
  ): Promise<PersonShown> => {
    await deps.run({
      ...context,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], advisor: staff },
      command: { type: 'ShowPerson', ticket, by: { staff, supervises } },
      answer: { shown: ticket },
    });
    const person = await deps.store.personOfTicket(context.branch, ticket);
    if (!person?.customer || person.cipher === null) return { nationalId: null };
    const text = deps.vault.decrypt(person.cipher, `customer\0${person.customer}`);
    return { nationalId: keptNationalId(text) ?? null };
  };

/**
 * A note for the advisor who serves the customer next. Like a remark it is personal: kept
 * encrypted, erased with the person and after a time; the event names it by an id.
 */
export const writeNote =
  ({ run, vault, newId }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, note: text, staff, supervises }: OnTicket & { readonly note: string },
  ): Promise<CommandResult<Noted>> => {
    const note = newId();
    return run({
      ...context,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], past: ticket, advisor: staff },
      command: { type: 'WriteNote', ticket, note, by: { staff, supervises } },
      note: { id: note, ticket, cipher: vault.encrypt(text, `note\0${note}`), by: staff },
      answer: { note },
    });
  };

/** Its words are deleted in the same commit; the events say that there was a note. */
export const removeNote =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, note, staff, supervises }: OnTicket & { readonly note: string },
  ): Promise<CommandResult<Noted>> =>
    run({
      ...context,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], past: ticket, advisor: staff },
      command: { type: 'RemoveNote', ticket, note, by: { staff, supervises } },
      note: { gone: note },
      answer: { note },
    });
