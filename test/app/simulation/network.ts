import { BranchReads, Bus, Cache, Commit } from '../../../src/app/ports';

/** What can go wrong at one await, as probabilities; all 0 once the faults are over. */
export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  readonly emptied: number;
  readonly failed: number;
  readonly stalled: number;
  readonly cut: number;
}

export const calm: Faults = { lost: 0, doubled: 0, emptied: 0, failed: 0, stalled: 0, cut: 0 };

/** Time, chance and faults of one simulation: every await passes through here. */
export class Network {
  faults: Faults = calm;
  /** While true, every question to the database fails. */
  away = false;

  constructor(readonly random: () => number) {}

  happens = (share: number) => this.random() < share;
  upTo = (most: number) => Math.floor(this.random() * most);
  pick = <T>(list: readonly T[]): T => list[this.upTo(list.length)];

  /** One way through the network: milliseconds, occasionally seconds. */
  async pass(): Promise<void> {
    const ms = this.happens(this.faults.stalled) ? 1000 + this.upTo(8000) : this.upTo(40);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** There and back: the answer is from some moment in between, and either way may fail. */
  async ask<T>(answer: () => Promise<T> | T): Promise<T> {
    await this.pass();
    if (this.away) throw Object.assign(new Error('shutting down'), { code: '57P01' });
    if (this.happens(this.faults.failed)) throw new Error('the question was lost');
    const found = await answer();
    await this.pass();
    if (this.happens(this.faults.failed)) throw new Error('the answer was lost');
    return found;
  }

  reads(of: () => BranchReads): BranchReads {
    return {
      readFloor: (branch) => this.ask(() => of().readFloor(branch)),
      readEvents: (branch, after, limit) => this.ask(() => of().readEvents(branch, after, limit)),
      readEventsOf: (branch, epoch, after, limit) =>
        this.ask(() => of().readEventsOf(branch, epoch, after, limit)),
      readHeads: (branches) => this.ask(() => of().readHeads(branches)),
    };
  }

  /** A cache shared by all instances; it loses entries, as Redis may. */
  cache(): Cache {
    const kept = new Map<string, string>();
    return {
      get: async (key) => {
        await this.pass();
        return this.happens(this.faults.lost) ? undefined : kept.get(key);
      },
      set: async (key, value) => {
        await this.pass();
        if (!this.happens(this.faults.lost)) kept.set(key, value);
      },
      drop: async (key) => void kept.delete(key),
    };
  }
}

/** Hints between instances: late, lost, duplicated, out of order, or without events. */
export class Hints {
  private readonly hearers = new Map<object, Map<string, Set<(commit: Commit) => void>>>();

  constructor(private readonly network: Network) {}

  /** One instance's view of the bus. */
  of(instance: object): Bus {
    const mine = new Map<string, Set<(commit: Commit) => void>>();
    this.hearers.set(instance, mine);
    return {
      publish: (commit) => this.publish(commit),
      subscribe: async (branch, hear) => {
        await this.network.pass();
        const set = mine.get(branch) ?? new Set();
        mine.set(branch, set.add(hear));
        return () => void set.delete(hear);
      },
      close: async () => void this.hearers.delete(instance),
    };
  }

  gone(instance: object) {
    this.hearers.delete(instance);
  }

  publish(commit: Commit) {
    for (const [instance, mine] of this.hearers) {
      const { faults } = this.network;
      if (this.network.happens(faults.lost)) continue;
      const times = this.network.happens(faults.doubled) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        const heard = this.network.happens(faults.emptied) ? { ...commit, events: [] } : commit;
        void this.network.pass().then(() => {
          if (!this.hearers.has(instance)) return;
          for (const hear of mine.get(commit.branch) ?? []) hear(heard);
        });
      }
    }
  }
}
