import { Event } from '../domain/model/events';
import { Instant } from '../domain/model/instant';

/**
 * The events of one frame: one commit, or several that were read together without knowing where
 * each ends.
 */
export interface Piece {
  readonly prev: number;
  readonly seq: number;
  readonly at: Instant;
  readonly events: readonly Event[];
}

/**
 * The last pieces of a branch, in order and without gaps, for returning viewers. Bounded by number
 * of events.
 */
export class Ring {
  private pieces: Piece[] = [];
  private events = 0;

  /** `head` is the seq after which the ring starts. */
  constructor(
    private readonly most: number,
    private head: number,
  ) {}

  add(piece: Piece) {
    this.pieces.push(piece);
    this.head = piece.seq;
    this.events += piece.events.length;
    let gone = 0;
    while (this.events > this.most && gone < this.pieces.length) {
      this.events -= this.pieces[gone++].events.length;
    }
    if (gone > 0) this.pieces.splice(0, gone);
  }

  /** The pieces after `seq`; undefined if that is not known: too far back, or ahead of the head. */
  after(seq: number): readonly Piece[] | undefined {
    if (seq === this.head) return [];
    const first = this.pieces.findIndex((piece) => piece.seq > seq);
    if (first < 0 || this.pieces[first].prev > seq) return undefined;
    return [cut(this.pieces[first], seq), ...this.pieces.slice(first + 1)];
  }
}

/** The part of a piece after `seq`. */
export const cut = (piece: Piece, seq: number): Piece =>
  piece.prev >= seq
    ? piece
    : { ...piece, prev: seq, events: piece.events.filter((event) => event.seq > seq) };

/**
 * Splits events read from the log into pieces. Events of a commit share their instant, so a commit
 * ends where it changes; commits of the same millisecond stay together. Unless `whole`, the last
 * group may continue beyond what was read, and is left out.
 */
export function pieces(prev: number, events: readonly Event[], whole: boolean): readonly Piece[] {
  const groups: Event[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && last[0].at === event.at) last.push(event);
    else groups.push([event]);
  }
  if (!whole) groups.pop();
  let before = prev;
  return groups.map((group) => {
    const piece = { prev: before, seq: group.at(-1)!.seq, at: group[0].at, events: group };
    before = piece.seq;
    return piece;
  });
}
