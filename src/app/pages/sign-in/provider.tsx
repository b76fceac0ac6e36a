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
import { Icon, person } from '../shared/look/icons';
import { Notice } from '../shared/look/parts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { BankMark } from '../shared/look/wear';
import { language } from '../shared/look/words';

/** The button of the bank's own sign-in, with the bank's words where it has some. */
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
 * Finishes what the provider has answered.
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

/** What stands here while the provider's answer is taken, or before this window leaves for it. */
export const OnTheWay = ({
  title,
  said,
  problem,
}: {
  title: string;
  said: string;
  problem?: string;
}) => (
  <main class="sign-in">
    <div class="sign-in-card">
      <BankMark />
      <div class="sign-in-head">
        <Icon of={person} size="2.25rem" />
        <h1>{title}</h1>
      </div>
      <div aria-live="assertive">
        {problem ? <Notice tone="attention">{problem}</Notice> : <p role="status">{said}</p>}
      </div>
    </div>
  </main>
);

/** A window of its own, in which somebody proves again who they are. */
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
