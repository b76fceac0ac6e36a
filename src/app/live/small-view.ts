import { Refused } from '../domain/model/errors';
import { ownTicket } from '../domain/views/own-ticket';
import { advisorView, displayView, ticketView } from '../domain/views/project';
import { written } from '../domain/views/rfc3339';
import { TicketView } from '../domain/views/views';
import { Log } from '../ports';
import type { StateFrame } from '../wire/frames';
import { encode } from './encode';
import { Feed } from './feed';
import { Seat } from './seat';

/**
 * A ticket that has left the floor, as `GET /api/my` shows it: from the database. Undefined, or
 * `Refused` as missing, when there is none.
 */
export type ReadTicket = (branch: string, ticket: string) => Promise<TicketView | undefined>;

export interface SmallViewParts {
  readonly name: 'display' | 'advisor' | 'ticket';
  readonly key: string;
  readonly feed: Feed;
  readonly readTicket: ReadTicket;
  readonly clock: () => number;
  readonly log: Log;
  readonly send: (seat: Seat, bytes: Buffer) => void;
}

/**
 * One display, advisor or ticket view of a branch: projected once for all who watch it, sent whole,
 * and only when it has changed.
 */
export class SmallView {
  readonly seats = new Set<Seat>();
  private text = 'null';
  /** Counts the changes; a seat with another number is behind. */
  private version = 0;
  /** What the text was made from. */
  private of?: { readonly epoch: string; readonly seq: number };
  /** The ticket has left the floor, and the text says how it ended. */
  private ended = false;
  private reading = false;

  constructor(private readonly parts: SmallViewParts) {}

  get key() {
    return this.parts.key;
  }
  get name() {
    return this.parts.name;
  }

  /**
   * Before the first who watches is greeted: a ticket that is not on the floor any more is read
   * from the database.
   */
  async prepare() {
    this.project();
    if (this.endedUnread) await this.readEnded();
  }

  /** The whole state to one who has just come. */
  greet(seat: Seat) {
    this.seats.add(seat);
    this.project();
    this.tell(seat, new Map());
  }

  /**
   * Tells those who do not have it yet. A ticket that has just ended is told once its end has been
   * read.
   */
  refresh() {
    this.project();
    if (this.endedUnread) return this.readSoon();
    const frames = new Map<number, Buffer>();
    for (const seat of this.seats) if (seat.version !== this.version) this.tell(seat, frames);
  }

  /**
   * To be made anew though no event came: estimates move with time, and names with configuration.
   */
  stale() {
    this.of = undefined;
  }

  /** In another epoch everything is new, and builds on nothing. */
  renew() {
    this.stale();
    this.version++;
    this.ended = false;
    for (const seat of this.seats) seat.last = 0;
  }

  private get offFloor() {
    return (
      this.parts.name === 'ticket' &&
      this.parts.feed.now.floor.tickets[this.parts.key] === undefined
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
      // Tried again with the next commit.
      .catch((error: Error) =>
        this.parts.log.warn(
          { branch: this.parts.feed.branch, reason: error.message },
          'an ended ticket could not be read',
        ),
      );
  }

  private async readEnded() {
    const view = await this.parts
      .readTicket(this.parts.feed.branch, this.parts.key)
      .catch((error: unknown) => {
        if (error instanceof Refused && error.kind === 'missing') return undefined;
        throw error;
      });
    if (!this.offFloor) return;
    this.ended = true;
    this.change(view && ownTicket(view));
  }

  private project() {
    const { epoch, seq } = this.parts.feed.now;
    if (this.of?.epoch === epoch && this.of.seq === seq) return;
    this.of = { epoch, seq };
    if (this.offFloor) return; // shows what it last was until its end has been read
    this.ended = false;
    try {
      this.change(this.projection());
    } catch (error) {
      this.parts.log.error(
        { err: error, branch: this.parts.feed.branch, view: this.parts.name, seq },
        'a view could not be made',
      );
    }
  }

  private projection(): StateFrame['data'] | undefined {
    const { name, key } = this.parts;
    const {
      floor,
      directory: { config },
    } = this.parts.feed.now;
    if (name === 'display') return written(displayView(floor, config));
    if (name === 'advisor') return written(advisorView(floor, config, key, this.parts.clock()));
    const ticket = ticketView(floor, config, key);
    return ticket && ownTicket(ticket);
  }

  private change(view: StateFrame['data'] | undefined) {
    const text = JSON.stringify(view ?? null);
    if (text === this.text && this.version > 0) return;
    this.text = text;
    this.version++;
  }

  /** Those who were told the same last get the same bytes. */
  private tell(seat: Seat, frames: Map<number, Buffer>) {
    const { epoch, seq, at } = this.parts.feed.now;
    let bytes = frames.get(seat.last);
    if (!bytes) {
      bytes = encode(
        {
          epoch,
          prev: seat.last,
          seq,
          kind: 'state',
          branch: this.parts.feed.branch,
          atMs: at,
          nowMs: this.parts.clock(),
        },
        this.text,
      );
      frames.set(seat.last, bytes);
    }
    seat.last = seq;
    seat.version = this.version;
    this.parts.send(seat, bytes);
  }
}
