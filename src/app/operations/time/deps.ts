import { Ahead } from '../../domain/model/ahead';
import { KeptPlan } from '../../domain/model/day-plan';
import { Instant } from '../../domain/model/instant';
import { Learned } from '../../domain/model/learned';
import { LearnedPlan } from '../../domain/model/learned-plan';
import { BranchConfig } from '../../domain/model/state';
import { DayJob, Lesson } from '../../domain/plan/after-day';
import { AheadJob } from '../../domain/plan/ahead';
import {
  BranchReads,
  DeviceWordStore,
  DueBranch,
  Log,
  Measurements,
  Run,
  Vault,
} from '../../ports';

/** The dependencies of the sweep. */
export interface SweepDeps {
  /** The write path on separate connections, so that commands never wait for the sweep. */
  readonly runInBackground: Run;
  readonly reads: BranchReads;
  readonly store: SweepStore;
  readonly clock: () => Instant;
  readonly vault: Pick<Vault, 'digest'>;
  readonly log: Log;
  /** A separate thread. Each throws TooLong when it takes too long, Crowded when the app ends. */
  readonly simulations: {
    ahead(job: AheadJob): Promise<Readonly<Record<string, Ahead>>>;
    learn(job: DayJob): Promise<Lesson>;
  };
  /** Called each time a step of one branch fails again: for the alarm. */
  readonly stuck?: () => void;
}

export interface SweepStore {
  dueBranches(now: Instant): Promise<readonly DueBranch[]>;
  /** A branch's configuration as of its head. */
  configOf(branch: string, head: Pick<DueBranch, 'epoch' | 'configVersion'>): Promise<BranchConfig>;
  /** How long ago any instance last wrote which consoles are alive, ms; undefined = never. */
  consolesSilentMs(): Promise<number | undefined>;
  /**
   * What the branch knew after the last day that it learned from, and that day's last event. If it
   * has learned from none, where the last `days` days begin.
   */
  learnedBy(
    branch: string,
    days: number,
  ): Promise<{ readonly seq: number; readonly body?: Learned; readonly plan?: LearnedPlan }>;
  /** The plan kept for a day. */
  planOf(branch: string, day: string): Promise<KeptPlan>;
  measureBranch(branch: string, now: Instant): Promise<Measurements>;
  /** Deletes a batch of expired keys and records. */
  forgetOld(now: Instant): Promise<void>;
  /** Deletes reports of pages that were closed long ago. */
  forgetWords(now: Instant): Promise<void>;
  /** Devices of the branch that have ever reported. */
  heardDevices: DeviceWordStore['heardDevices'];
  /** Persons whose last visit is further back than their branches keep data. */
  forgettable(now: Instant, limit: number): Promise<readonly string[]>;
  /** Deletes remarks, notes and addresses of tickets past their retention. */
  forgetRemarks(now: Instant): Promise<void>;
  takeLease(name: string, seconds: number): Promise<boolean>;
  dropLease(name: string): Promise<void>;
}
