import { evolve, evolveTicket } from '../../domain/fold/evolve';
import { Event } from '../../domain/model/events';
import { State } from '../../domain/model/state';
import { Ticket } from '../../domain/model/ticket';
import { Vault } from '../../ports';

type Rows = readonly { readonly id: string }[];

/** What verification reads: links of a chain in pages, and the rows they must fold to. */
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

/** What is kept outside the database of a day that was closed. */
export interface KeptDay {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly branch: string;
  readonly events: number;
  /** Closed days that were compared with what is kept of them. */
  readonly anchors: number;
  /**
   * The day after which this walk began, because what came before was taken out of the database;
   * absent = the beginning.
   */
  readonly since?: string;
  /** Sentences: what is wrong and where. Empty = the chain holds, without gap, up to the head. */
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
 * Walks one chain: sequence gapless from 1, every hash the HMAC of the one before and its body, the
 * head where the chain ends. What is kept of closed days has to be what the chain says, so that not
 * even a holder of the keys can rewrite them. Where old events were taken out up to a closed day,
 * the walk begins at what is kept of that day.
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

/** Walks every chain, each with what is kept of its closed days. */
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
 * Folds a branch's events and compares with its rows: tickets, advisors and counts must be equal.
 * Returns sentences; none = equal.
 */
export async function compareRows(store: AuditStore, branch: string): Promise<readonly string[]> {
  // Tickets are folded beside the state: a month of them in one object would be copied at every
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
      const [a, b] = [stable(folded[id]), stable(byId.get(id))];
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
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each)
            .filter(([, inner]) => inner !== undefined && inner !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  ) ?? 'nothing';
