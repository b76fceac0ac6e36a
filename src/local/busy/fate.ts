import { Chance } from './chance';
import { sped } from './day';

/** What becomes of a call. */
export interface Fate {
  /** From the call until the customer stands at the counter, ms; absent = nobody comes. */
  readonly comesAfterMs?: number;
  readonly serviceMs: number;
  /** The question turns out to be another queue's. */
  readonly transferred: boolean;
}

/** Median service in minutes of the simulated day, per queue. */
const SERVICE: Readonly<Record<string, number>> = {
  caja: 2.5,
  'personal-banker': 5,
  empresas: 6,
  gerencia: 7,
};
const ELSEWHERE = 4;

/** Drawn on coming in. */
export function drawFate(chance: Chance, queue: string): Fate {
  return {
    ...(chance.happens(0.92) ? { comesAfterMs: chance.between(4000, 10_000) } : {}),
    serviceMs: sped(chance.duration(SERVICE[queue] ?? ELSEWHERE)),
    transferred: chance.happens(0.08),
  };
}

/**
 * Of a ticket that a person took: whoever looks at their phone must see the call, and be served.
 */
export const guestFate: Fate = {
  comesAfterMs: 15_000,
  serviceMs: sped(ELSEWHERE),
  transferred: false,
};
