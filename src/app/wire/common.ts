import { z } from 'zod';

/** The parts that many shapes share. A validator's message says what is wanted. */

/** A shape as code reads it: what came over the wire is never written to. */
export type Wire<S extends z.ZodType> = ReadonlyDeep<z.output<S>>;
/** A shape as it is sent: members with a default may be left out. */
export type Sent<S extends z.ZodType> = ReadonlyDeep<z.input<S>>;
type ReadonlyDeep<T> = T extends readonly (infer Each)[]
  ? readonly ReadonlyDeep<Each>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T;

/**
 * Ids become member names of objects, so the one name that every object already has is not an id.
 */
export const ID = /^(?!constructor$)[a-z0-9-]{1,40}$/;

export const id = (what: string) =>
  z
    .string({ error: `the id of ${what}` })
    .regex(ID, `the id of ${what}: 1 to 40 small letters, digits or -`);

/**
 * Characters that cannot be seen: controls, blanks, format marks, lone surrogates, fillers,
 * selectors and the empty Braille cell. Inside a word some of them mean something (a composed
 * emoji, a place to break), so only text that consists of nothing else is empty.
 */
const UNSEEN = /^[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Text with at least one visible character. */
export const words = (most: number) => text(most).min(1, 'some text');

/** Text that may be empty; text without a visible character becomes empty. */
export const text = (most: number) =>
  z
    .string({ error: `text of at most ${most} characters` })
    .trim()
    .overwrite((given) => (UNSEEN.test(given) ? '' : given))
    .max(most, `at most ${most} characters`);

/** A telephone number with its country code. */
export const phone = z
  .string('a phone number such as +56912345678')
  .regex(/^\+[1-9]\d{7,14}$/, 'a phone number with its country code, such as +56912345678');

export const flag = z.boolean('true or false');
export const uuid = z.uuid('a UUID');

/** An instant in UTC with milliseconds, as RFC 3339 writes it: `2025-03-10T13:45:00.000Z`. */
export const instant = z.iso.datetime();
export type Instant = z.infer<typeof instant>;
/**
 * An instant in milliseconds since 1970, where events travel as they are kept. The member that
 * holds it, or holds the events, has a name that ends with `Ms`.
 */
export const instantMs = z.number().meta({ description: 'milliseconds since 1970-01-01T00:00Z' });

/** The offset of a branch's clock from UTC around now, because browsers may lack its zone. */
export const utcOffsets = z
  .array(z.object({ from: instant, minutes: z.number() }))
  .optional()
  .meta({ description: 'from when on the clock of the zone is this many minutes ahead of UTC' });

/** A business day of a branch. */
export const day = z.string().meta({ description: 'a business day as YYYY-MM-DD' });

/** Minutes: what is expected, and the range that holds 80 % of waits. */
export const estimate = z.object({ minutes: z.number(), low: z.number(), high: z.number() }).meta({
  id: 'Estimate',
  description: 'Minutes: expected, and the range that holds 80 % of waits',
});

/** What may be said about a wait: decided once by the server, worded by each surface. */
export const said = z
  .discriminatedUnion('as', [
    z.object({ as: z.literal('closed') }),
    z.object({ as: z.literal('deferred'), until: instant }),
    z.object({ as: z.literal('unattended') }),
    z.object({ as: z.literal('unknown') }),
    z.object({ as: z.literal('soon') }),
    z.object({ as: z.literal('about'), minutes: z.number() }),
    z.object({ as: z.literal('up-to'), minutes: z.number() }),
    z.object({ as: z.literal('between'), low: z.number(), high: z.number() }),
    z.object({ as: z.literal('long'), hours: z.number() }),
  ])
  .meta({
    id: 'Said',
    description:
      'What may be said of the wait: the queue gives no numbers, the ticket is deferred, nobody ' +
      'serves the queue, the wait is not known, or how long it is',
  });

/** The wait that was foretold, in seconds, and how: the chain keeps it. */
export const foretold = z
  .object({
    seconds: z.number(),
    lowSeconds: z.number(),
    highSeconds: z.number(),
    raw: z.array(z.number()).meta({ description: 'as simulated' }),
    stepped: z.number(),
    ours: z.number(),
    les: z.number().optional(),
    hol: z.number().optional(),
    step: z.number(),
    rule: z.number().optional().meta({ description: 'position by configured average' }),
  })
  .meta({ id: 'Foretold', description: 'Seconds: what was foretold of a wait, said or not' });

/** One text in the languages that every branch has. */
export const bilingual = z.object({ es: z.string(), en: z.string() });

/** What is kept encrypted. */
export const legible = z
  .string()
  .nullable()
  .meta({ description: 'null: it cannot be opened, as it was changed in the database' });

export const nothing = z.strictObject({});
