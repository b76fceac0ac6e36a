import { Busy } from '../../ports';

/** At most this many commands share a turn, so that those behind them do not wait long. */
export const MOST_TOGETHER = 16;

/** Commands that wait for the same turn. More can join until it begins. */
interface Group<I, O> {
  readonly waiting: Set<{ readonly item: I; readonly begin: (outcome: Promise<O>) => void }>;
}

/**
 * Commands on one branch queue in their instance before they take a connection, so a busy or stuck
 * branch holds one connection and starves nobody. First come, first served; commands that can share
 * a turn get it when the first of them does.
 */
export class BranchQueue {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly lengths = new Map<string, number>();
  private readonly groups = new Map<string, Group<unknown, unknown>>();

  /**
   * @param longest how many commands may wait for one branch; the next gets `Busy`
   * @param patienceMs how long a command may wait for its turn
   */
  constructor(
    private readonly longest = 500,
    private readonly patienceMs = 10_000,
  ) {}

  /**
   * Runs `work` once all earlier work on the branch has ended. Rejects with `Busy` if the queue is
   * too long or too slow; `work` then never runs.
   */
  run<T>(branch: string, work: () => Promise<T>): Promise<T> {
    return this.counted(branch, async () => {
      const { before, leave } = this.standInLine(branch);
      try {
        if (before) await this.patiently(branch, before);
        return await work();
      } finally {
        leave();
      }
    });
  }

  /**
   * Like `run`, for work that others of its kind can share: the `work` of the first one gets all
   * that wait for the turn, in order, and returns what became of each.
   */
  together<I, O>(
    branch: string,
    kind: string,
    item: I,
    work: (items: readonly I[]) => Promise<readonly O[]>,
  ): Promise<O> {
    return this.counted(branch, async () => {
      const { waiting } = this.joinable(branch, kind, work);
      let outcome: Promise<O> | undefined;
      let begun: () => void = () => undefined;
      const turn = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const member = {
        item,
        begin(mine: Promise<O>) {
          outcome = mine;
          begun();
        },
      };
      waiting.add(member);
      try {
        await this.patiently(branch, turn);
      } finally {
        waiting.delete(member);
      }
      return outcome!;
    });
  }

  /** The waiting group of this kind that has room, or a new one at the end of the line. */
  private joinable<I, O>(
    branch: string,
    kind: string,
    work: (items: readonly I[]) => Promise<readonly O[]>,
  ): Group<I, O> {
    const name = `${branch} ${kind}`;
    const forming = this.groups.get(name) as Group<I, O> | undefined;
    if (forming && forming.waiting.size < MOST_TOGETHER) return forming;
    const group: Group<I, O> = { waiting: new Set() };
    this.groups.set(name, group as Group<unknown, unknown>);
    const { before, leave } = this.standInLine(branch);
    const turn = async () => {
      await before;
      if (this.groups.get(name) === (group as Group<unknown, unknown>)) this.groups.delete(name);
      const members = [...group.waiting];
      // commands that ran out of patience have left
      if (!members.length) return;
      const outcomes = work(members.map(({ item }) => item));
      members.forEach(({ begin }, at) => begin(outcomes.then((all) => all[at])));
      await outcomes;
    };
    // each waiting caller hears by their own promise
    void turn()
      .catch(() => undefined)
      .finally(leave);
    return group;
  }

  private standInLine(branch: string) {
    const before = this.tails.get(branch);
    let end: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    const tail = before ? before.then(() => mine) : mine;
    this.tails.set(branch, tail);
    const leave = () => {
      end();
      if (this.tails.get(branch) === tail) this.tails.delete(branch);
    };
    return { before, leave };
  }

  private async counted<T>(branch: string, wait: () => Promise<T>): Promise<T> {
    const length = this.lengths.get(branch) ?? 0;
    if (length >= this.longest) throw new Busy(branch, 2);
    this.lengths.set(branch, length + 1);
    try {
      return await wait();
    } finally {
      const left = this.lengths.get(branch)! - 1;
      if (left) this.lengths.set(branch, left);
      else this.lengths.delete(branch);
    }
  }

  private async patiently(branch: string, before: Promise<void>) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Busy(branch, 2)), this.patienceMs);
    });
    try {
      await Promise.race([before, patience]);
    } finally {
      clearTimeout(timer);
    }
  }
}
