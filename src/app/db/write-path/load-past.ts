import { Event } from '../../domain/model/events';
import { Slice } from '../../domain/model/state';
import { Param } from './load-day';

/** What has happened to a ticket, for a command that takes the last of it back. */
export interface PastRow {
  readonly past?: string[] | null;
  readonly turned?: boolean;
}

/** The ticket's events, and whether a day has opened since its last service or transfer. */
export function pastParts(ticket: string, param: Param) {
  const id = param(ticket);
  return {
    past: `(select json_agg(e.body order by e.seq) from events e
             where e.ticket_id = ${id}::uuid and (e.branch_id = $1) is true)`,
    turned: `(
      select exists (
        select from events d
         where d.branch_id = $1 and d.type = 'DayOpened'
           and d.seq > (select max(e.seq) from events e
                         where e.ticket_id = ${id}::uuid and (e.branch_id = $1) is true
                           and e.type in ('ServiceFinished', 'TicketTransferred',
                                          'MatterBegun'))))`,
  };
}

export const pastOf = ({ past, turned }: PastRow): Pick<Slice, 'past' | 'turned'> => ({
  past: (past ?? []).map((body) => JSON.parse(body) as Event),
  turned: turned === true,
});
