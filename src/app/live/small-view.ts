import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import { momentOf } from '../domain/predict/foretell';
import { advisorView } from '../domain/views/advisor-view';
import { ownTicket } from '../domain/views/own-ticket';
import { displayView, ticketView } from '../domain/views/project';
import { written } from '../domain/views/rfc3339';
import { TicketView } from '../domain/views/views';
import { Log } from '../ports';
import type { StateFrame } from '../wire/frames';
import { encode } from './encode';
import { Feed } from './feed';
import { Seat } from './seat';

/**
 * Reads a ticket that has left the floor from the database, as `GET /api/my` shows it. Undefined,
 * or `Refused` as missing, if there is none.
 */
export type ReadTicket = (branch: string, ticket: string) => Promise<TicketView | undefined>;

export interface SmallViewDeps {
  readonly name: 'display' | 'advisor' | 'ticket';
  readonly key: string;
  readonly feed: Feed;
  readonly readTicket: ReadTicket;
  readonly clock: () => number;
  readonly log: Log;
  readonly send: (seat: Seat, bytes: Buffer) => void;
}

/**
 * One display, advisor or ticket view of a branch: projected once for everybody who watches it,
 * sent whole, and only when it has changed.
 */
export class SmallView {
  readonly seats = new Set<Seat>();
  private text = 'null';
  /** Counts changes; a seat with another number is behind. */
  private version = 0;
  /** The state the text was made from. */
  private of?: { readonly epoch: string; readonly seq: number; readonly moment: number };
  /** The ticket has left the floor, and the text shows how it ended. */
  private ended = false;
  private reading = false;

  constructor(private readonly deps: SmallViewDeps) {}

  get key() {
    return this.deps.key;
  }
  get name() {
    return this.deps.name;
  }

  /**
   * Called before the first viewer gets a frame: reads a ticket that has left the floor from the
   * database.
   */
  async prepare() {
    this.project(this.deps.clock());
    if (this.endedUnread) await this.readEnded();
  }

  /** Sends the whole state to a viewer who has just joined. */
  greet(seat: Seat) {
    this.seats.add(seat);
    const now = this.deps.clock();
    this.project(now);
    this.tell(seat, new Map(), now);
  }

  /**
   * Sends the state to the seats that lack it. A ticket that has just ended is sent only once its
   * end has been read.
   */
  refresh() {
    const now = this.deps.clock();
    this.project(now);
    if (this.endedUnread) return this.readSoon();
    const frames = new Map<number, Buffer>();
    for (const seat of this.seats) if (seat.version !== this.version) this.tell(seat, frames, now);
  }

  /**
   * Marks it for rebuilding even without an event: estimates change with time, and names with the
   * configuration.
   */
  stale() {
    this.of = undefined;
  }

  /** Something has happened to the ended ticket: it is read again. */
  endedAnew() {
    this.ended = false;
  }

  /** In another epoch everything is new and builds on nothing. */
  renew() {
    this.stale();
    this.version++;
    this.ended = false;
    for (const seat of this.seats) seat.last = 0;
  }

  private get offFloor() {
    return (
      this.deps.name === 'ticket' && this.deps.feed.now.floor.tickets[this.deps.key] === undefined
    );
  }

  private get endedUnread() {
    return this.offFloor && !this.ended;
  }

  private readSoon() {
    if (this.reading) return;
    this.reading = true;
    this.readEnded()
      .finally(() => {
        this.reading = false;
      })
      .then(() => this.refresh())
      // The next commit tries again.
      .catch((error: Error) =>
        this.deps.log.warn(
          { branch: this.deps.feed.branch, error: error.message },
          'could not read an ended ticket',
        ),
      );
  }

  private async readEnded() {
    const view = await this.deps
      .readTicket(this.deps.feed.branch, this.deps.key)
      .catch((error: unknown) => {
        if (error instanceof Refused && error.kind === 'missing') return undefined;
        throw error;
      });
    if (!this.offFloor) return;
    this.ended = true;
    this.change(view && ownTicket(view));
  }

  /**
   * The instant is passed in, so that a frame's estimates and its time come from one reading of the
   * clock.
   */
  private project(now: Instant) {
    const { epoch, seq } = this.deps.feed.now;
    const moment = momentOf(now);
    if (this.of?.epoch === epoch && this.of.seq === seq && this.of.moment === moment) return;
    this.of = { epoch, seq, moment };
    if (this.offFloor) return; // keeps showing its last state until its end has been read
    this.ended = false;
    try {
      this.change(this.projection(now));
    } catch (error) {
      this.deps.log.error(
        { err: error, branch: this.deps.feed.branch, view: this.deps.name, seq },
        'could not build a view',
      );
    }
  }

  private projection(now: Instant): StateFrame['data'] | undefined {
    const { name, key } = this.deps;
    const {
      floor,
      directory: { config },
    } = this.deps.feed.now;
    if (name === 'display') return written(displayView(floor, config, now));
    if (name === 'advisor') return written(advisorView(floor, config, key, now));
    const ticket = ticketView(floor, config, key, now);
    return ticket && ownTicket(ticket);
  }

  private change(view: StateFrame['data'] | undefined) {
    const text = JSON.stringify(view ?? null);
    if (text === this.text && this.version > 0) return;
    this.text = text;
    this.version++;
  }

  /** Seats that were sent the same frame last get the same bytes. */
  private tell(seat: Seat, frames: Map<number, Buffer>, now: Instant) {
    const { epoch, seq, at } = this.deps.feed.now;
    let bytes = frames.get(seat.last);
    if (!bytes) {
      bytes = encode(
        {
          epoch,
          prev: seat.last,
          seq,
          kind: 'state',
          branch: this.deps.feed.branch,
          atMs: at,
          nowMs: now,
        },
        this.text,
      );
      frames.set(seat.last, bytes);
    }
    seat.last = seq;
    seat.version = this.version;
    this.deps.send(seat, bytes);
  }
}
