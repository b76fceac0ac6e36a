import { z } from 'zod';

/** What a branch has learned from closed days: a page that folds the floor needs it to foretell. */

const numbers = z.array(z.number());
const exposure = z.object({ events: numbers, seconds: numbers });
const sum = z.object({ count: z.number(), seconds: z.number() });
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
const affine = z.object({
  a: z.number(),
  b: z.number(),
  firm: numbers,
});

const held = z.object({
  days: z.number(),
  foretold: z.number(),
  within: z.number(),
  last: z.object({ day: z.string().optional(), foretold: z.number(), within: z.number() }),
});

export const learned = z
  .object({
    days: z.number(),
    pool: numbers,
    poolWeight: z.number(),
    queues: byName(sum),
    advisors: byName(
      z.object({
        services: z.number(),
        pace: z.number(),
        gaps: exposure,
        takes: byName(z.number()),
      }),
    ),
    gaps: exposure,
    patience: exposure,
    outOfTurn: z.number(),
    headStart: byName(z.number()),
    arrivals: byName(z.object({ days: z.number(), quarters: byName(numbers) })),
    affine: z.object({ low: affine, middle: affine, high: affine }),
    held: held.optional(),
  })
  .meta({ id: 'Learned', description: 'What the branch has learned from its closed days' });

/** How a queue's calls correct what is foretold next. */
export const calibration = z
  .object({
    steps: numbers,
    shared: z.number(),
    errors: numbers,
    weight: z.number(),
    low: z.number(),
    high: z.number(),
    les: z.number().optional(),
    calls: z.number(),
  })
  .meta({ id: 'Calibration', description: 'How calls correct what is foretold next' });
