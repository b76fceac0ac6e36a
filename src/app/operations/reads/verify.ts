import { evolve } from '../../domain/fold/evolve';
import { evolveTicket } from '../../domain/fold/evolve-ticket';
import { canonical } from '../../domain/model/canonical';
import { Event } from '../../domain/model/events';
import { State } from '../../domain/model/state';
import { Ticket } from '../../domain/model/ticket';
import { Vault } from '../../ports';

type Rows = readonly { readonly id: string }[];

/** What verifying reads: the links of a chain in pages, and the rows they must fold to. */
export interface AuditStore {
  chains(): Promise<
    readonly { readonly branch: string; readonly seq: number; readonly hash: string }[]
  >;
  links(
    branch: string,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly body: string; readonly hash: string }[]>;
  rowsOf(
    branch: string,
  ): Promise<{ readonly tickets: Rows; readonly advisors: Rows; readonly counts: Rows }>;
}

/** The anchor of a closed day, kept outside the database. */
export interface KeptDay {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly branch: string;
  readonly events: number;
  /** Closed days that were compared with their anchors. */
  readonly anchors: number;
  /**
   * The closed day after which the walk began, because older events were archived; absent = none.
   */
  readonly since?: string;
  /** One sentence each: what is wrong, and where. Empty = the chain holds up to the head. */
  readonly faults: readonly string[];
}

const PAGE = 2_000;

async function* walk(store: AuditStore, branch: string, from = 0) {
  for (let after = from; ;) {
    const page = await store.links(branch, after, PAGE);
    if (!page.length) return;
    yield* page;
    after = page.at(-1)!.seq;
  }
}

/**
 * Walks one chain. The sequence starts at 1 and has no gap, every hash is the HMAC of the one
 * before and the body, and the chain ends where the head stands. Anchors of closed days must agree
 * with the chain, so not even a holder of the keys can rewrite those days. Where events up to a
 * closed day were archived, the walk starts at that day's anchor.
 */
export async function verifyChain(
  store: AuditStore,
  vault: Pick<Vault, 'chainHolds'>,
  head: { readonly branch: string; readonly seq: number; readonly hash: string },
  kept: readonly KeptDay[] = [],
): Promise<ChainReport> {
  const faults: string[] = [];
  const keptAt = new Map(kept.map((each) => [each.seq, each]));
  let previous = '';
  let seq = 0;
  let events = 0;
  let anchors = 0;
  let since: KeptDay | undefined;
  for await (const link of walk(store, head.branch)) {
    if (events === 0 && link.seq > 1) since = keptAt.get(link.seq - 1);
    if (events === 0 && since) ({ seq, hash: previous } = since);
    if (link.seq !== seq + 1) {
      faults.push(`branch ${head.branch}: event ${seq + 1} is missing (next is ${link.seq})`);
    }
    if (!vault.chainHolds(previous, link.body, link.hash)) {
      faults.push(
        `branch ${head.branch}: event ${link.seq} was changed, or an event before it was ` +
          'removed: its hash does not follow',
      );
    }
    const body = JSON.parse(link.body) as Event;
    if (body.seq !== link.seq || body.branch !== head.branch) {
      faults.push(
        `branch ${head.branch}: event ${link.seq} says it is event ${body.seq} of branch ` +
          `${body.branch}`,
      );
    }
    const anchor = keptAt.get(link.seq);
    if (anchor && anchor.hash !== link.hash) {
      faults.push(
        `branch ${head.branch}: event ${link.seq} is not the one with which ${anchor.day} ` +
          'was closed: the anchor kept then has another hash',
      );
    }
    if (anchor) anchors += 1;
    previous = link.hash;
    seq = link.seq;
    events += 1;
    if (faults.length >= 20) break;
  }
  if (!faults.length && (seq !== head.seq || previous !== head.hash)) {
    faults.push(
      `branch ${head.branch}: the head stands at ${head.seq}, the chain ends at ${seq}: ` +
        'events at the end were removed',
    );
  }
  const lost = kept.filter((each) => each.seq > seq);
  if (lost.length && faults.length < 20) {
    faults.push(
      `branch ${head.branch}: ${lost[0].day} was closed at event ${lost[0].seq}, and the ` +
        `chain ends at ${seq}: events at the end were removed`,
    );
  }
  return { branch: head.branch, events, anchors, ...(since ? { since: since.day } : {}), faults };
}

/** Walks every chain, each with the anchors of its closed days. */
export async function verifyChains(
  store: AuditStore,
  vault: Pick<Vault, 'chainHolds'>,
  keptOf: (branch: string) => Promise<readonly KeptDay[]> = async () => [],
): Promise<readonly ChainReport[]> {
  const reports: ChainReport[] = [];
  for (const head of await store.chains()) {
    reports.push(await verifyChain(store, vault, head, await keptOf(head.branch)));
  }
  return reports;
}

/**
 * Folds a branch's events and compares the result with its rows: tickets, advisors and counts.
 * Returns one sentence for each difference.
 */
export async function compareRows(store: AuditStore, branch: string): Promise<readonly string[]> {
  // Tickets are folded beside the state: a month of them in one object would be copied with every
  // event.
  const none: Readonly<Record<string, Ticket>> = {};
  let state: State = { branch, day: '', tickets: none, advisors: {}, queues: {}, alerts: {} };
  const tickets = new Map<string, Ticket>();
  for await (const link of walk(store, branch)) {
    const event = JSON.parse(link.body) as Event;
    state = evolve({ ...state, tickets: none }, event);
    const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
    const ticket = id && evolveTicket(tickets.get(id), event);
    if (id && ticket) tickets.set(id, ticket);
  }
  const rows = await store.rowsOf(branch);
  const differences: string[] = [];
  const compare = (
    what: string,
    folded: Readonly<Record<string, unknown>>,
    kept: readonly { readonly id: string }[],
  ) => {
    const ids = new Set([...Object.keys(folded), ...kept.map((row) => row.id)]);
    const byId = new Map(kept.map((row) => [row.id, row]));
    for (const id of ids) {
      const [a, b] = [comparable(folded[id]), comparable(byId.get(id))];
      if (a !== b) {
        differences.push(`branch ${branch}: ${what} ${id}: events say ${a}, the row says ${b}`);
      }
    }
  };
  compare('ticket', Object.fromEntries(tickets), rows.tickets);
  compare('advisor', state.advisors, rows.advisors);
  compare(
    'queue',
    state.queues,
    rows.counts.filter((row) => state.queues[row.id] || !isEmpty(row)),
  );
  return differences;
}

const isEmpty = (row: object) =>
  Object.values(row).every((value) => typeof value === 'string' || value === 0);
/** Rows have null where a fold has nothing. */
const comparable = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : canonical(JSON.parse(JSON.stringify(value), (_key, each) => each ?? undefined));
