import { Refused } from './errors';

/** How many closures the settings of a branch or the bank may hold. */
export const MOST_CLOSURES = 20;

export const closureEndsBefore = (from: string, until: string): Refused =>
  new Refused('invalid', 'invalid', `It would end before it begins, on ${from}.`, [
    { field: 'until', got: until, wants: 'a last date not before the first' },
  ]);

export const tooManyClosures = (): Refused =>
  new Refused(
    'conflict',
    'too_many_closures',
    `There are ${MOST_CLOSURES} closures already. Lift one that is no longer wanted first.`,
    [{ field: 'from', got: MOST_CLOSURES + 1, wants: `at most ${MOST_CLOSURES} closures` }],
  );
