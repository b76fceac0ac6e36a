import { Piece, pieces, Ring } from '../../../src/app/live/ring';
import { World } from './world';

const made = (steps: number): Piece[] => {
  const world = new World('1');
  return Array.from({ length: steps }, () => world.step());
};

test('gives what follows a seq, cutting the piece it falls in', () => {
  const all = made(20);
  const ring = new Ring(1000, 0);
  all.forEach((piece) => ring.add(piece));
  const head = all.at(-1)!.seq;
  for (let seq = 0; seq <= head; seq++) {
    const after = ring.after(seq)!;
    expect(after.flatMap((piece) => piece.events.map((event) => event.seq))).toEqual(
      Array.from({ length: head - seq }, (_, index) => seq + 1 + index),
    );
    if (after.length > 0) expect(after[0].prev).toBe(seq);
  }
});

test('has no answer for a seq ahead, or further back than it keeps', () => {
  const all = made(50);
  const ring = new Ring(10, 0);
  all.forEach((piece) => ring.add(piece));
  const head = all.at(-1)!.seq;
  expect(ring.after(head)).toEqual([]);
  expect(ring.after(head + 1)).toBeUndefined();
  expect(ring.after(0)).toBeUndefined();
  expect(ring.after(head - 5)!.flatMap((piece) => piece.events)).toHaveLength(5);
});

test('an empty ring knows only its head', () => {
  const ring = new Ring(10, 7);
  expect(ring.after(7)).toEqual([]);
  expect(ring.after(6)).toBeUndefined();
  expect(ring.after(8)).toBeUndefined();
});

test('events of one instant stay together; a last group that may grow is left out', () => {
  const world = new World('1');
  world.commit([world.issue(), world.issue()]);
  world.at += 1000;
  world.commit([world.issue()]);
  const groups = pieces(0, world.events, true);
  expect(groups.map(({ prev, seq }) => [prev, seq])).toEqual([
    [0, 2],
    [2, 3],
  ]);
  expect(pieces(0, world.events, false).map(({ prev, seq }) => [prev, seq])).toEqual([[0, 2]]);
});
