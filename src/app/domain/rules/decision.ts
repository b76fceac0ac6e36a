import { evolve } from '../fold/evolve';
import { StretchBook } from '../fold/stretches';
import { Actor } from '../model/actor';
import { Event, Fact } from '../model/events';
import { Instant } from '../model/instant';
import { Slice } from '../model/state';

/**
 * A decision in progress: the events so far, and the slice after them, so that one rule sees what
 * another has just decided. Every fact is folded here and nowhere else on the write path.
 */
export class Decision {
  private readonly made: Event[] = [];
  /** The stretches that these events begin and end. */
  readonly stretches = new StretchBook();

  constructor(
    private current: Slice,
    readonly actor: Actor,
    readonly now: Instant,
  ) {}

  get slice(): Slice {
    return this.current;
  }

  get events(): readonly Event[] {
    return this.made;
  }

  emit(fact: Fact): void {
    const { kind, id } = this.actor;
    const event: Event = {
      branch: this.current.branch,
      seq: this.current.seq + 1,
      at: this.now,
      actor: { kind, id },
      fact,
    };
    this.made.push(event);
    this.current = evolve(this.current, event);
    this.stretches.take(event, this.current.day);
  }
}
