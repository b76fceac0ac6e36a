import { Busy, RunRequest, RunResult } from '../../ports';

/** What became of a command. */
export type Outcome = { readonly result: RunResult } | { readonly error: unknown };

/**
 * Carries out commands that share transactions, in order. `transact` takes as many of them as go
 * together, one at least, and tells what became of those. When a transaction of several fails, each
 * has one of its own: it fails for whoever is the reason.
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
      // A database that is away or busy is nobody's fault, and may have committed.
      if (next.length > 1 && !(error instanceof Busy)) most = 1;
      else outcomes.push(...next.map(() => ({ error })));
    }
  }
  return outcomes;
}
