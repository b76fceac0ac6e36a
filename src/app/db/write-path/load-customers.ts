import { keptUnder } from '../../domain/model/kept-under';
import { Ticket } from '../../domain/model/ticket';
import { Known, LoadSpec, TicketHolder } from '../../ports';
import { asArray, RowArray, ticketColumns, ticketsFrom } from '../reads/rows';
import { Param } from './load-day';

/** A row of a person who asks, and their ticket here that has not ended. */
export interface FoundRow {
  readonly id: string;
  readonly index: string;
  readonly active: RowArray | null;
  readonly ahead: number | null;
}

const ticket = asArray(ticketColumns, 't');
/** One, or two if the previous release did not know that the other is on hold. */
const LATEST = 'order by t.seq desc limit 1';
const open = (person: string) => `
    t.branch_id = $1 and t.customer_id = ${person}
    and t.state in ('waiting', 'called', 'serving', 'held')`;
/** How many of its queue and lane are before ticket `t`. */
const before = `
    (select count(*) from tickets o
      where o.branch_id = $1 and o.queue = t.queue and o.lane = t.lane
        and o.state = 'waiting' and o.deferred_until is null
        and (o.due, o.seq) < (t.due, t.seq))::integer`;

/** All indexes under which these may be kept and that prove who they are. */
export const indexesOf = (customers: LoadSpec['customers'] = []): readonly string[] =>
  customers.flatMap(keptUnder);

/** Locked in order, against erasing; the lock is the last thing that this statement waits for. */
export const foundCte = (indexes: readonly string[], param: Param): string => `
  found as materialized (
    select c.id, c.blind_index from customers c
     where c.blind_index = any(${param(indexes)}::text[])
     order by c.id for key share)`;

export const knownPart = `(
  select json_agg(json_build_object(
           'id', f.id, 'index', f.blind_index,
           'active', (select ${ticket} from tickets t where ${open('f.id')} ${LATEST}),
           'ahead', (select ${before} from tickets t where ${open('f.id')} ${LATEST})))
    from found f)`;

/** The other open ticket of this ticket's person, and how many are ahead of it. */
export function activeParts(customerOf: NonNullable<LoadSpec['customerOf']>, param: Param) {
  const person = `(select x.customer_id from tickets x
                    where x.branch_id = $1 and x.id = ${param(customerOf)}::uuid)`;
  return {
    active: `(select ${ticket} from tickets t where ${open(person)} ${LATEST})`,
    ahead: `(select ${before} from tickets t where ${open(person)} ${LATEST})`,
  };
}

/** What was found, for each of those who ask. */
export function knownFrom(
  rows: readonly FoundRow[] | null | undefined,
  customers: readonly TicketHolder[],
): Readonly<Record<string, Known>> {
  const byIndex = new Map((rows ?? []).map((row) => [row.index, row]));
  return Object.fromEntries(
    customers.map((holder): readonly [string, Known] => {
      const { id, blindIndex } = holder;
      if (blindIndex === null) return [id, {}];
      const [active] = keptUnder(holder)
        .flatMap((index) => activeOf(byIndex.get(index)))
        .sort((a, b) => b.active.seq - a.active.seq);
      return [id, { id: byIndex.get(blindIndex)?.id, ...active }];
    }),
  );
}

function activeOf(row: FoundRow | undefined): readonly { active: Ticket; ahead?: number }[] {
  if (!row?.active) return [];
  const [active] = ticketsFrom([row.active]);
  return [{ active, ahead: row.ahead ?? undefined }];
}
