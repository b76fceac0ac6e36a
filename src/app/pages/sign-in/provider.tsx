import { useEffect, useState } from 'preact/hooks';
import type { WaysIn } from '../../wire/oidc';
import {
  answerInAddress,
  finishProof,
  finishSignIn,
  leaveToProve,
  leaveToSignIn,
} from '../shared/api/bank-sign-in';
import { Session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { language } from '../shared/look/words';
import { Card } from './card';

/** The button of the bank's own sign-in, with the bank's label if it has one. */
export function ProviderButton({
  button,
  then,
  failed,
}: NonNullable<WaysIn['provider']> & {
  then: string | undefined;
  failed: (why: () => string) => void;
}) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await leaveToSignIn(then);
    } catch (error) {
      setBusy(false);
      failed(() => staffProblem(error));
    }
  };
  const words = language.value === 'en' ? (button.en ?? button.es) : (button.es ?? button.en);
  return (
    <button type="button" class="button primary wide" disabled={busy} onClick={() => void leave()}>
      {busy ? staffSay('provider.leaving') : (words ?? staffSay('provider.button'))}
    </button>
  );
}

/**
 * Finishes a sign-in or a proof with the provider's answer.
 * @returns whether it is under way, and why it failed
 */
export function useAnswer(entered: (mine: Session, then?: string) => void) {
  const [{ answer, errand } = { answer: undefined, errand: undefined }] = useState(answerInAddress);
  const [problem, setProblem] = useSaid();
  const [proved, setProved] = useState(false);
  const finish = async (given: string) => {
    try {
      if (errand?.what === 'proof') {
        await finishProof(given);
        setProved(true);
        close();
      } else {
        entered(await finishSignIn(given), errand?.then);
      }
    } catch (error) {
      setProblem(() => staffProblem(error));
    }
  };
  useEffect(() => {
    if (answer !== undefined) void finish(answer);
  }, []);
  return { came: answer !== undefined, proof: errand?.what === 'proof', proved, problem };
}

/** Shown while the provider's answer is handled, or before this window leaves for the provider. */
export const OnTheWay = ({
  title,
  said,
  problem,
}: {
  title: string;
  said: string;
  problem?: string;
}) => (
  <Card title={title}>
    <div aria-live="assertive">
      {problem ? <Notice tone="attention">{problem}</Notice> : <p role="status">{said}</p>}
    </div>
  </Card>
);

/** A separate window in which staff prove again who they are. */
export function Prove() {
  const [problem, setProblem] = useSaid();
  document.title = staffSay('provider.prove.title');
  useEffect(() => {
    leaveToProve().catch((error: unknown) => setProblem(() => staffProblem(error)));
  }, []);
  return (
    <OnTheWay
      title={staffSay('provider.prove.title')}
      said={staffSay('provider.leaving')}
      problem={problem}
    />
  );
}
