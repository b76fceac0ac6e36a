import type { My } from '../../../../src/app/wire/my';
import type { ListedTicket } from '../../../../src/app/wire/tickets';
import type { Weekday } from '../routes/weekday';

const ENDED = new Set(['served', 'cancelled', 'no-show']);

/** What each of these customers sees on their own page. */
async function pagesOf({ stage }: Weekday, keys: readonly string[]): Promise<readonly My[]> {
  const pages: My[] = [];
  for (const key of keys) {
    pages.push(await stage.call('GET /api/my', { as: `Ticket ${key}` }));
  }
  return pages;
}

/**
 * Differences between customers' own pages, the staff's list, the branch's display and the
 * consoles: every ticket issued is somewhere, and the same everywhere.
 */
export async function apart(weekday: Weekday, keys: readonly string[]): Promise<readonly string[]> {
  const { stage, supervisor: as } = weekday;
  const params = { branch: '1' };
  const listed = await stage.call('GET /api/branches/:branch/tickets', {
    params,
    query: { limit: 1000 },
    as,
  });
  const { config } = await stage.call('GET /api/branches/:branch/directory', { params, as });
  const display = await stage.call('GET /api/branches/:branch/display', { params, as });
  const found: string[] = [];
  const same = (of: string, ours: object, theirs: object) => {
    const [one, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (one !== other) found.push(`${of}: ${one}, and elsewhere ${other}`);
  };
  const lists = new Map(listed.map((ticket) => [ticket.id, ticket]));
  for (const { ticket, queue } of await pagesOf(weekday, keys)) {
    const there = lists.get(ticket.id);
    lists.delete(ticket.id);
    if (!there) {
      // a customer who has left is in the list of their own day
      if (ENDED.has(ticket.state)) continue;
      found.push(`${ticket.number} (${ticket.state}) is in no list`);
      continue;
    }
    const label = there.counter === undefined ? null : config.counters[there.counter].label;
    const called = ticket.state === 'called' || ticket.state === 'serving';
    same(
      `page of ${ticket.number}`,
      {
        state: ticket.state,
        queue: queue?.id,
        position: ticket.position,
        counter: called ? ticket.counter : null,
        calledAt: called ? ticket.calledAt : null,
        deferredUntil: ticket.deferredUntil,
        wish: ticket.wishUntil,
        matters: ticket.matters,
      },
      {
        state: there.state,
        queue: there.queue,
        position: there.position ?? null,
        counter: called ? label : null,
        calledAt: called ? there.calledAt : null,
        deferredUntil: there.deferredUntil ?? null,
        wish: there.wish?.until ?? null,
        matters: there.matters,
      },
    );
  }
  const shown = display.calling.map(({ number, counter }) => `${number} at ${counter}`).sort();
  const called = listed
    .filter(({ state }) => state === 'called')
    .map(({ number, counter }) => `${number} at ${config.counters[counter!].label}`)
    .sort();
  same('display', shown, called);
  return [...found, ...misplaced(listed)];
}

/**
 * Places that two customers share, or that are beyond the line. A customer who waits for one
 * advisor has no place, and may go before the others.
 */
function misplaced(listed: readonly ListedTicket[]): readonly string[] {
  const queues = [...new Set(listed.map(({ queue }) => queue))];
  return queues.flatMap((queue) => {
    const waiting = listed.filter((each) => each.queue === queue && each.state === 'waiting');
    const places = waiting.flatMap(({ position = [] }) => position);
    const wrong = places.filter(
      (place, index) => place < 1 || place > waiting.length || places.indexOf(place) !== index,
    );
    return wrong.length ? [`places in ${queue}: ${places.join()} of ${waiting.length}`] : [];
  });
}
