import { Event } from '../domain/model/events';
import { Instant } from '../domain/model/instant';

/**
 * One frame's worth of events: one commit, or several read together where their borders were not
 * told.
 */
export interface Piece {
  readonly prev: number;
  readonly seq: number;
  readonly at: Instant;
  readonly events: readonly Event[];
}

/**
 * The last pieces of a branch, in order and without gaps, for those who come back. Bounded by
 * events.
 */
export class Ring {
  private pieces: Piece[] = [];
  private events = 0;

  /** `head` is the seq the ring goes on from. */
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

  /**
   * What follows `seq`, or undefined when that is not known: too far back, or ahead of the head.
   */
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
 * Events read from the log, as pieces. A commit's events share their instant, so where it changes a
 * commit ends; commits of one millisecond stay together. Without `whole` the last group may go on
 * beyond what was read, and is left out.
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
