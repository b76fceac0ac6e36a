import { useState } from 'preact/hooks';
import type { SecondStep } from '../../wire/sessions';
import { call } from '../shared/api/api';
import { keepSession, secondStepOf, Session } from '../shared/api/session';
import { LanguageButtons } from '../shared/look/language-buttons';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { Card } from './card';

/** A bank without anybody: whoever has the deployment's code becomes its first administrator. */
export function FirstAdmin({
  entered,
  next,
  back,
}: {
  entered: (mine: Session) => void;
  next: (step: SecondStep) => void;
  back: () => void;
}) {
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [firstName, setFirstName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  document.title = staffSay('first-admin.title');
  const send = async () => {
    const body = {
      ...{ code: code.trim(), username: username.trim() },
      ...{ firstName: firstName.trim(), password },
    };
    if (!body.code || !body.username || !body.firstName) {
      return setProblem(() => staffSay('first-admin.missing'));
    }
    if (password.length < 12) return setProblem(() => staffSay('admin-link.short'));
    setBusy(true);
    setProblem(undefined);
    try {
      entered(keepSession(await call('POST /api/sessions/first-admin', { body })));
    } catch (error) {
      setBusy(false);
      const step = secondStepOf(error);
      if (step) next(step);
      else setProblem(() => staffProblem(error));
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
      <LanguageButtons remember />
    </Card>
  );
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
