import { Ahead } from './ahead';
import { Instant } from './instant';

/** What the sweep measured for alerts; minutes, counts and shares. */
export interface Measured {
  readonly estimates: Readonly<Record<string, number>>;
  readonly messageFailures?: { readonly failed: number; readonly total: number };
  readonly estimateErrors: Readonly<
    Record<string, { readonly share: number; readonly tickets: number; readonly within: number }>
  >;
  readonly branchOpen: boolean;
  /** When each enrolled device was last heard; absent = not measured. */
  readonly devices?: Readonly<Record<string, Instant>>;
  /** When the first in line of each queue is due, of queues in which somebody is waiting. */
  readonly firstDue?: Readonly<Record<string, Instant>>;
  /**
   * What the next minutes will bring, of queues that are known well enough; absent = not measured:
   * an alert that is open then stays.
   */
  readonly ahead?: Readonly<Record<string, Ahead>>;
  /** Who has a row on the floor and may not serve there any more. */
  readonly gone?: readonly string[];
  /** Some instance still reports consoles: only then does silence mean anything. */
  readonly consolesHeard?: boolean;
  /**
   * Since when the measurements have differed from the open alerts (`alert-patience.ts`). Absent,
   * every difference counts at once.
   */
  readonly unsettled?: Readonly<Record<string, Instant>>;
}
