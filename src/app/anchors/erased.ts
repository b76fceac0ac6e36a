import { Objects } from '../objects/objects';
import { Log } from '../ports';

/** No chain has such an id. */
const ERASED = '_erased/';
const JSON_TYPE = { contentType: 'application/json' };
const ID = /^_erased\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Who was erased by their wish, kept outside the database by opaque ids: nothing else is known. */
export interface ErasedKept {
  /** Again is fine. */
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

/** What the database says of erased persons. */
export interface ErasedPersons {
  /** Whom its chain says to have been erased after an event, and its newest event. */
  since(after: number): Promise<{ readonly persons: readonly string[]; readonly seq: number }>;
  /** Of these persons, those of whom something is kept. */
  stillKept(persons: readonly string[]): Promise<readonly string[]>;
}

export interface ErasuresDeps {
  readonly kept: ErasedKept;
  readonly persons: ErasedPersons;
  /** @throws where that is not possible now, such as with an open ticket */
  readonly erase: (person: string) => Promise<void>;
  /** True on the one instance that should do it now. */
  readonly mine: () => Promise<boolean>;
  readonly log: Log;
}

/**
 * Nobody who was erased comes back with a backup: whom the chain tells of is noted outside, and
 * whoever is noted and yet kept, in a database that was restored, is erased again.
 */
export function createErasures({ kept, persons, erase, mine, log }: ErasuresDeps) {
  let seen = 0;
  /** Who is noted; read once. */
  let noted: Set<string> | undefined;
  /** Who may be back; undefined: anybody who is noted. */
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
    // It is another database now: as it was before.
    if (seq < seen) back = undefined;
    seen = seq;
    back ??= [...noted];
    if (back.length) await again(back);
  }

  return {
    step,
    /** The same, on one of the instances. Never rejects. */
    async look(): Promise<void> {
      try {
        if (await mine()) await step();
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'could not note who was erased; again soon');
      }
    },
  };
}
