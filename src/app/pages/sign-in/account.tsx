import { useEffect, useState } from 'preact/hooks';
import { dateAndTime } from '../../texts/format';
import type { OpenSession } from '../../wire/sessions';
import { call } from '../shared/api/api';
import { isAtBank } from '../shared/api/bank-sign-in';
import { replacesSession } from '../shared/api/replaced';
import { asStaff, followOtherWindows, homeOf, over, session } from '../shared/api/session';
import { watchSession } from '../shared/api/watch-session';
import { Notice } from '../shared/look/parts';
import { PasswordField } from '../shared/look/password-field';
import { ProveAgain } from '../shared/look/prove-again';
import { useRefusal } from '../shared/look/refusal';
import { faultOf, missingFrom } from '../shared/look/staff-refusal';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { tag } from '../shared/look/words';
import { Card } from './card';
import { OwnSecondFactor } from './own-second-factor';

/** The reader's own account: password and sessions. */
export function Account() {
  const { staff } = session.value!;
  const [open, setOpen] = useState<readonly OpenSession[]>([]);
  const [problem, setProblem] = useSaid();
  const read = () =>
    asStaff(() => call('GET /api/sessions/mine')).then(setOpen, (error: unknown) =>
      setProblem(() => staffProblem(error)),
    );
  useEffect(() => {
    void read();
    const stops = [followOtherWindows(), watchSession()];
    return () => stops.forEach((stop) => stop());
  }, []);
  document.title = staffSay('account.title');

  const end = async (id: string) => {
    setProblem(undefined);
    try {
      await asStaff(() => call('DELETE /api/sessions/mine/:session', { params: { session: id } }));
    } catch (error) {
      setProblem(() => staffProblem(error));
    }
    await read();
  };
  if (over.value) return null;
  return (
    <Card title={staffSay('account.title')}>
      <p class="quiet">
        <bdi>{staff.firstName}</bdi> (<bdi>{staff.username}</bdi>)
      </p>
      {isAtBank(session.value!) ? (
        <p>{staffSay('provider.account')}</p>
      ) : (
        <>
          <ChangePassword changed={() => void read()} />
          <OwnSecondFactor changed={() => void read()} />
        </>
      )}
      <section class="sign-in-card-part" aria-labelledby="sessions">
        <h2 id="sessions">{staffSay('account.sessions')}</h2>
        <div aria-live="assertive">{problem && <Notice tone="attention">{problem}</Notice>}</div>
        <ul class="sign-in-sessions">
          {open.map((each) => (
            <Opened key={each.id} session={each} end={() => void end(each.id)} />
          ))}
        </ul>
      </section>
      <ProveAgain />
      <a class="button wide" href={homeOf[staff.role]}>
        {staffSay('account.back')}
      </a>
    </Card>
  );
}

function Opened({
  session: { openedAt, usedAt, current },
  end,
}: {
  session: OpenSession;
  end: () => void;
}) {
  const at = (instant: string) => dateAndTime(tag.value, Date.parse(instant));
  // A date must not break at its hyphens, so each gets a word joiner.
  const whole = (instant: string) => at(instant).replace(/-/g, '-\u2060');
  return (
    <li>
      <div class="grow">
        <strong>{staffSay(current ? 'account.this' : 'account.other')}</strong>
        <p class="quiet">
          {staffSay('account.opened', {
            opened: whole(openedAt),
            used: whole(usedAt),
          })}
        </p>
      </div>
      {!current && (
        <button
          type="button"
          class="button small"
          aria-label={staffSay('account.end.of', { opened: at(openedAt) })}
          onClick={end}
        >
          {staffSay('account.end')}
        </button>
      )}
    </li>
  );
}

function ChangePassword({ changed }: { changed: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useSaid();
  const { wrong, rest, refuse } = useRefusal();

  const change = async () => {
    setDone(undefined);
    const missing = missingFrom({ current, new: password });
    refuse(...missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await replacesSession(() =>
        asStaff(() => call('PUT /api/sessions/password', { body: { current, password } })),
      );
      setCurrent('');
      setPassword('');
      setDone(() => staffSay('account.changed'));
      changed();
    } catch (error) {
      refuse(faultOf(error, { current: 'current', password: 'new' }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="sign-in-card-part"
      aria-labelledby="change-password"
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <h2 id="change-password">{staffSay('account.password')}</h2>
      <PasswordField
        id="current"
        label={staffSay('account.current')}
        kind="current-password"
        wrong={wrong('current')}
        value={current}
        set={setCurrent}
      />
      <PasswordField
        id="new"
        label={staffSay('account.new')}
        kind="new-password"
        describedBy="new-help"
        wrong={wrong('new')}
        value={password}
        set={setPassword}
      />
      <p class="quiet" id="new-help">
        {staffSay('account.new.help')}
      </p>
      <div aria-live="assertive">
        {rest && <Notice tone="attention">{rest}</Notice>}
        {done && <Notice tone="good">{done}</Notice>}
      </div>
      <button class="button primary wide" disabled={busy}>
        {staffSay('account.change')}
      </button>
    </form>
  );
}
