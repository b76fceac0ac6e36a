import { Event } from '../domain/model/events';
import { withoutLogo } from '../domain/model/face';
import { BranchReads, Bus, Log, ViewName } from '../ports';
import type { EventsFrame } from '../wire/frames';
import { encode, snapshotJson } from './encode';
import { Feed } from './feed';
import { CLOSE, Close } from './frames';
import { Piece } from './ring';
import { Seat } from './seat';
import { ReadTicket, SmallView } from './small-view';

export interface RoomDeps {
  readonly branch: string;
  readonly reads: BranchReads;
  readonly bus: Bus;
  readonly readTicket: ReadTicket;
  readonly clock: () => number;
  readonly log: Log;
  /** A peer with more bytes than this waiting is a slow reader. */
  readonly mostBuffered: number;
}

/**
 * Small views are built for at most this many ms at a time, so that a floor frame or a request
 * never waits longer.
 */
const STRETCH_MS = 5;
/**
 * A snapshot's bytes serve everybody who joins within this many ms, so its `now` is at most this
 * old.
 */
const SNAPSHOT_MS = 500;

/**
 * Everybody who watches one branch on this instance: one feed, the seats of the floor view, and a
 * small view for each that is watched.
 */
export class Room {
  readonly feed: Feed;
  /** Resolves when the branch has been read; rejects if it cannot be. */
  readonly opened: Promise<void>;
  private readonly floor = new Set<Seat>();
  private readonly views = new Map<string, SmallView>();
  /** Small views to refresh; those that an event is about come first. */
  private readonly urgent = new Set<SmallView>();
  private readonly waiting = new Set<SmallView>();
  private next?: NodeJS.Immediate;
  /** The epoch of the frames sent so far. */
  private epoch = '';
  private snapshot?: {
    readonly epoch: string;
    readonly seq: number;
    readonly made: number;
    readonly bytes: Buffer;
  };

  constructor(private readonly deps: RoomDeps) {
    this.feed = new Feed({
      ...deps,
      applied: (piece) => this.applied(piece),
      replaced: () => this.replaced(),
    });
    this.opened = this.feed.open().then(() => {
      this.epoch = this.feed.now.epoch;
    });
  }

  get seats(): readonly Seat[] {
    return [...this.floor, ...[...this.views.values()].flatMap((view) => [...view.seats])];
  }

  get empty() {
    return this.floor.size === 0 && this.views.size === 0;
  }

  /** Seats a viewer and sends the first frame. Rejects if the branch cannot be read far enough. */
  async sit(seat: Seat) {
    await this.opened;
    const { place, view } = seat.ask;
    if (place) await this.feed.catchUp(place.epoch, place.seq);
    if (view === 'floor') return this.greetFloor(seat);
    const name = viewName(view, seat.key);
    const fresh = this.views.get(name) ?? this.newView(view, seat.key);
    await fresh.prepare();
    if (seat.gone) return;
    // The last viewer may have left the small view meanwhile, or another one may have created it.
    const shared = this.views.get(name) ?? fresh;
    this.views.set(name, shared);
    shared.greet(seat);
  }

  leave(seat: Seat) {
    seat.gone = true;
    if (this.floor.delete(seat)) return;
    const name = viewName(seat.ask.view, seat.key);
    const view = this.views.get(name);
    if (!view?.seats.delete(seat) || view.seats.size > 0) return;
    this.views.delete(name);
    this.urgent.delete(view);
    this.waiting.delete(view);
  }

  close() {
    clearImmediate(this.next);
    this.feed.close();
  }

  /** Rebuilds every small view: estimates change even if nothing happens. */
  refresh() {
    for (const view of this.views.values()) {
      view.stale();
      this.waiting.add(view);
    }
    this.workSoon();
  }

  private newView(name: Exclude<ViewName, 'floor'>, key: string) {
    return new SmallView({
      ...this.deps,
      name,
      key,
      feed: this.feed,
      send: (seat, bytes) => this.send(seat, bytes),
    });
  }

  private greetFloor(seat: Seat) {
    if (seat.gone) return;
    this.floor.add(seat);
    const { place } = seat.ask;
    const missed = place && this.feed.missed(place.epoch, place.seq);
    if (!missed) {
      seat.last = this.feed.now.seq;
      return this.send(seat, this.snapshotBytes(0));
    }
    seat.last = place.seq;
    if (missed.length === 0) {
      this.sendPiece([seat], { prev: place.seq, seq: place.seq, at: this.feed.now.at, events: [] });
    }
    for (const piece of missed) if (!seat.gone) this.sendPiece([seat], piece);
  }

  private applied(piece: Piece) {
    this.sendPiece(this.floor, piece);
    const named = names(piece.events);
    const rated = ratedIn(piece.events);
    for (const view of this.views.values()) {
      if (rated.has(view.key)) view.endedAnew();
      (view.name === 'display' || named.has(view.key) ? this.urgent : this.waiting).add(view);
    }
    this.workSoon();
  }

  private replaced() {
    const { epoch, seq } = this.feed.now;
    const renewed = this.epoch !== epoch;
    this.epoch = epoch;
    this.snapshot = undefined;
    const frames = new Map<number, Buffer>();
    for (const seat of this.floor) {
      // In another epoch the old sequence numbers mean nothing.
      const prev = renewed ? 0 : seat.last;
      const bytes = frames.get(prev) ?? this.snapshotBytes(prev);
      frames.set(prev, bytes);
      seat.last = seq;
      this.send(seat, bytes);
    }
    for (const view of this.views.values()) {
      if (renewed) view.renew();
      else view.stale();
      this.urgent.add(view);
    }
    this.workSoon();
  }

  private workSoon() {
    this.next ??= setImmediate(() => this.work());
  }

  /** Refreshes small views, for a stretch at a time. */
  private work() {
    this.next = undefined;
    const started = performance.now();
    for (const views of [this.urgent, this.waiting]) {
      for (const view of views) {
        if (performance.now() - started > STRETCH_MS) {
          return this.workSoon();
        }
        views.delete(view);
        view.refresh();
      }
    }
  }

  private sendPiece(seats: Iterable<Seat>, { prev, seq, at, events }: Piece) {
    let bytes: Buffer | undefined;
    for (const seat of seats) {
      bytes ??= encode(
        {
          epoch: this.feed.now.epoch,
          prev,
          seq,
          kind: 'events',
          branch: this.deps.branch,
          atMs: at,
          nowMs: this.deps.clock(),
        },
        JSON.stringify({ eventsMs: events } satisfies EventsFrame['data']),
      );
      seat.last = seq;
      this.send(seat, bytes);
    }
  }

  private snapshotBytes(prev: number): Buffer {
    const { epoch, seq, at, floor, directory } = this.feed.now;
    const now = this.deps.clock();
    const kept = this.snapshot;
    if (
      prev === 0 &&
      kept &&
      kept.epoch === epoch &&
      kept.seq === seq &&
      now - kept.made < SNAPSHOT_MS
    ) {
      return kept.bytes;
    }
    const light = { ...directory, config: withoutLogo(directory.config) };
    const bytes = encode(
      { epoch, prev, seq, kind: 'snapshot', branch: this.deps.branch, atMs: at, nowMs: now },
      snapshotJson({ floorMs: floor, directory: light }),
    );
    if (prev === 0) this.snapshot = { epoch, seq, made: now, bytes };
    return bytes;
  }

  private send(seat: Seat, bytes: Buffer) {
    if (seat.peer.buffered > this.deps.mostBuffered) return this.cut(seat, CLOSE.slowReader);
    seat.peer.send(bytes);
  }

  private cut(seat: Seat, close: Close) {
    this.leave(seat);
    seat.peer.close(close);
  }
}

const viewName = (view: ViewName, key: string) => `${view} ${key}`;

/** Tickets whose customers have rated their visit, so that a second question is taken back. */
const ratedIn = (events: readonly Event[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ fact }) => (fact.type === 'FeedbackGiven' ? [fact.ticket] : [])));

/** The tickets and advisors that events are about: their screens come first. */
function names(events: readonly Event[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { fact } of events) {
    if ('ticket' in fact && fact.ticket) found.add(fact.ticket);
    if ('advisor' in fact && fact.advisor) found.add(fact.advisor);
  }
  return found;
}
