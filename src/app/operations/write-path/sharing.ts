import { Busy, RunRequest, RunResult } from '../../ports';

/** The outcome of a command. */
export type Outcome = { readonly result: RunResult } | { readonly error: unknown };

/**
 * Runs commands that share transactions, in order. `transact` takes as many of them as go together,
 * at least one, and returns their outcomes. When a shared transaction fails, each command gets its
 * own, so that only the one at fault fails.
 */
export async function sharing(
  requests: readonly RunRequest[],
  transact: (requests: readonly RunRequest[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let most = requests.length;
  while (outcomes.length < requests.length) {
    const next = requests.slice(outcomes.length, outcomes.length + most);
    try {
      outcomes.push(...(await transact(next)));
    } catch (error) {
      // A database that is away or busy is no command's fault, and may have committed.
      if (next.length > 1 && !(error instanceof Busy)) most = 1;
      else outcomes.push(...next.map(() => ({ error })));
    }
  }
  return outcomes;
}
