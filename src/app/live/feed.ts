import { evolveFloors } from '../domain/fold/floor';
import { FactType } from '../domain/model/events';
import { BranchReads, Bus, Commit, FloorRead, Log } from '../ports';
import { cut, Piece, pieces, Ring } from './ring';

export interface FeedDeps {
  readonly branch: string;
  readonly reads: BranchReads;
  readonly bus: Bus;
  readonly log: Log;
  /** Another piece was folded in. */
  readonly applied: (piece: Piece) => void;
  /**
   * The floor was read again, because of another epoch or configuration, or because it was too far
   * behind.
   */
  readonly replaced: () => void;
}

/**
 * Hints from two instances may overtake each other, so a gap is read only if it is still open after
 * this many ms.
 */
const GRACE_MS = 10;
/** Events read at a time. */
const PAGE = 500;
/** A gap larger than this is not read event by event; the floor is read instead. */
const FAR = 2000;
/** Events kept for returning viewers. */
const KEPT = 2000;
/** Hints held while they are ahead. Others are dropped and read later. */
const HELD = 256;
/** What was read with the floor has to be read again. */
const configuring: ReadonlySet<FactType> = new Set(['BranchConfigured', 'DayLearned']);
/** Epochs known to belong to another database. */
const FOREIGN = 16;

type Head = { readonly epoch: string; readonly seq: number };

/**
 * One branch's events in order, on one instance. It subscribes first, then reads; drops what it has
 * applied, holds what is ahead, and reads a gap from the primary once. What it shows is always the
 * fold of an unbroken sequence.
 */
export class Feed {
  private state?: FloorRead;
  private ring = new Ring(KEPT, 0);
  /** Hints ahead of the floor, by the seq they follow. */
  private readonly held = new Map<number, Commit>();
  /** The highest seq known to exist. */
  private target = 0;
  private reload = false;
  private working?: Promise<void>;
  private grace?: NodeJS.Timeout;
  private asking = false;
  private readonly foreign = new Set<string>();
  private leave?: () => void;
  private closed = false;
  /** Gaps and floors read, for tests and benchmarks. */
  readonly counts = { gaps: 0, floors: 0 };

  constructor(private readonly deps: FeedDeps) {}

  get branch() {
    return this.deps.branch;
  }
  /** The floor as of `seq`. Throws before `open` has resolved. */
  get now(): FloorRead {
    if (!this.state) throw new Error(`the feed of branch ${this.branch} is not open`);
    return this.state;
  }

  /**
   * Rejects when the floor cannot be read: with `Refused` for an unknown branch, otherwise with the
   * database's error.
   */
  async open() {
    this.leave = await this.deps.bus.subscribe(this.branch, (commit) => this.hear(commit));
    const read = await this.deps.reads.readFloor(this.branch);
    if (this.closed) this.leave();
    this.adopt(read);
  }

  close() {
    this.closed = true;
    clearTimeout(this.grace);
    this.leave?.();
  }

  /** What a viewer at `seq` has missed; undefined when they need a snapshot. */
  missed(epoch: string, seq: number): readonly Piece[] | undefined {
    return epoch === this.now.epoch ? this.ring.after(seq) : undefined;
  }

  /**
   * Resolves when the feed is as far as the primary was at the call: a viewer may come from an
   * instance that was ahead. Rejects when the primary cannot be read.
   */
  async catchUp(epoch: string, seq: number) {
    if (epoch === this.now.epoch && seq <= this.now.seq) return;
    const head = await this.askHead();
    await this.working;
    if (head && head.epoch === this.now.epoch && head.seq > this.now.seq) {
      throw new Error(`the feed of branch ${this.branch} could not catch up`);
    }
  }

  /** Takes a hint, in any order. Never throws. */
  hear(commit: Commit) {
    if (this.closed) return;
    if (!this.state || this.reload) return this.hold(commit);
    if (commit.epoch !== this.state.epoch) return this.hearForeign(commit.epoch);
    if (commit.seq <= this.state.seq) return;
    this.target = Math.max(this.target, commit.seq);
    // The events were too large for a hint.
    if (commit.events.length === 0) return this.work();
    this.hold(commit);
    this.drain();
    if (this.target > this.state.seq) this.workSoon();
  }

  /** Takes the primary's head, and the seq this feed was at when the head was asked for. */
  headIs(head: Head, seqBefore: number) {
    if (this.closed || !this.state) return;
    const { epoch, seq } = this.state;
    if (head.epoch !== epoch || head.seq < seqBefore) this.reload = true;
    else this.target = Math.max(this.target, head.seq);
    // Also retries what failed before. A hint may be on its way, so it gets its grace.
    if (this.reload) this.work();
    else if (this.target > seq) this.workSoon();
  }

  private hearForeign(epoch: string) {
    if (this.foreign.has(epoch) || this.asking) return;
    // Another deployment on the same Redis, or a restored database: the primary tells which.
    this.asking = true;
    this.askHead()
      .then(
        (head) => {
          if (head?.epoch === epoch) return;
          if (this.foreign.size >= FOREIGN) this.foreign.clear();
          this.foreign.add(epoch);
        },
        (error: Error) => {
          this.deps.log.warn({ branch: this.branch, error: error.message }, 'could not read heads');
        },
      )
      .finally(() => {
        this.asking = false;
      });
  }

  private async askHead() {
    const seqBefore = this.now.seq;
    const [head] = await this.deps.reads.readHeads([this.branch]);
    if (head) this.headIs(head, seqBefore);
    if (this.target > this.now.seq) this.work();
    return head;
  }

  private hold(commit: Commit) {
    if (this.held.size < HELD) this.held.set(commit.prev, commit);
  }

  /**
   * Applies held hints whose turn has come. Everything waits while the floor is to be read again.
   */
  private drain() {
    while (!this.reload) {
      const { seq } = this.now;
      let next: Piece | undefined = this.held.get(seq);
      for (const commit of this.held.values()) {
        if (next) break;
        if (commit.seq <= seq) this.held.delete(commit.prev);
        else if (commit.prev < seq) next = commit;
      }
      if (!next) return;
      this.held.delete(next.prev);
      this.apply(cut(next, seq));
    }
  }

  private apply({ prev, seq, at, events }: Piece) {
    const piece = { prev, seq, at, events };
    try {
      this.state = {
        ...this.now,
        seq,
        at,
        floor: evolveFloors(this.now.floor, events),
      };
    } catch (error) {
      this.deps.log.error(
        { err: error, branch: this.branch, seq },
        'could not fold an event: reading the floor again',
      );
      this.reload = true;
      return this.work();
    }
    this.ring.add(piece);
    this.deps.applied(piece);
    if (events.some(({ fact }) => configuring.has(fact.type))) {
      this.reload = true;
      this.work();
    }
  }

  private workSoon() {
    this.grace ??= setTimeout(() => {
      this.grace = undefined;
      if (this.target > this.now.seq) this.work();
    }, GRACE_MS);
  }

  private work() {
    // Starts in a turn of its own, never inside its caller.
    this.working ??= Promise.resolve()
      .then(() => this.repair())
      .finally(() => {
        this.working = undefined;
      });
  }

  private async repair() {
    try {
      while (!this.closed && (this.reload || this.target > this.now.seq)) {
        if (this.reload || this.target - this.now.seq > FAR) await this.readFloor();
        else await this.readGap(PAGE);
      }
    } catch (error) {
      // The next poll of heads retries this.
      this.deps.log.warn(
        { branch: this.branch, error: (error as Error).message },
        'a feed could not read what it missed',
      );
    }
  }

  private async readFloor() {
    this.reload = true;
    this.counts.floors++;
    const read = await this.deps.reads.readFloor(this.branch);
    if (!this.closed) this.adopt(read);
  }

  private async readGap(page: number): Promise<void> {
    this.counts.gaps++;
    const { target } = this;
    const { epoch, seq: from } = this.now;
    const events = await this.deps.reads.readEventsOf(this.branch, epoch, from, page);
    if (this.closed) return;
    if (!events) {
      this.reload = true;
      return;
    }
    const { seq } = this.now;
    const whole = events.length < page;
    // Hints may have filled part of it in the meantime.
    const rest = events.filter((event) => event.seq > seq);
    if (rest.length === 0) {
      // The primary has nothing more, whatever a hint claimed.
      if (whole && this.target === target) this.target = seq;
      return;
    }
    const found = pieces(seq, rest, whole);
    if (rest[0].seq !== seq + 1) this.reload = true;
    else if (found.length === 0) return this.readGap(page * 4);
    for (const piece of found) if (!this.reload) this.apply(piece);
    this.drain();
  }

  private adopt(read: FloorRead) {
    const first = !this.state;
    if (this.state?.epoch !== read.epoch) this.foreign.clear();
    this.state = read;
    this.ring = new Ring(KEPT, read.seq);
    this.target = read.seq;
    this.reload = false;
    if (!first) this.deps.replaced();
    const early = [...this.held.values()];
    this.held.clear();
    for (const commit of early) this.hear(commit);
  }
}
