/**
 * Numbers that look random and are always the same for the same seed: mulberry32 (Tommy Ettinger),
 * whose state is one counter, so that any number of streams can be begun anywhere at no cost.
 */

// Taken once: a global is looked up at every use, which costs more than the multiplication.
const { imul, floor } = Math;

const STEP = 0x6d2b79f5;

/** A stream's next state. */
export const advance = (state: number): number => (state + STEP) | 0;

/** What a state says: above 0 and below 1. */
export function uniformOf(state: number): number {
  let mixed = imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
}

/** Where the stream of `part` begins among those of `seed` (the finalizer of MurmurHash3). */
export function streamOf(seed: number, part: number): number {
  let mixed = imul(seed ^ imul(part + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A number of a text: FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** The seed of what is said about a branch after its event `seq`: on every instance the same. */
export const seedOf = (branch: string, seq: number): number => streamOf(hashOf(branch), seq);

/** A generator for where one stream is enough. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = advance(state);
    return uniformOf(state);
  };
}

/** Orders of the numbers below a count that are ready to be taken. */
const ORDERS = 64;
const orders = new Map<number, readonly Uint32Array[]>();

/** The numbers below `count`, in one of some fixed orders: which is the seed's choice. */
export function shuffled(count: number, seed: number): Uint32Array {
  const known =
    orders.get(count) ??
    Array.from({ length: ORDERS }, (_, at) => shuffle(count, streamOf(at, count)));
  orders.set(count, known);
  return known[(seed >>> 0) % ORDERS];
}

/** Fisher and Yates. */
function shuffle(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  const random = generator(seed);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = floor(random() * (at + 1));
    const kept = order[at];
    order[at] = order[other];
    order[other] = kept;
  }
  return order;
}
