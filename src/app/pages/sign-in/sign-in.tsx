import { useEffect, useState } from 'preact/hooks';
import type { WaysIn } from '../../wire/oidc';
import type { SecondStep as Step } from '../../wire/sessions';
import { ApiProblem } from '../shared/api/api';
import { hasPasskeys } from '../shared/api/passkeys';
import { homeOf, secondStepOf, Session, signIn, signInWithPasskey } from '../shared/api/session';
import { ticketShape } from '../shared/look/all-icons';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { problemWords } from '../shared/look/problem-words';
import { RefusableField, tiedTo, useRefusal, Wrong } from '../shared/look/refusal';
import { missingFrom } from '../shared/look/staff-refusal';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { say } from '../shared/look/words';
import { AdminLink, adminLinkInAddress } from './admin-link';
import { Card } from './card';
import { FirstAdmin, useAsksFirst } from './first-admin';
import { lockedWords } from './locked-words';
import { OnTheWay, ProviderButton, useAnswer } from './provider';
import { SecondStep } from './second-step';
import { useWays } from './ways';

/** Where to after signing in: one of our own pages, never an address from a crafted link. */
const next = (then = new URLSearchParams(location.search).get('then') ?? '') => {
  return /^\/(reception|advisor|supervisor|admin)(#[a-z]*)?$/.test(then) ? then : undefined;
};

/** A sign-in link, `/sign-in#username=…&password=…`: read once and removed from the address. */
function credentialsInAddress(): { readonly name: string; readonly secret: string } | undefined {
  const given = new URLSearchParams(location.hash.slice(1));
  const name = given.get('username');
  const secret = given.get('password');
  if (!name || !secret) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return { name, secret };
}

const isOver = () => staffSay('first-admin.over');

/** Name and password of staff, or the bank's own sign-in. */
export function SignIn() {
  const { ways, answered, ask } = useWays();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const [step, setStep] = useState<Step>();
  const [link, setLink] = useState(adminLinkInAddress);
  const [asksFirst, askFirst] = useAsksFirst();
  document.title = staffSay('sign-in.title');

  const entered = ({ staff }: Session, then?: string) => {
    // The window with the unsaved input has opened this one, and continues.
    if (new URLSearchParams(location.search).has('back')) close();
    location.assign(next(then) ?? homeOf[staff.role]);
  };
  const answer = useAnswer(entered);
  const enter = async (name: string, secret: string) => {
    await begin(() => signIn(name, secret));
  };
  const begin = async (work: () => Promise<Session>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      entered(await work());
    } catch (error) {
      setBusy(false);
      const then = secondStepOf(error);
      if (then) setStep(then);
      else setProblem(() => signInWords(error));
    }
  };
  useEffect(() => {
    const given = credentialsInAddress();
    if (given) void enter(given.name, given.secret);
  }, []);

  if (step) {
    const back = (why?: () => string) => {
      setLink(undefined);
      askFirst(false);
      setStep(undefined);
      setProblem(why);
    };
    return <SecondStep step={step} entered={entered} back={back} />;
  }
  if (link !== undefined) {
    return (
      <AdminLink link={link} entered={entered} next={setStep} back={() => setLink(undefined)} />
    );
  }
  if (asksFirst && ways.firstAdmin) {
    return <FirstAdmin entered={entered} next={setStep} back={() => askFirst(false)} ways={ask} />;
  }
  if (answer.came && (answer.proof || !answer.problem)) {
    const said = answer.proved ? 'provider.prove.done' : 'provider.finishing';
    const title = staffSay(answer.proof ? 'provider.prove.title' : 'sign-in.title');
    return <OnTheWay title={title} said={staffSay(said)} problem={answer.problem} />;
  }
  return (
    <Form
      ways={ways}
      busy={busy}
      problem={problem ?? answer.problem ?? (asksFirst && answered ? isOver() : undefined)}
      failed={setProblem}
      enter={(name, secret) => void enter(name, secret)}
      byPasskey={() => void begin(() => signInWithPasskey())}
      asFirst={() => askFirst(true)}
    />
  );
}

interface FormProps {
  readonly ways: WaysIn;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly failed: (why: () => string) => void;
  readonly enter: (name: string, secret: string) => void;
  readonly byPasskey: () => void;
  readonly asFirst: () => void;
}

/** The ways in: the bank's button, name and password, or both. */
function Form({ ways, busy, problem, failed, enter, byPasskey, asFirst }: FormProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [byPassword, setByPassword] = useState(false);
  const provider = ways.provider ?? undefined;
  const asksPassword = ways.passwords === 'everybody' || byPassword;
  const { wrong, refuse } = useRefusal();
  return (
    <Card
      title={staffSay('sign-in.title')}
      icon={ticketShape}
      send={() => {
        if (!asksPassword) return;
        const missing = missingFrom({ username, password });
        refuse(...missing);
        if (missing.length === 0) enter(username.trim(), password);
      }}
    >
      <Head />
      {provider && <ProviderButton {...provider} then={next()} failed={failed} />}
      {provider && asksPassword && <p class="quiet sign-in-or">{staffSay('provider.or')}</p>}
      {provider && !asksPassword && (
        <button type="button" class="button plain" onClick={() => setByPassword(true)}>
          {staffSay('provider.administrators')}
        </button>
      )}
      {asksPassword && (
        <>
          <UsernameField value={username} set={setUsername} wrong={wrong('username')} />
          <PasswordField
            id="password"
            label={staffSay('sign-in.password')}
            kind="current-password"
            describedBy="sign-in-problem"
            wrong={wrong('password')}
            value={password}
            set={setPassword}
          />
        </>
      )}
      <div id="sign-in-problem" aria-live="assertive">
        {problem && <Notice tone="attention">{problem}</Notice>}
      </div>
      {asksPassword && (
        <button class={`button wide ${provider ? '' : 'primary'}`} disabled={busy}>
          {busy ? say('loading') : staffSay('sign-in.do')}
        </button>
      )}
      {asksPassword && ways.passkeys && hasPasskeys() && (
        <button type="button" class="button wide" disabled={busy} onClick={byPasskey}>
          {staffSay('passkey.sign-in')}
        </button>
      )}
      {ways.firstAdmin && (
        <button type="button" class="button wide" onClick={asFirst}>
          {staffSay('first-admin.title')}
        </button>
      )}
    </Card>
  );
}

const Head = () => (
  <>
    <p class="quiet">{staffSay('sign-in.text')}</p>
    {new URLSearchParams(location.search).has('ended') && (
      <Notice>{staffSay('sign-in.ended')}</Notice>
    )}
  </>
);

const UsernameField = ({ value, set, wrong }: RefusableField) => (
  <div class="field">
    <label for="username">{staffSay('sign-in.username')}</label>
    <input
      id="username"
      class="input"
      dir="auto"
      autocomplete="username"
      autocapitalize="none"
      spellcheck={false}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      {...tiedTo('username', wrong, 'sign-in-problem')}
    />
    <Wrong id="username" text={wrong} />
  </div>
);

function signInWords(error: unknown): string {
  const status = error instanceof ApiProblem ? error.status : undefined;
  if (status === 401) return staffSay('sign-in.wrong');
  if (status === 429) return lockedWords(error);
  // Refusals with a reason are worded for staff: closed passwords, a passkey.
  const isRefusal = status !== undefined && status >= 400 && status < 500;
  return isRefusal ? staffProblem(error) : problemWords(error);
}
