import { useState } from 'preact/hooks';
import type { SecondStep as Step } from '../../wire/sessions';
import { ApiProblem } from '../shared/api/api';
import { hasPasskeys } from '../shared/api/passkeys';
import {
  addPasskeyAtSignIn,
  enrolAtSignIn,
  keepSession,
  offerAtSignIn,
  Session,
  signInWithCode,
  signInWithPasskey,
} from '../shared/api/session';
import { ticketShape } from '../shared/look/all-icons';
import { CodeField } from '../shared/look/code-field';
import { Notice } from '../shared/look/parts';
import { useRefusal } from '../shared/look/refusal';
import { faultOf } from '../shared/look/staff-refusal';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { Card } from './card';
import { EnrolFactor } from './enrol-factor';
import { NamePasskey } from './own-passkeys';
import { RecoveryCodes } from './recovery-codes';

interface StepProps {
  readonly step: Step;
  readonly entered: (mine: Session) => void;
  /** Goes back to name and password, with the reason. */
  readonly back: (why?: () => string) => void;
}

/** What follows a correct password: a code, or enrolling if the bank requires it. */
export function SecondStep(props: StepProps) {
  document.title = staffSay('second.step.title');
  const { step, back } = props;
  /** An expired step leads back to the beginning. */
  const over = (error: unknown) => {
    const ended = error instanceof ApiProblem && error.status === 401;
    if (ended) back(() => staffProblem(error));
    return ended;
  };
  return (
    <Card
      title={staffSay(step.next === 'code' ? 'second.step.title' : 'second.title')}
      icon={ticketShape}
    >
      {step.next === 'code' ? (
        <Asked {...props} over={over} />
      ) : (
        <Enrolling {...props} over={over} />
      )}
    </Card>
  );
}

type Over = { readonly over: (error: unknown) => boolean };

/**
 * Asks for a passkey if the person has one and this browser supports them, otherwise for a code.
 */
function Asked(props: StepProps & Over) {
  const { app, passkeys } = props.step;
  const can = passkeys && hasPasskeys();
  const [byPasskey, setByPasskey] = useState(can);
  return byPasskey ? (
    <ByPasskey
      {...props}
      other={app ? 'second.use-code' : 'passkey.use-recovery'}
      another={() => setByPasskey(false)}
    />
  ) : (
    <Code {...props} {...(can ? { passkey: () => setByPasskey(true) } : {})} />
  );
}

function ByPasskey({
  step: { step },
  entered,
  back,
  over,
  other,
  another,
}: StepProps &
  Over & {
    readonly other: 'second.use-code' | 'passkey.use-recovery';
    readonly another: () => void;
  }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      entered(await signInWithPasskey(step));
    } catch (error) {
      setBusy(false);
      if (!over(error)) setProblem(() => staffProblem(error));
    }
  };
  return (
    <div class="sign-in-card-part">
      <p class="quiet">{staffSay('passkey.step.text')}</p>
      <div aria-live="assertive">{problem && <Notice tone="attention">{problem}</Notice>}</div>
      <button type="button" class="button primary wide" disabled={busy} onClick={() => void send()}>
        {staffSay(busy ? 'passkey.waiting' : 'passkey.use')}
      </button>
      <button type="button" class="button plain" onClick={another}>
        {staffSay(other)}
      </button>
      <button type="button" class="button plain" onClick={() => back()}>
        {staffSay('second.cancel')}
      </button>
    </div>
  );
}

/** The field for a code from the app, or for a recovery code. */
function Code({
  step: { step, app },
  entered,
  back,
  over,
  passkey,
}: StepProps & Over & { readonly passkey?: () => void }) {
  const [code, setCode] = useState('');
  const [letters, setLetters] = useState(!app);
  const [busy, setBusy] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  const send = async () => {
    if (!code.trim()) return refuse({ says: () => staffSay('second.empty'), field: 'code' });
    setBusy(true);
    refuse();
    try {
      entered(await signInWithCode(step, code));
    } catch (error) {
      setBusy(false);
      setCode('');
      if (!over(error)) refuse(faultOf(error, { code: 'code' }));
    }
  };
  return (
    <form
      class="sign-in-card-part"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="quiet">{staffSay(letters ? 'second.step.recovery.text' : 'second.step.text')}</p>
      <CodeField
        focus
        label={staffSay(letters ? 'second.recovery' : 'second.code')}
        value={code}
        set={setCode}
        letters={letters}
        wrong={wrong('code')}
      />
      <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
      <button class="button primary wide" disabled={busy}>
        {staffSay('sign-in.do')}
      </button>
      {app && (
        <button
          type="button"
          class="button plain"
          onClick={() => {
            setCode('');
            setLetters(!letters);
          }}
        >
          {staffSay(letters ? 'second.use-code' : 'second.use-recovery')}
        </button>
      )}
      {passkey && (
        <button type="button" class="button plain" onClick={passkey}>
          {staffSay('passkey.use')}
        </button>
      )}
      <button type="button" class="button plain" onClick={() => back()}>
        {staffSay('second.cancel')}
      </button>
    </form>
  );
}

function Enrolling({ step: { step }, entered, back, over }: StepProps & Over) {
  const [done, setDone] = useState<{ mine: Session; codes: readonly string[] }>();
  const [byPasskey, setByPasskey] = useState(false);
  if (done) return <RecoveryCodes codes={done.codes} onKept={() => entered(done.mine)} />;
  if (byPasskey) {
    return (
      <>
        <Notice>{staffSay('second.step.enrol')}</Notice>
        <NamePasskey
          make={async (name) => {
            const { recoveryCodes: codes, ...mine } = await addPasskeyAtSignIn(step, name);
            keepSession(mine);
            setDone({ mine, codes });
          }}
          cancel={() => back()}
          failed={over}
        />
        <button type="button" class="button plain" onClick={() => setByPasskey(false)}>
          {staffSay('passkey.app-instead')}
        </button>
      </>
    );
  }
  return (
    <>
      <Notice>{staffSay('second.step.enrol')}</Notice>
      {hasPasskeys() && (
        <button type="button" class="button wide" onClick={() => setByPasskey(true)}>
          {staffSay('passkey.instead')}
        </button>
      )}
      <EnrolFactor
        ask={() => offerAtSignIn(step)}
        confirm={async (offer, code) => {
          const { recoveryCodes: codes, ...mine } = await enrolAtSignIn(step, offer, code);
          keepSession(mine);
          setDone({ mine, codes });
        }}
        cancel={() => back()}
        failed={over}
      />
    </>
  );
}
