import { givesTickets, isOpen, nextOpening, shownReason } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { naturally } from '../../domain/model/natural';
import { Reason } from '../../domain/model/settings';
import { namedApart } from '../../domain/model/told-apart';
import { HttpDeps } from './deps';

/** Whether a branch is open, for the page at the bare address. */
export interface Door {
  readonly name: string;
  readonly timeZone: string;
  readonly open: boolean;
  /** Whether it still gives numbers now. */
  readonly givesNumbers: boolean;
  /** When it opens next; undefined if unknown, or if it gives numbers. */
  readonly opensAt?: Instant;
  /** Why it is closed today, or has other hours. */
  readonly reason: Reason | null;
}

/** How long the last read is reused, and how long a visitor waits for a new one, ms. */
const FRESH_MS = 5_000;
const PATIENCE_MS = 500;

/**
 * The doors of all branches, by name. While the database does not answer, those known before, or
 * none if it never has. Requests at the same time share one read.
 */
export function bankDoors({ operations, clock, log }: HttpDeps): () => Promise<readonly Door[]> {
  let known: Awaited<ReturnType<typeof read>> = [];
  let readAt = -Infinity;
  let asking: Promise<void> | undefined;
  const read = async () => {
    const branches = await operations.listBranches();
    return Promise.all(branches.map(({ id }) => operations.directory(id)));
  };
  const ask = async () => {
    try {
      known = await read();
      readAt = clock();
    } catch (error) {
      log.debug({ error: (error as Error).message }, 'the doors of the bank could not be read');
    }
    asking = undefined;
  };
  return async () => {
    if (Math.abs(clock() - readAt) > FRESH_MS) {
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        late = setTimeout(resolve, PATIENCE_MS);
      });
      await Promise.race([(asking ??= ask()), patience]);
      clearTimeout(late);
    }
    const now = clock();
    const names = namedApart(
      known.map(({ branch }) => branch),
      'name',
    );
    return known
      .map(({ branch: { timeZone }, config: { settings } }, at) => {
        const givesNumbers = givesTickets(now, settings);
        const opensAt = givesNumbers ? undefined : nextOpening(now, settings);
        return {
          name: names[at].name,
          timeZone,
          open: isOpen(now, settings),
          givesNumbers,
          reason: shownReason(now, settings),
          ...(opensAt === undefined ? {} : { opensAt }),
        };
      })
      .sort((a, b) => naturally(a.name, b.name));
  };
}
