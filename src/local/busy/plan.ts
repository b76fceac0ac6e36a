import { checkDigit } from '../../app/domain/model/rut';
import { Lane, Language } from '../../app/domain/model/ticket';
import { Chance } from './chance';
import { sped } from './day';
import { drawFate, Fate } from './fate';

/** What a customer intends when coming in. */
export interface Plan {
  /** The queue they prefer; another one is taken if the branch does not offer it. */
  readonly queue: string;
  readonly lane: Lane;
  readonly language: Language;
  /** Absent = takes a ticket without a RUT. */
  readonly nationalId?: string;
  readonly paperComesOut: boolean;
  /** Follows the ticket in Telegram. */
  readonly phone: boolean;
  /** Gives up if not called by then, ms after arrival. */
  readonly leavesAfterMs?: number;
  /** Asks for more time once, ms after arrival. */
  readonly moreTimeAfterMs?: number;
  /** Rates the service afterwards, 1 to 5. */
  readonly score?: number;
  /** What becomes of the ticket when it is called. */
  readonly fate: Fate;
}

export const QUEUE_SHARES: Readonly<Record<string, number>> = {
  caja: 50,
  'personal-banker': 28,
  empresas: 14,
  gerencia: 8,
};

/**
 * RUTs from here to 79.999.999 belong to companies, so that no real person's is drawn by chance.
 */
const FIRST_RUT = 70_000_000;

export function drawRut(chance: Chance): string {
  const body = String(FIRST_RUT + chance.whole(0, 9_999_999));
  return `${body}-${checkDigit(body)}`;
}

/** A customer who is to be served stays until then, whatever is drawn. */
const STAYS: Partial<Plan> = { leavesAfterMs: undefined, moreTimeAfterMs: undefined };

/** The first customers of a branch show within minutes what would otherwise take an hour to see. */
const FIRST: readonly Partial<Plan>[] = [
  { queue: 'caja', phone: true, score: 5 },
  { queue: 'caja', lane: 'preferential' },
  { queue: 'personal-banker', fate: { serviceMs: sped(3), transferred: false }, ...STAYS },
  { queue: 'empresas', leavesAfterMs: sped(2) },
  {
    queue: 'caja',
    fate: { comesAfterMs: 4000, serviceMs: sped(3), transferred: true },
    ...STAYS,
  },
  { queue: 'personal-banker', moreTimeAfterMs: sped(1) },
];

/** The `nth` customer of a branch, counted from 1. */
export function drawPlan(chance: Chance, nth: number): Plan {
  const follows = chance.among({ paper: 62, leaves: 10, time: 10, scores: 18 });
  const queue = chance.among(QUEUE_SHARES);
  return {
    queue,
    lane: chance.happens(0.18) ? 'preferential' : 'general',
    language: chance.happens(0.15) ? 'en' : 'es',
    ...(chance.happens(0.7) ? { nationalId: drawRut(chance) } : {}),
    paperComesOut: chance.happens(0.95),
    phone: chance.happens(0.15),
    ...(follows === 'leaves' ? { leavesAfterMs: sped(chance.between(1, 8)) } : {}),
    ...(follows === 'time' ? { moreTimeAfterMs: sped(chance.between(0.5, 4)) } : {}),
    ...(follows === 'scores'
      ? { score: Number(chance.among({ 5: 50, 4: 30, 3: 10, 2: 6, 1: 4 })) }
      : {}),
    fate: drawFate(chance, queue),
    ...FIRST[nth - 1],
  };
}
