import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call, onProof } from '../api/api';
import { whenProved } from '../api/bank-sign-in';
import { hasPasskeys, usePasskey } from '../api/passkeys';
import { CodeField } from './code-field';
import { Dialog, Notice } from './parts';
import { PasswordField } from './password-field';
import { useRefusal } from './refusal';
import { faultOf, missingFrom } from './staff-refusal';
import { staffSay } from './staff-words';
import { say } from './words';

interface ProofPrompt {
  readonly code: boolean;
  /** By the bank's own sign-in, not by a password. */
  readonly provider: boolean;
  /** By a passkey as well. */
  readonly passkey: boolean;
  /** The code may come from an app. */
  readonly app: boolean;
  readonly answer: (proved: boolean) => void;
}
const asking = signal<ProofPrompt | undefined>(undefined);
let proving: Promise<boolean> | undefined;

/** One dialog, however many requests wait for it. */
function prove(problem: ApiProblem): Promise<boolean> {
  type Ways = Partial<Record<'code' | 'provider' | 'passkey' | 'app', boolean>>;
  const {
    code = false,
    provider = false,
    passkey = false,
    app = true,
  } = (problem.body as { readonly proof?: Ways }).proof ?? {};
  proving ??= new Promise<boolean>((resolve) => {
    asking.value = { code, provider, passkey, app, answer: resolve };
  }).finally(() => {
    proving = undefined;
    asking.value = undefined;
  });
  return proving;
}

/**
 * When the server asks again who is there, a dialog asks the person, and the request goes on.
 * Appears once in a staff page.
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

/** A separate window, so that unsaved input here stays. */
const PROVE_AT = '/sign-in?prove';
const WINDOW = 'popup,width=520,height=720';

function ProviderDialog({ answer }: ProofPrompt) {
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
              // If the browser blocks the window, the link opens a tab.
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

function ProofDialog({ code: needsCode, passkey, app, answer }: ProofPrompt) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  const send = async (work: () => Promise<unknown>) => {
    setBusy(true);
    refuse();
    try {
      await work();
      answer(true);
    } catch (error) {
      setBusy(false);
      setCode('');
      // The session is over: the request is refused as well, and leads to sign-in.
      if (error instanceof ApiProblem && error.status === 401) answer(true);
      else refuse(faultOf(error, PROVED_BY));
    }
  };
  return (
    <Dialog title={staffSay('prove.title')} onClose={() => answer(false)}>
      <form
        class="prove"
        onSubmit={(event) => {
          event.preventDefault();
          // The submit must not reach a form around this dialog.
          event.stopPropagation();
          const body = { password, ...(needsCode ? { code } : {}) };
          const missing = missingFromProof(body);
          if (missing.length > 0) refuse(...missing);
          else void send(() => call('POST /api/sessions/proof', { body }));
        }}
      >
        <p>{staffSay(passkey ? 'passkey.prove.text' : 'prove.text')}</p>
        {passkey && hasPasskeys() && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => void send(() => byPasskey(password))}
          >
            {staffSay('passkey.prove')}
          </button>
        )}
        <PasswordField
          id="prove-password"
          label={staffSay('prove.password')}
          kind="current-password"
          wrong={wrong('prove-password')}
          value={password}
          set={setPassword}
        />
        {needsCode && (
          <CodeAsked app={app} value={code} set={setCode} wrong={wrong('prove-code')} />
        )}
        <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
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

/** With the password, if it was typed: some passkeys alone are not enough. Throws `ApiProblem`. */
async function byPasskey(password: string): Promise<void> {
  const answer = await usePasskey(await call('POST /api/sessions/proof/passkey/ask'));
  const body = { ...answer, ...(password ? { password } : {}) };
  await call('POST /api/sessions/proof/passkey', { body });
}

/** The controls of a proof, by the API's names. */
const PROVED_BY = { password: 'prove-password', code: 'prove-code' };

const missingFromProof = ({ password, code }: { password: string; code?: string }) =>
  missingFrom({
    [PROVED_BY.password]: password,
    ...(code === undefined ? {} : { [PROVED_BY.code]: code }),
  });

/** The field for a code from the app or, without the app, a recovery code. */
function CodeAsked({
  app,
  value,
  set,
  wrong,
}: {
  app: boolean;
  value: string;
  set: (value: string) => void;
  wrong: string | undefined;
}) {
  const [letters, setLetters] = useState(!app);
  return (
    <>
      <CodeField
        id="prove-code"
        label={staffSay(letters ? 'second.recovery' : 'second.code')}
        value={value}
        set={set}
        letters={letters}
        wrong={wrong}
      />
      {app && (
        <button type="button" class="button plain" onClick={() => setLetters(!letters)}>
          {staffSay(letters ? 'second.use-code' : 'second.use-recovery')}
        </button>
      )}
    </>
  );
}
