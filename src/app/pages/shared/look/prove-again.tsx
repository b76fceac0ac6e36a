import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call, onProof } from '../api/api';
import { whenProved } from '../api/bank-sign-in';
import { CodeField } from './code-field';
import { Dialog, Notice } from './parts';
import { PasswordField } from './password-field';
import { staffProblem, staffSay } from './staff-words';
import { useSaid } from './use-said';
import { say } from './words';

interface Asking {
  readonly code: boolean;
  /** By the bank's own sign-in, not by a password. */
  readonly provider: boolean;
  readonly answer: (proved: boolean) => void;
}
const asking = signal<Asking | undefined>(undefined);
let proving: Promise<boolean> | undefined;

/** One dialog for however many requests wait for it. */
function prove(problem: ApiProblem): Promise<boolean> {
  const { code = false, provider = false } =
    (problem.body as { readonly proof?: { readonly code?: boolean; readonly provider?: boolean } })
      .proof ?? {};
  proving ??= new Promise<boolean>((resolve) => {
    asking.value = { code, provider, answer: resolve };
  }).finally(() => {
    proving = undefined;
    asking.value = undefined;
  });
  return proving;
}

/**
 * Where the server wants to know again who is there, it is asked in a dialog, and what was pressed
 * goes on. Stands once in a page of staff.
 */
export function ProveAgain() {
  useEffect(() => onProof(prove), []);
  if (!asking.value) return null;
  return asking.value.provider ? (
    <ProviderDialog {...asking.value} />
  ) : (
    <ProofDialog {...asking.value} />
  );
}

/** A window of its own, so that what was typed here stays. */
const PROVE_AT = '/sign-in?prove';
const WINDOW = 'popup,width=520,height=720';

function ProviderDialog({ answer }: Asking) {
  const [opened, setOpened] = useState(false);
  useEffect(() => whenProved(() => answer(true)), []);
  return (
    <Dialog title={staffSay('prove.title')} onClose={() => answer(false)}>
      <div class="prove">
        <p>{staffSay('provider.prove.text')}</p>
        <div class="row">
          <a
            class="button primary"
            href={PROVE_AT}
            target="_blank"
            onClick={(event) => {
              setOpened(true);
              // Where a window is not allowed, the link opens a tab.
              if (open(PROVE_AT, 'ticketero-prove', WINDOW)) event.preventDefault();
            }}
          >
            {staffSay('provider.prove.do')}
          </a>
          <button type="button" class="button" onClick={() => answer(false)}>
            {say('cancel')}
          </button>
        </div>
        <p class="quiet" role="status">
          {opened && staffSay('provider.prove.waiting')}
        </p>
      </div>
    </Dialog>
  );
}

function ProofDialog({ code: needsCode, answer }: Asking) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const send = async () => {
    if (!password || (needsCode && !code.trim())) return setProblem(() => staffSay('prove.empty'));
    setBusy(true);
    setProblem(undefined);
    try {
      await call('POST /api/sessions/proof', {
        body: { password, ...(needsCode ? { code } : {}) },
      });
      answer(true);
    } catch (error) {
      setBusy(false);
      setCode('');
      // Whoever is out is out: what was asked for is refused as well, and leads to sign-in.
      if (error instanceof ApiProblem && error.status === 401) answer(true);
      else setProblem(() => staffProblem(error));
    }
  };
  return (
    <Dialog title={staffSay('prove.title')} onClose={() => answer(false)}>
      <form
        class="prove"
        onSubmit={(event) => {
          event.preventDefault();
          // A form behind this dialog has nothing to do with it.
          event.stopPropagation();
          void send();
        }}
      >
        <p>{staffSay('prove.text')}</p>
        <PasswordField
          id="prove-password"
          label={staffSay('prove.password')}
          kind="current-password"
          describedBy="prove-problem"
          value={password}
          set={setPassword}
        />
        {needsCode && <CodeAsked value={code} set={setCode} />}
        <div id="prove-problem" aria-live="assertive">
          {problem && <Notice tone="attention">{problem}</Notice>}
        </div>
        <div class="row">
          <button class="button primary" disabled={busy}>
            {staffSay('prove.do')}
          </button>
          <button type="button" class="button" onClick={() => answer(false)}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A code of the app or, for want of it, a recovery code. */
function CodeAsked({ value, set }: { value: string; set: (value: string) => void }) {
  const [letters, setLetters] = useState(false);
  return (
    <>
      <CodeField
        id="prove-code"
        label={staffSay(letters ? 'second.recovery' : 'second.code')}
        value={value}
        set={set}
        letters={letters}
        describedBy="prove-problem"
      />
      <button type="button" class="button plain" onClick={() => setLetters(!letters)}>
        {staffSay(letters ? 'second.use-code' : 'second.use-recovery')}
      </button>
    </>
  );
}
