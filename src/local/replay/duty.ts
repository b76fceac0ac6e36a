import { ReplayActions } from './acts';
import { NightWatch } from './night-watch';

/** Off duty this long after the last finish, if no call follows. */
const AWAY = 3_600_000;

/**
 * When advisors of the file are at their counters: the file has no hours, so they come for their
 * first call and go an hour after a finish that no call follows.
 */
export class Duty {
  private readonly present = new Set<string>();
  /** When each free advisor will leave, soonest first: an hour after their last finish. */
  private readonly leaving = new Map<string, number>();

  constructor(
    private readonly actions: Pick<ReplayActions, 'setState'>,
    private readonly watch: Pick<NightWatch, 'until'>,
  ) {}

  /** Lets advisors leave until an instant, each at their own time. */
  async until(at: number): Promise<void> {
    for (const [advisor, leaves] of this.leaving) {
      if (leaves > at) break;
      await this.watch.until(leaves);
      await this.go(advisor);
    }
    await this.watch.until(at);
  }

  /** Puts an advisor on duty before a call. */
  async come(advisor: string): Promise<void> {
    this.leaving.delete(advisor);
    if (this.present.has(advisor)) return;
    await this.actions.setState(advisor, 'available');
    this.present.add(advisor);
  }

  finished(advisor: string, at: number): void {
    this.leaving.delete(advisor);
    this.leaving.set(advisor, at + AWAY);
  }

  private async go(advisor: string): Promise<void> {
    this.leaving.delete(advisor);
    this.present.delete(advisor);
    await this.actions.setState(advisor, 'offline');
  }
}
