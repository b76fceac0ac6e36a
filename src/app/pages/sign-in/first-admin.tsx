import { useEffect, useState } from 'preact/hooks';
import type { WaysIn } from '../../wire/oidc';
import type { SecondStep } from '../../wire/sessions';
import { ApiProblem, call } from '../shared/api/api';
import { keepSession, secondStepOf, Session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { Fault, tiedTo, useRefusal, Wrong } from '../shared/look/refusal';
import { faultOf, missingFrom } from '../shared/look/staff-refusal';
import { staffSay } from '../shared/look/staff-words';
import { Card } from './card';
import { lockedWords } from './locked-words';

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
  const { wrong, rest, refuse } = useRefusal();
  document.title = staffSay('first-admin.title');
  const send = async () => {
    const body = {
      ...{ code: code.trim(), username: username.trim() },
      ...{ firstName: firstName.trim(), password },
    };
    const faults = lacking(body);
    refuse(...faults);
    if (faults.length > 0) return;
    setBusy(true);
    try {
      entered(keepSession(await call('POST /api/sessions/first-admin', { body })));
    } catch (error) {
      setBusy(false);
      const step = secondStepOf(error);
      if (step) next(step);
      else refuse(...(await refusal(error, ways)));
    }
  };
  return (
    <Card title={staffSay('first-admin.title')} send={() => void send()}>
      <p>{staffSay('first-admin.text')}</p>
      <Field id="code" value={code} set={setCode} wrong={wrong('code')} />
      <Field
        id="first-username"
        value={username}
        set={setUsername}
        wrong={wrong('first-username')}
      />
      <Field id="first-name" value={firstName} set={setFirstName} wrong={wrong('first-name')} />
      <PasswordField
        id="new"
        label={staffSay('sign-in.password')}
        kind="new-password"
        describedBy="first-admin-help"
        wrong={wrong('new')}
        value={password}
        set={setPassword}
      />
      <p class="quiet" id="first-admin-help">
        {staffSay('admin-link.help')}
      </p>
      <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
      <button class="button primary wide" disabled={busy}>
        {staffSay('first-admin.do')}
      </button>
      <button type="button" class="button plain" onClick={back}>
        {staffSay('second.cancel')}
      </button>
    </Card>
  );
}

/** The fields without what the API asks for. */
function lacking({
  code,
  username,
  firstName,
  password,
}: Readonly<Record<'code' | 'username' | 'firstName' | 'password', string>>): readonly Fault[] {
  return [
    ...missingFrom({ code, 'first-username': username, 'first-name': firstName }),
    ...(password.length < 12
      ? [{ says: () => staffSay('admin-link.short'), field: 'new' } as const]
      : []),
  ];
}

const IDS = {
  code: 'code',
  username: 'first-username',
  firstName: 'first-name',
  password: 'new',
};

/**
 * Why nobody was made, and the field that it is about, if it is one's. Nothing where there is an
 * administrator already: asking for the ways in has left the form.
 */
async function refusal(error: unknown, ways: () => Promise<WaysIn>): Promise<readonly Fault[]> {
  if (error instanceof ApiProblem && error.status === 429) {
    return [{ says: () => lockedWords(error) }];
  }
  const fault = faultOf(error, IDS);
  const isRefused = error instanceof ApiProblem && error.code === 'first_admin_refused';
  const now = isRefused ? await ways().catch(() => undefined) : undefined;
  if (now?.firstAdmin === false) return [];
  // the bank still waits for its first administrator: then it was the code
  if (now?.firstAdmin && fault.field === 'code') {
    return [{ ...fault, says: () => staffSay('first-admin.wrong') }];
  }
  return fault.field === 'first-username'
    ? [{ ...fault, says: () => staffSay('first-admin.other-username') }]
    : [fault];
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
  wrong,
}: {
  id: keyof typeof FIELDS;
  value: string;
  set: (value: string) => void;
  wrong: string | undefined;
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
      {...tiedTo(id, wrong)}
    />
    <Wrong id={id} text={wrong} />
  </div>
);
