import { useEffect, useState } from 'preact/hooks';
import { ApiProblem } from '../api/api';
import { codeInAddress, enrol, EnrolledKind, WrongKind } from '../api/device';
import { off } from './all-icons';
import { LetterKeys } from './keys';
import { LanguageButtons } from './language-buttons';
import { EmptyPage, Notice } from './parts';
import { problemWords } from './problem-words';
import { say } from './screen-words';
import './enrol.css';

/**
 * What a device shows while it is not enrolled: what customers should do. Staff open the field for
 * the code.
 */
export function Enrol({ kind }: { kind: EnrolledKind }) {
  const [staff, setStaff] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    const given = codeInAddress();
    if (given) enrol(given, kind).catch((error: unknown) => setFailed(error));
  }, []);
  if (staff || failed !== undefined) return <EnrolForm kind={kind} first={failed} />;
  return (
    <main class="enrol">
      <EmptyPage icon={off} title={say(`${kind}.off`)}>
        {say(`${kind}.off.text`)}
      </EmptyPage>
      <button type="button" class="button plain" onClick={() => setStaff(true)}>
        {say('enrol.staff')}
      </button>
      <LanguageButtons />
    </main>
  );
}

/** `first`: why a code in the address was refused. */
function EnrolForm({ kind, first }: { kind: EnrolledKind; first: unknown }) {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState(first);
  const [busy, setBusy] = useState(false);

  const connect = async (text: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await enrol(text, kind);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main class="enrol">
      <form
        class="enrol-form"
        onSubmit={(event) => {
          event.preventDefault();
          void connect(code);
        }}
      >
        <h1>{say('enrol.title')}</h1>
        <p class="quiet">{say('enrol.text')}</p>
        <div class="field">
          <label for="code">{say('enrol.code')}</label>
          <input
            id="code"
            class="input"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby="enrol-problem"
          />
        </div>
        <div id="enrol-problem" aria-live="polite">
          {problem !== undefined && <Notice tone="attention">{enrolWords(problem, kind)}</Notice>}
        </div>
        <LetterKeys
          press={(face) => setCode((now) => now + face.toLowerCase())}
          erase={() => setCode((now) => now.slice(0, -1))}
        />
        <button class="button primary wide" disabled={busy || code.trim() === ''}>
          {say('enrol.do')}
        </button>
        <LanguageButtons />
      </form>
    </main>
  );
}

/** Statuses that mean that the code was refused. */
const REFUSALS: readonly number[] = [400, 401, 403, 404, 409, 422];

function enrolWords(error: unknown, kind: EnrolledKind): string {
  if (error instanceof WrongKind) {
    return say('enrol.wrong-kind', { kind: say(`enrol.${kind}`) });
  }
  return error instanceof ApiProblem && REFUSALS.includes(error.status)
    ? say('problem.enrolment_failed')
    : problemWords(error);
}
