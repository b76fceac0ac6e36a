import { evolve } from '../fold/evolve';
import { SYSTEM } from '../model/actor';
import { Fact } from '../model/events';
import { Instant } from '../model/instant';
import { Slice } from '../model/state';

/**
 * A decision being made: the facts so far, and the slice as they leave it, so that one rule sees
 * what another has just decided.
 */
export class Draft {
  private readonly decided: Fact[] = [];

  constructor(
    private current: Slice,
    readonly now: Instant,
  ) {}

  get slice(): Slice {
    return this.current;
  }

  get facts(): readonly Fact[] {
    return this.decided;
  }

  emit(fact: Fact): void {
    this.decided.push(fact);
    this.current = evolve(this.current, {
      branch: this.current.branch,
      seq: this.current.seq + 1,
      at: this.now,
      actor: SYSTEM,
      fact,
    });
  }
}
