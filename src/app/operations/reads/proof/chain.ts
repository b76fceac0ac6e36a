import { Event } from '../../../domain/model/events';
import { headText } from '../../../domain/model/head';
import { Vault } from '../../../ports';
import { Faults } from './faults';
import { AuditSnapshot, Head, KeptDay, KeptPoint, Link } from './store';

const PAGE = 2_000;

/**
 * Links of a chain in the order of their numbers, whatever those are, page by page: the next page
 * is read while one is checked. A row that does not come after the one before it ends the walk,
 * because a forged number could otherwise make it endless.
 * @param coming gets each page before the next is requested, to request what goes with it
 */
export async function* walk(
  snapshot: AuditSnapshot,
  branch: string,
  coming: (page: readonly Link[]) => void = () => undefined,
  size = PAGE,
): AsyncGenerator<readonly Link[]> {
  let after: string | undefined;
  for (let next = snapshot.links(branch, after, size); ;) {
    const page = await next;
    const last = page.at(-1)?.seq;
    const more =
      last !== undefined &&
      page.length === size &&
      (after === undefined || BigInt(last) > BigInt(after));
    coming(page);
    if (more) {
      next = snapshot.links(branch, last, size);
      next.catch(() => undefined); // reported where it is awaited
    }
    yield page;
    if (!more) return;
    after = last;
  }
}

export interface WalkDeps {
  readonly vault: Pick<Vault, 'chainHolds' | 'chainKey' | 'sealHolds'>;
  readonly head: Head;
  readonly kept: readonly KeptDay[];
  readonly noted: readonly KeptPoint[];
  readonly faults: Faults;
}

/** Follows one chain, link by link, and says where it breaks. */
export class ChainWalk {
  private previous = '';
  private seq = 0;
  private at = 0;
  private key = Infinity;
  private readonly keptAt: ReadonlyMap<number, KeptDay>;
  private readonly notedAt: ReadonlyMap<number, KeptPoint>;
  /** The first closed day without an anchor before the newest anchor. */
  private withoutAnchor?: { readonly day: string; readonly seq: number };
  events = 0;
  anchors = 0;
  /**
   * The closed day after which the walk began, because earlier events were exported and removed.
   */
  since?: KeptDay;

  constructor(private readonly deps: WalkDeps) {
    this.keptAt = new Map(deps.kept.map((each) => [each.seq, each]));
    this.notedAt = new Map(deps.noted.map((each) => [each.seq, each]));
  }

  private get name() {
    return `branch ${this.deps.head.branch}`;
  }

  /** The event, if its text is one; otherwise what is wrong with it is reported. */
  see(link: Link): Event | undefined {
    const { faults, vault } = this.deps;
    const seq = Number(link.seq);
    if (this.events === 0 && seq > 1) this.since = this.keptAt.get(seq - 1);
    if (this.events === 0 && this.since) ({ seq: this.seq, hash: this.previous } = this.since);
    if (seq !== this.seq + 1) {
      faults.add(
        seq > this.seq
          ? `${this.name}: event ${this.seq + 1} is missing (next is ${link.seq})`
          : `${this.name}: event ${link.seq} is there twice, or before the first`,
      );
    }
    if (!vault.chainHolds(this.previous, link.body, link.hash)) {
      faults.add(
        `${this.name}: event ${link.seq} was changed, or an event before it was removed: ` +
          'its hash does not follow',
      );
    }
    const key = vault.chainKey(link.hash);
    if (key !== undefined && key > this.key) {
      faults.add(
        `${this.name}: event ${link.seq} is under a key that had been replaced before it: ` +
          'whoever kept the old key wrote it',
      );
    }
    this.key = Math.min(this.key, key ?? Infinity);
    const event = this.parsed(link);
    if (event) this.compared(link, event);
    this.anchored(seq, link.hash);
    this.previous = link.hash;
    this.seq = seq;
    this.events += 1;
    return event;
  }

  private parsed({ body, seq }: Link): Event | undefined {
    try {
      const event = JSON.parse(body) as Partial<Event> | null;
      if (event && typeof event === 'object' && event.fact && event.actor) return event as Event;
    } catch {
      // reported below, like JSON that is not an event
    }
    this.deps.faults.add(`${this.name}: the text of event ${seq} is not that of an event`);
    return undefined;
  }

  /** The columns repeat what the text says, and must not tell their readers anything else. */
  private compared(link: Link, { seq, branch, at, actor, fact }: Event): void {
    const { faults, head } = this.deps;
    if (String(seq) !== link.seq || branch !== head.branch) {
      faults.add(`${this.name}: event ${link.seq} says it is event ${seq} of branch ${branch}`);
    }
    const ticket = ('ticket' in fact && fact.ticket) || null;
    if (fact.type !== link.type) this.otherwise(link, 'type', fact.type, link.type);
    if (ticket !== link.ticket) this.otherwise(link, 'ticket_id', ticket, link.ticket);
    if (at !== link.at) this.otherwise(link, 'at', at, link.at);
    const by = `${actor.kind}:${actor.id}`;
    if (by !== link.actor) this.otherwise(link, 'actor', by, link.actor);
    if (at < this.at) {
      faults.add(`${this.name}: event ${link.seq} is earlier than the event before it`);
    }
    this.at = at;
    if (fact.type !== 'DayClosed' || this.withoutAnchor) return;
    if (seq < (this.deps.kept.at(-1)?.seq ?? 0) && !this.keptAt.has(seq)) {
      this.withoutAnchor = { day: fact.day, seq };
    }
  }

  private otherwise({ seq }: Link, column: string, text: unknown, row: unknown): void {
    this.deps.faults.add(
      `${this.name}: event ${seq}: its text says ${column} is ${String(text)}, its row says ` +
        String(row),
    );
  }

  private anchored(seq: number, hash: string): void {
    const { faults } = this.deps;
    const day = this.keptAt.get(seq);
    if (day && day.hash !== hash) {
      faults.add(
        `${this.name}: event ${seq} is not the one with which ${day.day} was closed: ` +
          'the anchor kept then has another hash',
      );
    }
    if (day) this.anchors += 1;
    const noted = this.notedAt.get(seq);
    if (noted && noted.hash !== hash) {
      faults.add(
        `${this.name}: event ${seq} is not the one that was noted outside the database when it ` +
          'was the last: it, or an event before it, was changed since',
      );
    }
  }

  /**
   * What only the end of the chain shows: the head, its seal, and what is kept about removed
   * events.
   */
  end(foldedDay: string): void {
    const { faults, head, kept, noted } = this.deps;
    if (this.seq !== head.seq || this.previous !== head.hash) {
      faults.add(
        `${this.name}: the head stands at ${head.seq}, the chain ends at ${this.seq}: ` +
          (this.seq > head.seq
            ? 'events were added behind it'
            : this.seq === head.seq
              ? 'they have different hashes'
              : 'events at the end were removed'),
      );
    }
    if (!this.since && head.day !== foldedDay) {
      faults.add(`${this.name}: the head says the day is ${head.day}, its events ${foldedDay}`);
    }
    this.sealed();
    const [lost] = [...kept.map(({ day, seq }) => ({ seq, what: `${day} was closed` }))]
      .concat(noted.map(({ seq }) => ({ seq, what: 'the open day was noted' })))
      .filter(({ seq }) => seq > this.seq);
    if (lost) {
      faults.add(
        `${this.name}: ${lost.what} at event ${lost.seq}, and the chain ends at ${this.seq}: ` +
          'events at the end were removed',
      );
    }
    this.everyDayKept();
  }

  private sealed(): void {
    const { faults, head, vault } = this.deps;
    if (head.seal === null || head.sealedSeq === null) {
      if (head.seq > 0) {
        faults.unproven(
          `${this.name}: its head has no seal, so nothing shows whether events after ` +
            `${head.seq} were removed; the next event seals it`,
        );
      }
      return;
    }
    if (head.sealedSeq < head.seq) {
      faults.unproven(
        `${this.name}: its head was sealed at event ${head.sealedSeq} and moved by an older ` +
          `release since: nothing shows whether events after ${head.seq} were removed`,
      );
      return;
    }
    if (head.sealedSeq > head.seq || !vault.sealHolds(headText(head), head.seal)) {
      faults.add(
        `${this.name}: the head at event ${head.seq} was not written by the app: its seal is of ` +
          `another head${head.sealedSeq > head.seq ? `, at event ${head.sealedSeq}` : ''}`,
      );
    }
  }

  /** Every closed day before one with an anchor must have an anchor of its own. */
  private everyDayKept(): void {
    const missing = this.withoutAnchor;
    if (!missing) return;
    const other = this.deps.kept.find(({ day }) => day === missing.day);
    this.deps.faults.add(
      `${this.name}: ${missing.day} was closed at event ${missing.seq}, and its anchor is ` +
        (other ? `of another closing, at event ${other.seq}, as after a restore` : 'gone'),
    );
  }
}
