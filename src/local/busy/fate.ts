import { Chance } from './chance';
import { sped } from './day';

/** What becomes of a called ticket. */
export interface Fate {
  /** Time from the call until the customer is at the counter, ms; absent = nobody comes. */
  readonly comesAfterMs?: number;
  readonly serviceMs: number;
  /** The question turns out to belong to another queue. */
  readonly transferred: boolean;
}

/** Median service per queue, in simulated minutes. */
const SERVICE: Readonly<Record<string, number>> = {
  caja: 2.5,
  'personal-banker': 5,
  empresas: 6,
  gerencia: 7,
};
const ELSEWHERE = 4;

/** Drawn when the customer comes in. */
export function drawFate(chance: Chance, queue: string): Fate {
  return {
    ...(chance.happens(0.92) ? { comesAfterMs: chance.between(4000, 10_000) } : {}),
    serviceMs: sped(chance.duration(SERVICE[queue] ?? ELSEWHERE)),
    transferred: chance.happens(0.08),
  };
}

/**
 * For a ticket that a real person took: they must have time to see the call on their phone, and be
 * served.
 */
export const guestFate: Fate = {
  comesAfterMs: 15_000,
  serviceMs: sped(ELSEWHERE),
  transferred: false,
};
