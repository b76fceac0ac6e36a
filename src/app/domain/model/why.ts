import { Instant } from './instant';

/** Why this ticket and no other, for advisor and supervisor. */
export interface Why {
  /**
   * `due`: earliest due. `preferential`: its lane goes first. `general-turn`: after a run of
   * preferential calls. `strict`: queue priority. `out-of-turn`: a person chose it.
   */
  readonly rule: 'due' | 'preferential' | 'general-turn' | 'strict' | 'out-of-turn';
  readonly due: Instant;
  /** Tickets in line in the queues the advisor serves, this one included. */
  readonly waited: number;
  /** Of them, those whose present wait began before this one's. */
  readonly overtook: number;
  /**
   * The count of overtaken tickets was cut: there may be more. While tickets are being re-dued the
   * count may be short without it.
   */
  readonly overtookMore?: true;
  readonly reason?: string;
  /** Who assigned: the app, or an advisor pressing *next*. */
  readonly assignment: 'automatic' | 'on-demand';
}
