import { Actor } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';

/**
 * The fact that somebody read the audit or a report, kept outside the database until it takes
 * writes.
 */
export interface KeptReading {
  readonly id: string;
  /** The chain that will get it. */
  readonly branch: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly what: 'audit-read' | 'report-read' | 'requests-read';
  readonly details: Readonly<Record<string, string | number>>;
}

/** A store outside the database that outlives every instance. */
export interface ReadingsKept {
  /** Resolves once it is kept: until then nothing is shown. */
  keep(reading: KeptReading): Promise<void>;
  /** Those that no chain has yet, oldest first. */
  waiting(): Promise<readonly KeptReading[]>;
  /** Marks it as being in its chain: it is not returned again. */
  recorded(reading: KeptReading): Promise<void>;
}
