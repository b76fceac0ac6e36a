import { useEffect, useState } from 'preact/hooks';
import type { WaysIn } from '../../wire/oidc';
import type { SecondStep } from '../../wire/sessions';
import { ApiProblem, call } from '../shared/api/api';
import { keepSession, secondStepOf, Session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { Card } from './card';

const HASH = '#first-admin';

/**
 * Whether the form was asked for. It stands in the address: a reload stays with it, and the
 * browser's way back leads from it to signing in.
 */
export function useAsksFirst(): readonly [boolean, (asks: boolean) => void] {
  const [asks, setAsks] = useState(() => location.hash === HASH);
  useEffect(() => {
    const follow = () => setAsks(location.hash === HASH);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [
    asks,
    (wanted) => {
      if (wanted) location.hash = HASH;
      else history.replaceState(null, '', location.pathname + location.search);
      setAsks(wanted);
    },
  ];
}

/** A bank without anybody: whoever has the deployment's code becomes its first administrator. */
export function FirstAdmin({
  entered,
  next,
  back,
  ways,
}: {
  entered: (mine: Session) => void;
  next: (step: SecondStep) => void;
  back: () => void;
  /** Asks whether it is still so: if not, this form is left for signing in. */
  ways: () => Promise<WaysIn>;
}) {
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [firstName, setFirstName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  document.title = staffSay('first-admin.title');
  /** Says it, and goes to the field that it is about. */
  const refuse = (why: Refusal | undefined) => {
    setProblem(why?.says);
    if (why?.field) document.getElementById(why.field)?.focus();
  };
  const send = async () => {
    const body = {
      ...{ code: code.trim(), username: username.trim() },
      ...{ firstName: firstName.trim(), password },
    };
    if (lacking(body)) return refuse(lacking(body));
    setBusy(true);
    setProblem(undefined);
    try {
      entered(keepSession(await call('POST /api/sessions/first-admin', { body })));
    } catch (error) {
      setBusy(false);
      const step = secondStepOf(error);
      if (step) next(step);
      else refuse(await refusal(error, ways));
    }
  };
  return (
    <Card title={staffSay('first-admin.title')} send={() => void send()}>
      <p>{staffSay('first-admin.text')}</p>
      <Field id="code" value={code} set={setCode} />
      <Field id="first-username" value={username} set={setUsername} />
      <Field id="first-name" value={firstName} set={setFirstName} />
      <PasswordField
        id="new"
        label={staffSay('sign-in.password')}
        kind="new-password"
        describedBy="first-admin-problem first-admin-help"
        value={password}
        set={setPassword}
      />
      <p class="quiet" id="first-admin-help">
        {staffSay('admin-link.help')}
      </p>
      <div id="first-admin-problem" aria-live="assertive">
        {problem && <Notice tone="attention">{problem}</Notice>}
      </div>
      <button class="button primary wide" disabled={busy}>
        {staffSay('first-admin.do')}
      </button>
      <button type="button" class="button plain" onClick={back}>
        {staffSay('second.cancel')}
      </button>
    </Card>
  );
}

interface Refusal {
  readonly says: () => string;
  readonly field?: keyof typeof FIELDS | 'new';
}

/** The first field without what the API asks for. */
function lacking(body: Readonly<Record<'code' | 'username' | 'firstName' | 'password', string>>) {
  const says = () => staffSay('first-admin.missing');
  if (!body.code) return { says, field: 'code' } as const;
  if (!body.username) return { says, field: 'first-username' } as const;
  if (!body.firstName) return { says, field: 'first-name' } as const;
  if (body.password.length >= 12) return undefined;
  return { says: () => staffSay('admin-link.short'), field: 'new' } as const;
}

/**
 * Why nobody was made, and the field that it is about, if it is one's. Undefined where there is an
 * administrator already: asking for the ways in has left the form.
 */
async function refusal(error: unknown, ways: () => Promise<WaysIn>): Promise<Refusal | undefined> {
  const says = () => staffProblem(error);
  if (!(error instanceof ApiProblem)) return { says };
  if (error.status === 429) return { says: () => staffSay('sign-in.locked') };
  const isRefused = error.code === 'first_admin_refused';
  const now = isRefused ? await ways().catch(() => undefined) : undefined;
  if (now?.firstAdmin === false) return undefined;
  // the bank still waits for its first administrator: then it was the code
  const isWrong = now?.firstAdmin === true;
  switch (error.body.errors?.[0]?.field) {
    case 'code':
      return { says: isWrong ? () => staffSay('first-admin.wrong') : says, field: 'code' };
    case 'username':
      return { says: () => staffSay('first-admin.other-username'), field: 'first-username' };
    case 'firstName':
      return { says, field: 'first-name' };
    case 'password':
      return { says, field: 'new' };
    default:
      return { says };
  }
}

/** Its label, as long as the API takes, and what browsers may fill in. */
const FIELDS = {
  code: ['first-admin.code', 500, 'off'],
  'first-username': ['sign-in.username', 100, 'username'],
  'first-name': ['first-admin.name', 60, 'given-name'],
} as const;

const Field = ({
  id,
  value,
  set,
}: {
  id: keyof typeof FIELDS;
  value: string;
  set: (value: string) => void;
}) => (
  <div class="field">
    <label for={id}>{staffSay(FIELDS[id][0])}</label>
    <input
      id={id}
      class="input"
      dir="auto"
      autocomplete={FIELDS[id][2]}
      autocapitalize={id === 'first-name' ? 'words' : 'none'}
      spellcheck={false}
      maxLength={FIELDS[id][1]}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      aria-describedby="first-admin-problem"
    />
  </div>
);
