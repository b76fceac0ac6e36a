import { foresightOf } from '../db/reads/foresight';
import { misledBy } from '../domain/model/foresight';
import { DAY_MS } from '../domain/model/instant';
import { AppOptions } from './app';
import { Core } from './writing';

/** The metrics' figures on foretold waits, over all branches. */
interface ForesightGauges {
  readonly branchesMisled: number;
  readonly learningBehindDays: number;
}

/**
 * Checks whether what customers are told can be relied on, and names each branch where it cannot in
 * the log, once: the alarm only counts them.
 */
export function watchForesight(
  { log }: Pick<AppOptions, 'log'>,
  { storage: { database }, writing: { deps } }: Pick<Core, 'storage' | 'writing'>,
): Readonly<Record<keyof ForesightGauges, () => Promise<number>>> {
  let told = new Map<string, string>();
  const look = async (): Promise<ForesightGauges> => {
    const all = await foresightOf(database.pools.sweep);
    const today = new Date(deps.clock() - DAY_MS / 2).toISOString().slice(0, 10);
    const misled = new Map(
      all.flatMap((each) => {
        const reason = misledBy(each, today);
        return reason === undefined ? [] : [[each.branch, reason] as const];
      }),
    );
    for (const [branch, reason] of misled) {
      if (told.get(branch) === reason) continue;
      log.warn({ branch, reason }, 'what customers are told of their waits cannot be relied on');
    }
    told = misled;
    return {
      branchesMisled: misled.size,
      learningBehindDays: all.reduce((most, { behindDays }) => Math.max(most, behindDays), 0),
    };
  };
  let looking: Promise<ForesightGauges> | undefined;
  /** When both gauges ask at once, it looks once. */
  const looked = () => (looking ??= look().finally(() => (looking = undefined)));
  return {
    branchesMisled: async () => (await looked()).branchesMisled,
    learningBehindDays: async () => (await looked()).learningBehindDays,
  };
}
