import { Instant } from './instant';

/** Why this ticket was called and no other, for advisors and supervisors. */
export interface Why {
  /**
   * `due`: the earliest due. `preferential`: its lane goes first. `general-turn`: after a run of
   * preferential calls. `strict`: the queue's priority. `wish`: it waited for this advisor.
   * `out-of-turn`: a person chose it.
   */
  readonly rule: 'due' | 'preferential' | 'general-turn' | 'strict' | 'wish' | 'out-of-turn';
  readonly due: Instant;
  /** Tickets in line in the advisor's queues, with this one. */
  readonly waited: number;
  /** Of those, the ones that had waited longer. */
  readonly overtook: number;
  /**
   * More tickets than were loaded may have been overtaken. While a changed target is applied to the
   * line, the count may be short without this.
   */
  readonly overtookMore?: true;
  readonly reason?: string;
  /** Whether the app assigned it, or an advisor pressed *next*. */
  readonly assignment: 'automatic' | 'on-demand';
}
