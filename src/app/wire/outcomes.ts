import { z } from 'zod';
import { id, words } from './common';

/** How services of a queue may be said to have ended. */

/** Which of these has a value that one before it has; -1 = none. */
const secondOf = (values: readonly string[]) =>
  values.findIndex((value, at) => values.indexOf(value) < at);
const outcomeCode = z.strictObject({
  id: id('an outcome'),
  names: z.strictObject({ es: words(60), en: words(60) }),
});
export const outcomes = z
  .strictObject({
    required: z.boolean().default(false),
    codes: z.array(outcomeCode).max(20, 'at most 20 codes'),
  })
  .check(({ value: { required, codes }, issues }) => {
    const wrong = (path: readonly (string | number)[], message: string) =>
      issues.push({ code: 'custom', input: codes, path: [...path], message });
    if (required && codes.length === 0) wrong(['codes'], 'at least one code, if one is required');
    const same = secondOf(codes.map((code) => code.id));
    if (same >= 0) wrong(['codes', same, 'id'], 'an id that no other code of the queue has');
    for (const tongue of ['es', 'en'] as const) {
      const twin = secondOf(codes.map(({ names }) => names[tongue].toLowerCase()));
      if (twin >= 0) {
        wrong(['codes', twin, 'names', tongue], 'a name that no other code of the queue has');
      }
    }
  })
  .meta({
    description:
      'how a service may be said to have ended, chosen at its finish; left out, what the queue ' +
      'has stays',
  });
