import { maskedId } from '../../domain/model/masked-id';
import { inOtherHands, notInHand, unknownTicketToday } from '../../domain/model/missing';
import { keptAs, presentForm } from '../../domain/model/older-ids';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import type { PersonAtCounter, PersonShown } from '../../wire/at-counter';
import { CommandContext } from '../write-path/command';
import { ConfigureDeps } from './deps';
import { OnTicket } from './on-ticket';

/** Who is at the counter: for whoever serves them. */

const nationalIdIn = ({ vault }: ConfigureDeps, cipher: string | null): string | undefined =>
  cipher === null ? undefined : keptNationalId(vault.decrypt(cipher, 'customer'));

function keptNationalId(json: string): string | undefined {
  const { nationalId } = JSON.parse(json) as { nationalId?: string };
  return nationalId === undefined ? undefined : presentForm(nationalId);
}

/** Masked, with what else they came for today. Only while their ticket is in these hands. */
export const personAtCounter =
  (deps: ConfigureDeps) =>
  async (branch: string, { ticket: id, staff, supervises }: OnTicket): Promise<PersonAtCounter> => {
    const { floor } = await deps.reads.readFloor(branch);
    const ticket = floor.tickets[id];
    if (!ticket) throw unknownTicketToday('ticket', id);
    if (!['called', 'serving', 'held'].includes(ticket.state)) throw notInHand(ticket);
    if (!supervises && ticket.advisor !== staff) throw inOtherHands(ticket);
    const person = await deps.store.personOfTicket(branch, id);
    const nationalId = person && nationalIdIn(deps, person.cipher);
    // Who only says who they are is shown no visits of whom they name.
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
    };
  };

/** The whole number. That it was shown, to whom and of which ticket, is in the trail before. */
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
    return { nationalId: (person && nationalIdIn(deps, person.cipher)) ?? null };
  };
