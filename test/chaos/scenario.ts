import { Postgres } from '../../src/local/postgres/postgres';
import { Recorder } from './recorder';
import { ChaosWorld } from './world';

/** How long a scenario lasts: `short` in `npm test`, `long` by hand. */
export type Length = 'short' | 'long';

export interface Scenario {
  readonly about: string;
  /** The alarms it rings if it lasts, by their headings in the runbook. */
  readonly rings: readonly string[];
  /** Whether customers follow their tickets in Telegram. */
  readonly messages?: boolean;
  /**
   * Does the harm and undoes it. Returns what is on which server, if not everything is on the
   * primary.
   */
  harm(world: ChaosWorld, length: Length, recorder: Recorder): Promise<Left | void>;
}
interface Left {
  readonly server?: Postgres;
  readonly lost?: { readonly from: number; readonly to: number };
}

export const times = (length: Length, short: number, long: number) =>
  length === 'short' ? short : long;
