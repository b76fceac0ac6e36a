import { ClientBase } from 'pg';
import { Ticket } from '../../domain/model/ticket';
import { WriteSet } from '../../ports';
import { Rows } from './write-rows';
import { writeStatement } from './write-statement';

/**
 * What changed between the slice that was loaded and the slice after the events. Objects are
 * replaced, never mutated.
 */
const changed = <T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) =>
  Object.entries(after)
    .filter(([id, value]) => before[id] !== value)
    .map(([, value]) => value);

const DIVISION_BY_ZERO = '22012';

/**
 * Writes the commit and returns how many deliveries it queued. Rejects if the head is not where the
 * lock found it.
 */
export async function write(client: ClientBase, set: WriteSet): Promise<number> {
  const { head } = set;
  const result = await client
    .query<{ deliveries: number }>(writeStatement(set, rowsOf(set)))
    .catch((error: Error & { readonly code?: string }) => {
      throw error.code === DIVISION_BY_ZERO
        ? new Error(
            `branch ${head.branch}: the head moved under the lock (expected seq ${head.seq})`,
          )
        : error;
    });
  return result.rows[0].deliveries;
}

/** The rows of the commit, by what they are for. */
function rowsOf(set: WriteSet): Rows {
  const { before, after, events, answers, stretches } = set;
  const { issued, numbered } = issuedIn(set);
  const tickets = changed(before.tickets, after.tickets);
  const moved = tickets.filter((ticket) => !issued.has(ticket.id));
  const isInHand = ({ state }: Ticket) => state === 'called' || state === 'serving';
  return {
    events: events.map(eventRow),
    issued: tickets
      .filter((ticket) => issued.has(ticket.id))
      .map((ticket) => ({
        ...ticket,
        n: issued.get(ticket.id),
        keyHash: set.keyHashes[ticket.id],
      })),
    freed: moved.filter((ticket) => !isInHand(ticket)),
    inHand: moved.filter(isInHand),
    counts: changed(before.queues, after.queues),
    numbers: [...numbered].map(([queue, n]) => ({ queue, n })),
    advisors: advisorRows(set),
    alerts: alertRows(set),
    answers: answers.map((each) => ({ ...each, answer: JSON.stringify(each.answer) })),
    remarks: set.remark ? [set.remark] : [],
    notes: set.note && 'cipher' in set.note ? [set.note] : [],
    notesGone: set.note && 'gone' in set.note ? [set.note.gone] : [],
    begun: stretches.begun,
    ended: stretches.ended,
  };
}

/** Running numbers by issued ticket, and the last one given in each queue. */
function issuedIn({ events }: WriteSet) {
  const issued = new Map<string, number>();
  const numbered = new Map<string, number>();
  for (const {
    event: { fact },
  } of events) {
    if (fact.type !== 'TicketIssued') continue;
    issued.set(fact.ticket, fact.n);
    numbered.set(fact.queue, fact.n);
  }
  return { issued, numbered };
}

const eventRow = ({ event, body, hash }: WriteSet['events'][number]) => ({
  seq: event.seq,
  type: event.fact.type,
  ticket: 'ticket' in event.fact ? event.fact.ticket : undefined,
  actor: `${event.actor.kind}:${event.actor.id}`,
  body,
  hash,
});

function advisorRows({ before, after, seen, at }: WriteSet) {
  const advisors = new Set([
    ...changed(before.advisors, after.advisors),
    ...seen.flatMap((id) => after.advisors[id] ?? []),
  ]);
  return [...advisors].map((advisor) =>
    seen.includes(advisor.id) ? { ...advisor, seenAt: at } : advisor,
  );
}

function alertRows({ before, after, events, at }: WriteSet) {
  // Taking a call for help says who and closes it, in one commit.
  const taken = new Map(
    events.flatMap(({ event: { fact } }) =>
      fact.type === 'AlertAcknowledged' ? [[fact.id, { acknowledgedBy: fact.by }]] : [],
    ),
  );
  return [
    ...changed(before.alerts, after.alerts).map((alert) => ({ id: alert.id, body: alert })),
    ...Object.keys(before.alerts)
      .filter((id) => !after.alerts[id])
      .map((id) => ({ id, body: { ...before.alerts[id], ...taken.get(id) }, closed: at })),
  ];
}
