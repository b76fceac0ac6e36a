import { useState } from 'preact/hooks';
import type { SecondStep } from '../../wire/sessions';
import { call } from '../shared/api/api';
import { keepSession, secondStepOf, Session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { useRefusal } from '../shared/look/refusal';
import { faultOf } from '../shared/look/staff-refusal';
import { staffSay } from '../shared/look/staff-words';
import { Card } from './card';

/** An operator's link, `/sign-in#admin-link=…`: read once and removed from the address. */
export function adminLinkInAddress(): string | undefined {
  const link = new URLSearchParams(location.hash.slice(1)).get('admin-link') ?? undefined;
  if (link !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return link;
}

/** An administrator who had lost access chooses a new password. */
export function AdminLink({
  link,
  entered,
  next,
  back,
}: {
  link: string;
  entered: (mine: Session) => void;
  next: (step: SecondStep) => void;
  back: () => void;
}) {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  document.title = staffSay('admin-link.title');
  const send = async () => {
    if (password.length < 12) {
      return refuse({ says: () => staffSay('admin-link.short'), field: 'new' });
    }
    setBusy(true);
    refuse();
    try {
      const body = { link, password };
      entered(keepSession(await call('POST /api/sessions/admin-link', { body })));
    } catch (error) {
      setBusy(false);
      const step = secondStepOf(error);
      if (step) next(step);
      else refuse(faultOf(error, { password: 'new' }));
    }
  };
  return (
    <Card title={staffSay('admin-link.title')} send={() => void send()}>
      <p>{staffSay('admin-link.text')}</p>
      <PasswordField
        id="new"
        label={staffSay('account.new')}
        kind="new-password"
        describedBy="admin-link-help"
        wrong={wrong('new')}
        value={password}
        set={setPassword}
      />
      <p class="quiet" id="admin-link-help">
        {staffSay('admin-link.help')}
      </p>
      <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
      <button class="button primary wide" disabled={busy}>
        {staffSay('admin-link.do')}
      </button>
      <button type="button" class="button plain" onClick={back}>
        {staffSay('second.cancel')}
      </button>
    </Card>
  );
}
