import { Busy } from '../../ports';

/**
 * Commands on one branch queue in their instance before they take a connection, so a busy or stuck
 * branch holds one connection and starves nobody. First come, first served.
 */
export class BranchQueue {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly lengths = new Map<string, number>();

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
  async run<T>(branch: string, work: () => Promise<T>): Promise<T> {
    const length = this.lengths.get(branch) ?? 0;
    if (length >= this.longest) throw new Busy(branch, 2);
    this.lengths.set(branch, length + 1);
    const before = this.tails.get(branch);
    let leave: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const tail = before ? before.then(() => mine) : mine;
    this.tails.set(branch, tail);
    try {
      if (before) await this.patiently(branch, before);
      return await work();
    } finally {
      leave();
      const left = this.lengths.get(branch)! - 1;
      if (left) this.lengths.set(branch, left);
      else this.lengths.delete(branch);
      if (this.tails.get(branch) === tail) this.tails.delete(branch);
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
