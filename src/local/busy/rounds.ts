import { setTimeout as pause } from 'node:timers/promises';
import { Agenda } from '../replay/agenda';
import { Chance } from './chance';
import { Customers, Visit } from './customers';
import { arrivalsPerMinute, hourAt } from './day';
import { Troubles } from './troubles';

/** Interval between a customer's looks at their ticket, ms. */
const LOOK_MS = 6000;
/**
 * This many customers come in quick succession at the start, so that there is something to see at
 * once.
 */
const EARLY = 8;
const EARLY_GAP_MS = 1500;

/** One action of a customer. Each arrival schedules the branch's next arrival. */
type Round =
  | { readonly do: 'arrive'; readonly customers: Customers; readonly nth: number }
  | { readonly do: 'look'; readonly customers: Customers; readonly visit: Visit };

export interface RoundsParts {
  readonly branches: readonly { readonly customers: Customers; readonly weight: number }[];
  readonly chance: Chance;
  readonly troubles: Troubles;
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

/**
 * Lets customers come, follow their tickets and leave, each at their time, until the day is ended
 * from outside.
 */
export async function rounds({
  branches,
  chance,
  troubles,
  clock,
  signal,
}: RoundsParts): Promise<void> {
  const began = clock();
  const agenda = new Agenda<Round>();
  const weights = new Map(branches.map(({ customers, weight }) => [customers, weight]));
  for (const { customers } of branches) agenda.put(began, 0, { do: 'arrive', customers, nth: 1 });

  const take = async (round: Round): Promise<void> => {
    const { customers } = round;
    if (round.do === 'look') {
      // Look again after an error too: the app may just have been unavailable.
      const again = await customers.look(round.visit).catch((error: unknown) => {
        troubles.met(error);
        return clock() - round.visit.since < LOOK_MS * 400;
      });
      if (again) agenda.put(clock() + LOOK_MS, 1, round);
      return;
    }
    const gap =
      round.nth < EARLY
        ? EARLY_GAP_MS
        : chance.gapMs(arrivalsPerMinute(hourAt(clock() - began)) * weights.get(customers)!);
    agenda.put(clock() + gap, 0, { ...round, nth: round.nth + 1 });
    const visit = await customers.arrive();
    if (visit) agenda.put(clock() + LOOK_MS, 1, { do: 'look', customers, visit });
  };

  while (!signal.aborted) {
    const wait = Math.max(0, (agenda.next ?? clock()) - clock());
    await pause(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await take(agenda.take()!).catch((error: unknown) => troubles.met(error));
  }
}
