import { useState } from 'preact/hooks';
import { staffProblem } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';

/**
 * Runs one request at a time: `busy` while it runs, `problem` in words if it was refused.
 * @param about what the requests are about, as the page shows it: when that changes, a refusal
 * disappears
 */
export function useAct(about?: string): {
  readonly busy: boolean;
  readonly problem: string | undefined;
  run(work: () => Promise<unknown>, then?: () => void): void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid(about);
  const run = (work: () => Promise<unknown>, then?: () => void) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    work()
      .then(
        () => then?.(),
        (error: unknown) => {
          setProblem(() => staffProblem(error));
        },
      )
      .finally(() => setBusy(false));
  };
  return { busy, problem, run };
}
