import { useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api';
import { problemWords } from '../shared/problem-words';
import { staffSayIfKnown } from '../shared/staff-words';

/** Runs one request at a time: `busy` while it runs, `problem` in words when it was refused. */
export function useAct(): { readonly busy: boolean; readonly problem: string | undefined; run(work: () => Promise<unknown>, then?: () => void): void } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = (work: () => Promise<unknown>, then?: () => void) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    work().then(() => then?.(), (error: unknown) => {
      setProblem((error instanceof ApiProblem ? staffSayIfKnown(`staff.problem.${error.code}`) : undefined) ?? problemWords(error));
    }).finally(() => setBusy(false));
  };
  return { busy, problem, run };
}
