import { StretchBook } from '../../../domain/fold/stretches';
import { canonical } from '../../../domain/model/canonical';
import { Event } from '../../../domain/model/events';
import { sameJson } from '../../../domain/model/same-json';
import { Stretch } from '../../../domain/model/stretch';
import { Faults } from './faults';
import { AuditSnapshot } from './store';

/**
 * How many ended stretches may be held that do not match their rows: only tampering makes this
 * many.
 */
const MOST_HELD = 50_000;

/** A ticket or an advisor begins at most one stretch per event. */
const keyOf = ({ subject, beganSeq }: Stretch) => `${subject} since event ${beganSeq}`;
const textOf = (stretch: Stretch | undefined): string =>
  stretch === undefined ? 'nothing' : canonical(JSON.parse(JSON.stringify(stretch)) as object);

/** The rows of one business day in the order in which their stretches began. */
class DayRows {
  private next: Stretch | undefined;
  private ended = false;
  count = 0;

  constructor(
    readonly day: string,
    readonly from: number,
    private readonly rows: AsyncIterator<Stretch>,
  ) {}

  /** The next row, of stretches that began before an event. */
  async take(before: number): Promise<Stretch | undefined> {
    if (!this.next && !this.ended) {
      const { value, done } = await this.rows.next();
      if (done) this.ended = true;
      else this.next = value;
    }
    if (!this.next || this.next.beganSeq >= before) return undefined;
    const row = this.next;
    this.next = undefined;
    this.count += 1;
    return row;
  }

  async end(): Promise<void> {
    await this.rows.return?.();
  }
}

/** A business day's first and last event in the chain, and how many rows it has. */
interface Read {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/**
 * Compares stretches, of which every figure is a sum, with those that events fold to. The rows of a
 * business day are read alongside its events, in their order; a stretch is held until it has ended
 * and matches its row.
 */
export class StretchRows {
  private readonly book = new StretchBook();
  private readonly rows = new Map<string, Stretch>();
  private readonly turns: { readonly day: string; readonly seq: number }[] = [];
  private readonly days = new Map<string, Read[]>();
  private day: DayRows | undefined;
  private undone = 0;
  private lost = 0;

  constructor(
    private readonly snapshot: AuditSnapshot,
    private readonly branch: string,
    private readonly faults: Faults,
  ) {}

  /** How many stretches and rows are held. */
  get size(): number {
    return this.book.places.size + this.rows.size;
  }

  see(event: Event, day: string): void {
    if (event.fact.type === 'DayOpened') this.turns.push({ day, seq: event.seq });
    this.book.take(event, day);
  }

  /** Reads the rows of stretches that began before an event, and forgets those that match. */
  async settle(before: number): Promise<void> {
    const begun = new Map<string, number>();
    for (const [place, stretch] of this.book.places) begun.set(keyOf(stretch), place);
    this.day ??= this.open('', 0);
    for (const { day, seq } of this.turns.splice(0)) {
      await this.read(seq, begun);
      await this.close(seq);
      this.day = this.open(day, seq);
    }
    await this.read(before, begun);
    for (const [key, place] of begun) {
      const stretch = this.book.places.get(place)!;
      if (stretch.endedAt === undefined) continue;
      if (sameJson(stretch, this.rows.get(key))) {
        this.rows.delete(key);
        this.book.forget(place);
      } else if (begun.size > MOST_HELD) {
        this.lost += 1;
        this.rows.delete(key);
        this.book.forget(place);
      }
    }
    await this.undo();
  }

  private open(day: string, from: number): DayRows {
    return new DayRows(
      day,
      from,
      this.snapshot
        .stretchesOfDay(this.branch, day, Number.isSafeInteger(from) ? from : undefined)
        [Symbol.asyncIterator](),
    );
  }

  private async close(to: number): Promise<void> {
    const { day, from, count } = this.day!;
    await this.day!.end();
    this.days.set(day, [...(this.days.get(day) ?? []), { from, to, rows: count }]);
  }

  private async read(before: number, begun: ReadonlyMap<string, number>): Promise<void> {
    for (let row = await this.day!.take(before); row; row = await this.day!.take(before)) {
      const key = keyOf(row);
      if (begun.has(key) && !this.rows.has(key)) this.rows.set(key, row);
      else this.stray(row);
    }
  }

  private stray(row: Stretch): void {
    this.differs(keyOf(row), undefined, row);
  }

  private differs(key: string, folded: Stretch | undefined, row: Stretch | undefined): void {
    const [events, kept] = [textOf(folded), textOf(row)];
    if (events === kept) return;
    this.faults.add(
      `branch ${this.branch}: stretch of ${key}: events say ${events}, ` +
        (row ? `the row says ${kept}` : 'no row does'),
    );
  }

  /** Undone after it was forgotten: its row then matched an end that no longer holds. */
  private async undo(): Promise<void> {
    for (const { subject, endedAt } of this.book.undone.slice(this.undone)) {
      this.undone += 1;
      if (!Number.isSafeInteger(endedAt)) continue; // from a forged text, which is reported as such
      const row = await this.snapshot.stretchEnded(this.branch, subject, endedAt);
      if (row && row.how !== 'undone') {
        this.faults.add(
          `branch ${this.branch}: stretch of ${keyOf(row)}: events say that its end was undone, ` +
            `the row says ${textOf(row)}`,
        );
      }
    }
  }

  /** What is left at the end of the chain, after its last event. */
  async end(last: number): Promise<void> {
    await this.settle(last + 1);
    await this.close(last + 1);
    for (const stretch of this.book.begun) {
      const key = keyOf(stretch);
      const row = this.rows.get(key);
      if (!sameJson(stretch, row)) this.differs(key, stretch, row);
    }
    if (this.lost > 0) {
      this.faults.add(
        `branch ${this.branch}: ${this.lost} more stretches were not as their rows, and were ` +
          'not held to the end of the chain',
      );
    }
    await this.others();
  }

  /** Rows of days that did not exist, or of hours outside their day. */
  private async others(): Promise<void> {
    for await (const { day, rows } of this.snapshot.stretchDays(this.branch)) {
      const read = this.days.get(day) ?? [];
      if (read.reduce((sum, each) => sum + each.rows, 0) === rows) continue;
      for await (const row of this.snapshot.stretchesOfDay(this.branch, day, undefined)) {
        if (this.faults.full) return;
        const { beganSeq } = row;
        if (!read.some(({ from, to }) => beganSeq >= from && beganSeq < to)) this.stray(row);
      }
    }
  }
}

/**
 * The stretches of a branch to compare; undefined while the sweep still fills them in.
 * @param seq the head's: up to there a branch should have them
 */
export async function stretchRows(
  snapshot: AuditSnapshot,
  branch: string,
  seq: number,
  faults: Faults,
): Promise<StretchRows | undefined> {
  const upTo = await snapshot.stretchedTo(branch);
  if (upTo > seq) {
    faults.add(`branch ${branch}: stretches are said to reach event ${upTo} of ${seq}`);
  } else if (upTo < seq) {
    faults.unproven(
      `branch ${branch}: stretches are filled in up to event ${upTo} of ${seq}, and are not ` +
        'compared until the sweep has done the rest',
    );
  } else {
    return new StretchRows(snapshot, branch, faults);
  }
  return undefined;
}
