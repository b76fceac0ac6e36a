import { Event } from '../../domain/model/events';
import { Slice } from '../../domain/model/state';
import { LoadSpec } from '../../ports';
import { Param } from './load-day';

/** A ticket's past, for a command that takes something back. */
export interface PastRow {
  readonly past?: string[] | null;
  readonly turned?: boolean;
  readonly inUse?: boolean;
}

/**
 * The ticket's events, whether a day has opened since its last service, transfer or missed
 * call, and whether its
 * number was given again since it ended. As long as somebody has it, it is not.
 */
export function pastParts(ticket: NonNullable<LoadSpec['past']>, param: Param) {
  const id =
    typeof ticket === 'string'
      ? `${param(ticket)}::uuid`
      : `(select a.ticket_id from advisors a
           where a.branch_id = $1 and a.staff_id = ${param(ticket.inHandOf)})`;
  return {
    past: `(select json_agg(e.body order by e.seq) from events e
             where e.ticket_id = ${id} and (e.branch_id = $1) is true)`,
    turned: `(
      select exists (
        select from events d
         where d.branch_id = $1 and d.type = 'DayOpened'
           and d.seq > (select max(e.seq) from events e
                         where e.ticket_id = ${id} and (e.branch_id = $1) is true
                           and e.type in ('ServiceFinished', 'TicketTransferred',
                                          'MatterBegun', 'TicketMissed'))))`,
    inUse: `(
      select exists (
        select from tickets t
          join tickets o on o.branch_id = $1 and o.day = (select day from head)
                        and o.day > t.day and o.number = t.number
         where t.branch_id = $1 and t.id = ${id}
           and o.state in ('waiting', 'called', 'serving', 'held')))`,
  };
}

export const pastOf = ({
  past,
  turned,
  inUse,
}: PastRow): Pick<Slice, 'past' | 'turned' | 'numberInUse'> => ({
  past: (past ?? []).map((body) => JSON.parse(body) as Event),
  turned: turned === true,
  numberInUse: inUse === true,
});
