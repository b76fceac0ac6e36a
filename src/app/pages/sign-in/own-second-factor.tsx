import { useEffect, useState } from 'preact/hooks';
import { dateAndTime } from '../../texts/format';
import type { OwnSecondFactor as Own } from '../../wire/sessions';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Answers, Notice, Tone } from '../shared/look/parts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { tag } from '../shared/look/words';
import { EnrolFactor } from './enrol-factor';
import { OwnPasskeys } from './own-passkeys';
import { RecoveryCodes } from './recovery-codes';

/** With this few left it is time for new ones. */
const FEW = 2;
const at = (instant: string) => dateAndTime(tag.value, Date.parse(instant));

/**
 * The reader's own second factor: turning it on, changing the phone, new recovery codes, turning it
 * off.
 */
export function OwnSecondFactor({ changed }: { changed: () => void }) {
  const [own, setOwn] = useState<Own>();
  const [enrolling, setEnrolling] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const [said, setSaid] = useSaid<{ readonly tone: Tone; readonly text: string }>();
  const failed = (error: unknown) =>
    setSaid(() => ({ tone: 'attention', text: staffProblem(error) }));
  const read = () => asStaff(() => call('GET /api/sessions/second-factor')).then(setOwn, failed);
  useEffect(() => void read(), []);
  const ask = async (work: () => Promise<unknown>, good?: () => string) => {
    setSaid(undefined);
    try {
      await asStaff(work);
      if (good) setSaid(() => ({ tone: 'good', text: good() }));
      await read();
    } catch (error) {
      failed(error);
    }
  };
  const renew = () =>
    ask(async () =>
      setCodes((await call('POST /api/sessions/second-factor/recovery')).recoveryCodes),
    );
  const end = () =>
    ask(
      () => call('DELETE /api/sessions/second-factor'),
      () => staffSay(own?.passkeys ? 'second.ended.app' : 'second.ended'),
    );
  const confirm = async (offer: string, code: string) => {
    const body = { offer, code };
    const done = await asStaff(() => call('PUT /api/sessions/second-factor', { body }));
    setEnrolling(false);
    setCodes(done.recoveryCodes);
    changed();
    await read();
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />;
  return (
    <>
      <section class="sign-in-card-part" aria-labelledby="second-factor">
        <h2 id="second-factor">{staffSay('second.title')}</h2>
        <div aria-live="assertive">{said && <Notice tone={said.tone}>{said.text}</Notice>}</div>
        {own && <State own={own} />}
        {enrolling && (
          <EnrolFactor
            ask={() => asStaff(() => call('POST /api/sessions/second-factor/offer'))}
            confirm={confirm}
            cancel={() => setEnrolling(false)}
          />
        )}
        {own && !enrolling && (
          <Buttons own={own} enrol={() => setEnrolling(true)} renew={renew} end={end} />
        )}
      </section>
      <OwnPasskeys
        added={(fresh) => {
          if (fresh) setCodes(fresh);
          changed();
          void read();
        }}
      />
    </>
  );
}

/** The present state, and the result of the last action. */
function State({
  own: { enrolledAt, app, recoveryCodes, required, endedAt, endedBecause },
}: {
  own: Own;
}) {
  return (
    <>
      {enrolledAt ? (
        <>
          <p>
            {staffSay(app ? 'second.on' : 'second.by-passkeys', { at: at(enrolledAt) })}{' '}
            {required && staffSay('second.required')}
          </p>
          {recoveryCodes <= FEW ? (
            <Notice tone="attention">{staffSay('second.left', { n: recoveryCodes })}</Notice>
          ) : (
            <p class="quiet">{staffSay('second.left', { n: recoveryCodes })}</p>
          )}
        </>
      ) : (
        <p class="quiet">{staffSay('second.text')}</p>
      )}
      {!enrolledAt && endedAt && endedBecause === 'reset' && (
        <Notice tone="attention">{staffSay('second.reset', { at: at(endedAt) })}</Notice>
      )}
    </>
  );
}

function Buttons({
  own: { enrolledAt, app, passkeys, required },
  enrol,
  renew,
  end,
}: {
  own: Own;
  enrol: () => void;
  renew: () => Promise<void>;
  end: () => Promise<void>;
}) {
  const [sure, setSure] = useState(false);
  if (!enrolledAt) {
    return (
      <button type="button" class="button wide" onClick={enrol}>
        {staffSay('second.enrol')}
      </button>
    );
  }
  if (sure) {
    return (
      <>
        <p>{staffSay(passkeys ? 'second.end.app.sure' : 'second.end.sure')}</p>
        <Answers
          no={staffSay('second.end.no')}
          onNo={() => setSure(false)}
          yes={staffSay('second.end.yes')}
          onYes={() => {
            setSure(false);
            void end();
          }}
          danger
        />
      </>
    );
  }
  return (
    <>
      <button type="button" class="button wide" onClick={() => void renew()}>
        {staffSay('second.renew')}
      </button>
      <button type="button" class="button wide" onClick={enrol}>
        {staffSay(app ? 'second.change' : 'second.enrol.too')}
      </button>
      {app && (!required || passkeys > 0) && (
        <button type="button" class="button plain" onClick={() => setSure(true)}>
          {staffSay(passkeys ? 'second.end.app' : 'second.end')}
        </button>
      )}
    </>
  );
}
