import { closureEndsBefore, MOST_CLOSURES, tooManyClosures } from '../../domain/model/closures';
import { Refused } from '../../domain/model/errors';
import { addDays, localDate } from '../../domain/model/local-time';
import { Closure } from '../../domain/model/settings';
import { Json } from '../../ports';
import { CommandContext } from '../write-path/command';
import { getSettings, putSettings } from './configure';
import { ConfigureDeps } from './deps';

/**
 * Closes a branch, or every branch of the bank at once, from a date on, and lifts such a closure.
 */

/** How often to start over when somebody saves other settings at the same time. */
const TRIES = 5;

type Own = { readonly closures?: readonly Closure[] } & { readonly [name: string]: Json };

/**
 * Adds a closure, from tomorrow unless it says otherwise. It replaces one that begins on the same
 * date, and past closures are removed.
 * @throws Refused `too_many_closures` beyond twenty
 */
export const closeBranch =
  (deps: ConfigureDeps) =>
  (
    context: CommandContext,
    given: Omit<Closure, 'from'> & { readonly from?: string },
  ): Promise<readonly Closure[]> =>
    change(deps, context, async (own) => {
      const { settings } = await getSettings(deps)(context.branch);
      const today = localDate(settings.timeZone, deps.clock());
      const from = given.from ?? addDays(today, 1);
      if (given.until !== undefined && given.until < from) {
        throw closureEndsBefore(from, given.until);
      }
      const others = own.filter(
        (each) => each.from !== from && (each.until === undefined || each.until >= today),
      );
      if (others.length >= MOST_CLOSURES) throw tooManyClosures();
      return [...others, { ...given, from }].sort((a, b) => (a.from < b.from ? -1 : 1));
    });

/**
 * Lifts the closure that begins on this date, if there is one. A branch cannot lift the bank's.
 */
export const liftClosure =
  (deps: ConfigureDeps) =>
  (context: CommandContext, from: string): Promise<readonly Closure[]> =>
    change(deps, context, async (own) => own.filter((each) => each.from !== from));

async function change(
  deps: ConfigureDeps,
  context: CommandContext,
  next: (own: readonly Closure[]) => Promise<readonly Closure[]>,
): Promise<readonly Closure[]> {
  for (let tries = 1; ; tries += 1) {
    const { version, overrides } = await getSettings(deps)(context.branch);
    const own = overrides as Own;
    const closures = await next(own.closures ?? []);
    try {
      await putSettings(deps)(context, {
        ifVersion: version,
        overrides: { ...own, closures } as unknown as Json,
      });
      return closures;
    } catch (error) {
      const raced = error instanceof Refused && error.code === 'version_mismatch';
      if (!raced || tries === TRIES) throw error;
    }
  }
}
