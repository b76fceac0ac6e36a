/**
 * Future steps, soonest first; at the same instant by rank, then in the order of insertion. A
 * binary heap.
 */
export class Agenda<T> {
  private readonly heap: {
    readonly at: number;
    readonly rank: number;
    readonly order: number;
    readonly what: T;
  }[] = [];
  private order = 0;

  get next(): number | undefined {
    return this.heap[0]?.at;
  }

  put(at: number, rank: number, what: T): void {
    const { heap } = this;
    let place = heap.push({ at, rank, order: (this.order += 1), what }) - 1;
    while (place > 0) {
      const above = Math.floor((place - 1) / 2);
      if (!this.before(place, above)) return;
      [heap[place], heap[above]] = [heap[above], heap[place]];
      place = above;
    }
  }

  take(): T | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last) return undefined;
    if (heap.length) {
      heap[0] = last;
      this.sink();
    }
    return top.what;
  }

  private sink(): void {
    const { heap } = this;
    for (let place = 0; ;) {
      const [left, right] = [place * 2 + 1, place * 2 + 2];
      let first = place;
      if (left < heap.length && this.before(left, first)) first = left;
      if (right < heap.length && this.before(right, first)) first = right;
      if (first === place) return;
      [heap[place], heap[first]] = [heap[first], heap[place]];
      place = first;
    }
  }

  private before(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]];
    return (x.at - y.at || x.rank - y.rank || x.order - y.order) < 0;
  }
}
