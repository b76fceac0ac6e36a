import { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isOpen } from '../../domain/model/day';
import { isQueueOpen, saysNow, Sign } from '../../domain/model/sign';
import type { SignReason } from '../../wire/enums';
import { second } from '../shared/api/clock';
import { Leaving, useLeave } from '../shared/look/leaving';
import { Dialog, Notice } from '../shared/look/parts';
import { Reasons } from '../shared/look/reasons';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';
import { queueName } from './alert-words';
import { FloorParts } from './floor-parts';
import { signWords } from './sign';
import { useAct } from './use-act';

const REASONS: readonly SignReason[] = [
  'no-staff',
  'systems',
  'safety',
  'full-house',
  'event',
  'other',
];
const LINES = ['serve', 'cancel'] as const;

/** Opens or closes the branch, or one queue: now or at a time of today, with a reason. */
export function SignDialog({
  queue,
  actions,
  directory,
  view,
  onClose,
}: FloorParts & { queue?: string; onClose: () => void }) {
  const { settings, queues } = directory.config;
  const now = second.value;
  const config = queue === undefined ? undefined : queues[queue];
  const sign = config ? config.sign : settings.sign;
  const open = config ? isQueueOpen(config, now) : isOpen(now, settings);
  const { busy, problem, run } = useAct(JSON.stringify([sign, open]));
  const [typed, setTyped] = useState(false);
  const { leaving, leave, stay } = useLeave(typed, onClose);
  const waiting = Object.values(view.floor.tickets).filter(
    (each) => each.state === 'waiting' && (queue === undefined || each.queue === queue),
  ).length;
  return (
    <Dialog
      title={
        queue === undefined
          ? staffSay('sign.title.branch')
          : staffSay('sign.title.queue', { queue: queueName(directory, queue) })
      }
      onClose={leave}
    >
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {sign && sign.untilMs > now && (
        <Notice
          action={
            <button
              type="button"
              class="button small"
              disabled={busy}
              onClick={() => run(() => actions.takeSign(queue), onClose)}
            >
              {staffSay(undoWords(sign, now))}
            </button>
          }
        >
          {signWords(sign, directory)}
        </Notice>
      )}
      <SignForm
        key={String(open)}
        says={open ? 'closed' : 'open'}
        waiting={waiting}
        busy={busy}
        typed={setTyped}
        leaving={leaving && <Leaving onStay={stay} onLeave={onClose} />}
        onPut={(body) => run(() => actions.putSign(queue, body), onClose)}
        onClose={onClose}
      />
    </Dialog>
  );
}

const undoWords = (sign: Sign, now: number) =>
  saysNow(sign, now) === undefined ? 'sign.undo.plan' : (`sign.undo.${sign.says}` as const);

interface Put {
  readonly says: Sign['says'];
  readonly reason: SignReason;
  readonly line: Sign['line'];
  readonly from?: string;
  readonly until?: string;
}

function SignForm({
  says,
  waiting,
  busy,
  typed,
  leaving,
  onPut,
  onClose,
}: {
  says: Sign['says'];
  waiting: number;
  busy: boolean;
  /** Called with whether times have been typed. */
  typed: (is: boolean) => void;
  /** Shown in place of the buttons. */
  leaving: ComponentChildren;
  onPut: (put: Put) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<SignReason>();
  const [line, setLine] = useState<Sign['line']>('serve');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  // A layout effect, so that it runs before the next key press; an effect after the next frame
  // might be too late.
  useLayoutEffect(() => typed(from + until !== ''), [from, until]);
  return (
    <form
      class="sign-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) return;
        onPut({ says, reason, line, ...(from ? { from } : {}), ...(until ? { until } : {}) });
      }}
    >
      <Reasons
        title={staffSay('sign.reason')}
        reasons={REASONS}
        chosen={reason}
        choose={setReason}
        words={(each) => staffSay(`sign.reason.${each}`)}
      />
      <div class="sign-times">
        <TimeField which="from" value={from} set={setFrom} />
        <TimeField which="until" value={until} set={setUntil} />
      </div>
      {says === 'closed' && <LineChoice line={line} choose={setLine} waiting={waiting} />}
      {leaving || (
        <div class="row">
          <button
            class={`button ${says === 'closed' && line === 'cancel' ? 'danger' : 'primary'}`}
            disabled={busy || !reason}
          >
            {from
              ? staffSay(`sign.do.${says}.at`, { time: from })
              : staffSay(`sign.do.${says}` as const)}
          </button>
          <button type="button" class="button plain" onClick={onClose}>
            {say('back')}
          </button>
        </div>
      )}
    </form>
  );
}

const TimeField = ({
  which,
  value,
  set,
}: {
  which: 'from' | 'until';
  value: string;
  set: (value: string) => void;
}) => (
  <div class="field">
    <label for={`sign-${which}`}>{staffSay(`sign.${which}`)}</label>
    <input
      id={`sign-${which}`}
      class="input"
      type="time"
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      aria-describedby={`sign-${which}-hint`}
    />
    <span class="hint" id={`sign-${which}-hint`}>
      {staffSay(`sign.${which}.hint`)}
    </span>
  </div>
);

/** Asks what happens to waiting customers, and says how many they are. */
const LineChoice = ({
  line,
  choose,
  waiting,
}: {
  line: Sign['line'];
  choose: (line: Sign['line']) => void;
  waiting: number;
}) => (
  <fieldset class="reasons">
    <legend>{staffSay('sign.line')}</legend>
    {LINES.map((each) => (
      <label key={each} class="check">
        <input type="radio" name="line" checked={line === each} onChange={() => choose(each)} />
        {staffSay(`sign.line.${each}`)}
      </label>
    ))}
    {line === 'cancel' && (
      <p class="quiet" role="status">
        {staffSay('sign.line.cancelled', { n: waiting })}
      </p>
    )}
  </fieldset>
);
