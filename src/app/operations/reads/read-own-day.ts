import { closesForTheDay } from '../../domain/model/day';
import { written } from '../../domain/views/rfc3339';
import type { OwnDay } from '../../wire/own-desk';
import { ReadDeps } from './deps';

/** How an advisor has spent the business day at a branch so far. */
export const readOwnDay =
  ({ reads, store, clock }: ReadDeps) =>
  async (branch: string, staff: string): Promise<OwnDay> => {
    const {
      floor: { day },
      directory: { config },
    } = await reads.readFloor(branch);
    const at = clock();
    const closesAt = closesForTheDay(at, config.settings) ?? null;
    return written({ day, at, closesAt, ...(await store.ownDay([branch, day, staff], at)) });
  };
