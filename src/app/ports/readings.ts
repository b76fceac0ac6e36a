import { Actor } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';

/** That somebody read the audit or a report, told outside the database until it takes writes. */
export interface KeptReading {
  readonly id: string;
  /** Of the chain that is to have it. */
  readonly branch: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly what: 'audit-read' | 'report-read' | 'requests-read';
  readonly details: Readonly<Record<string, string | number>>;
}

/** A place outside the database, that outlives every instance. */
export interface ReadingsKept {
  /** Resolves once it is kept: until then nothing is shown. */
  keep(reading: KeptReading): Promise<void>;
  /** Those that no chain has yet, oldest first. */
  waiting(): Promise<readonly KeptReading[]>;
  /** Its chain has it: it is not given again. */
  recorded(reading: KeptReading): Promise<void>;
}
