import { JSON_TYPE, Objects } from '../objects/objects';
import { Log } from '../ports';

/** No chain has such an id. */
const ERASED = '_erased/';
const ID = /^_erased\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Persons erased at their own request, kept outside the database by opaque ids and nothing else.
 */
export interface ErasedKept {
  /** Adding one again is fine. */
  keep(person: string): Promise<void>;
  all(): Promise<readonly string[]>;
}

/** As objects `_erased/<id>` beside the anchors. */
export const erasedIn = (objects: Objects): ErasedKept => ({
  async keep(person) {
    await objects.add(`${ERASED}${person}`, '{}\n', JSON_TYPE);
  },
  all: async () => (await objects.keys(ERASED)).flatMap((key) => ID.exec(key)?.[1] ?? []),
});

/** What the database knows about erased persons. */
export interface ErasedPersons {
  /** The persons erased after an event, by the bank's chain, and its newest event. */
  since(after: number): Promise<{ readonly persons: readonly string[]; readonly seq: number }>;
  /** Those of these persons of whom something is still kept. */
  stillKept(persons: readonly string[]): Promise<readonly string[]>;
}

export interface ErasuresDeps {
  readonly kept: ErasedKept;
  readonly persons: ErasedPersons;
  /** @throws if that is not possible now, such as with an open ticket */
  readonly erase: (person: string) => Promise<void>;
  /** True on the one instance that should do it now. */
  readonly mine: () => Promise<boolean>;
  readonly log: Log;
}

/**
 * Keeps erased persons from coming back with a backup: erasures in the chain are noted outside, and
 * persons who are noted but kept in a restored database are erased again.
 */
export function createErasures({ kept, persons, erase, mine, log }: ErasuresDeps) {
  let seen = 0;
  /** The noted persons, read once. */
  let noted: Set<string> | undefined;
  /** Those who may be back; undefined: anybody who is noted. */
  let back: readonly string[] | undefined;

  async function again(maybe: readonly string[]): Promise<void> {
    const left: string[] = [];
    for (const person of await persons.stillKept(maybe)) {
      try {
        await erase(person);
        log.info({ person }, 'a person who was erased had come back with a backup: erased again');
      } catch (error) {
        left.push(person);
        log.warn(
          { person, error: (error as Error).message },
          'a person who was erased has come back with a backup; trying again',
        );
      }
    }
    back = left;
  }

  /** Looks once. @throws when the store or the database is unavailable; the next step goes on */
  async function step(): Promise<void> {
    noted ??= new Set(await kept.all());
    const { persons: erased, seq } = await persons.since(seen);
    for (const person of erased) {
      if (!noted.has(person)) await kept.keep(person);
      noted.add(person);
    }
    // It is a different database now, restored to an earlier state.
    if (seq < seen) back = undefined;
    seen = seq;
    back ??= [...noted];
    if (back.length) await again(back);
  }

  return {
    step,
    /** The same, on one instance only. Never rejects. */
    async look(): Promise<void> {
      try {
        if (await mine()) await step();
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'could not note who was erased; again soon');
      }
    },
  };
}
