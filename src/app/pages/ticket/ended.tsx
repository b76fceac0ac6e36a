import { useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import type { My } from '../../wire/my';
import type { OwnTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { Notice, Problem } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { fieldOf, RefusableField, tiedTo, useRefusal, Wrong } from '../shared/look/refusal';
import { named, say, tag } from '../shared/look/words';
import { useAct } from './actions';
import { branchAt, hasStaff } from './branch-now';
import { ComeAgain, endedByClosing } from './closing';
import { Here } from './here';
import { ask, my } from './my';
import { kept } from './pressed';
import { Slip } from './slip';

const CANCELLED = {
  branch: 'ticket.cancelled.closing',
  queue: 'ticket.cancelled.queue',
  'by-somebody': 'ticket.cancelled',
} as const;
const SCORES = [1, 2, 3, 4, 5] as const;
const LONGEST = 500;

/** A cancelled ticket or a no-show: what happened, and how to get back in line. */
export function Ended({ view }: { view: OwnTicket }) {
  const missed = view.state === 'no-show';
  const until = view.comesBackUntil ? Date.parse(view.comesBackUntil) : 0;
  const isMissed = missed && my.value!.acts && second.value < until;
  return (
    <Slip view={view}>
      <p class="say" role="status">
        {say(missed ? 'ticket.no-show' : CANCELLED[endedByClosing(view) ?? 'by-somebody'])}
      </p>
      {isMissed && <ComeBack view={view} until={until} />}
      {!isMissed && <WayBack view={view} />}
    </Slip>
  );
}

/** A missed call: for a while one press gives the customer their place back. */
function ComeBack({ view, until }: { view: OwnTicket; until: number }) {
  const { busy, problem, act } = useAct(view);
  const time = clockTime(tag.value, until, my.value!.branch.timeZone);
  return (
    <>
      <p class="quiet">{say('arrival.missed', { time })}</p>
      <Problem error={problem} />
      <Here busy={busy} press={() => void act(() => ask({ what: 'arrived' }))} />
      {deskReopens(view) && <Desk view={view} />}
    </>
  );
}

const Desk = ({ view }: { view: OwnTicket }) => (
  <p class="quiet">{say('ticket.no-show.text', { number: view.number })}</p>
);

const queueIsGone = ({ closing }: My['branch']) =>
  closing?.of === 'queue' && second.value >= Date.parse(closing.at);

/**
 * Whether somebody is at the desk, and the line is still being called, so that reopening the ticket
 * makes sense.
 */
const deskReopens = ({ dayOver }: OwnTicket) =>
  !dayOver && hasStaff(my.value!.branch, second.value) && !queueIsGone(my.value!.branch);

/** The way back at the branch while it is open; otherwise when it opens, and why it is closed. */
function WayBack({ view }: { view: OwnTicket }) {
  const missed = view.state === 'no-show';
  if (missed && deskReopens(view)) return <Desk view={view} />;
  const ofQueue = queueIsGone(my.value!.branch) || endedByClosing(view) === 'queue';
  const way = ofQueue ? 'ticket.cancelled.queue.text' : 'ticket.cancelled.text';
  // who was cancelled by it has read so above
  const saysWhy = missed && ofQueue && branchAt(my.value!.branch, second.value).open !== false;
  return (
    <>
      {saysWhy && <p class="strong">{say('ticket.no-show.queue')}</p>}
      <WayIn view={view} text={way} />
    </>
  );
}

/** What to do while the branch is open; otherwise when it opens, and why it is closed. */
export function WayIn({
  view,
  text,
}: {
  view: OwnTicket;
  text: 'ticket.cancelled.text' | 'ticket.cancelled.queue.text' | 'ticket.unknown-link.text';
}) {
  const branch = branchAt(my.value!.branch, second.value);
  const { open = true, lastTicketGiven, opensAt, reason } = branch;
  if (open) return <p class="quiet">{say(text)}</p>;
  return (
    <>
      {reason && <p class="strong">{named(reason)}</p>}
      <p class="quiet">
        {(!endedByClosing(view) || text === 'ticket.unknown-link.text') &&
          `${say(lastTicketGiven ? 'kiosk.closed.last.unknown' : 'ticket.closed')} `}
        <ComeAgain at={opensAt} />
      </p>
    </>
  );
}

/** Served: thanks, and an optional question, unless the key came from staff. */
export function Served({ view }: { view: OwnTicket }) {
  const [score, setScore] = useState<number>();
  const [remark, setRemark] = useState('');
  const [sent, setSent] = useState(false);
  const { wrong, rest, refuse } = useRefusal();
  // The answer may come from another phone or the chat: asked once, answered once.
  const waits = kept.value?.press.what === 'feedback';
  const given = view.rated || (sent && !waits);
  const send = async () => {
    refuse();
    try {
      await ask({ what: 'feedback', score: score!, remark: remark.trim() });
      setSent(true);
    } catch (error) {
      refuse({ says: () => problemWords(error), ...fieldOf(error, { remark: REMARK }) });
    }
  };
  return (
    <Slip view={view}>
      <p class="say" role="status">
        {given ? say('ticket.feedback.thanks') : say('ticket.served')}
      </p>
      {!given && !waits && my.value?.acts && my.value.asksFeedback !== false && (
        <form
          class="feedback"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Scores chosen={score} choose={setScore} />
          {score !== undefined && (
            <>
              <RemarkField value={remark} set={setRemark} wrong={wrong(REMARK)} />
              {rest !== undefined && (
                <Notice tone="attention" live>
                  {rest}
                </Notice>
              )}
              <button class="button primary wide">{say('ticket.feedback.send')}</button>
            </>
          )}
        </form>
      )}
    </Slip>
  );
}

const Scores = ({
  chosen,
  choose,
}: {
  chosen: number | undefined;
  choose: (score: number) => void;
}) => (
  <fieldset>
    <legend class="strong">{say('ticket.feedback')}</legend>
    <div class="scores">
      {SCORES.map((value) => (
        <label key={value} class={`score ${chosen === value ? 'chosen' : ''}`}>
          <input
            type="radio"
            name="score"
            value={value}
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          <span>{say(`ticket.feedback.${value}`)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** The field's id. */
const REMARK = 'remark';

const RemarkField = ({ value, set, wrong }: RefusableField) => (
  <div class="field">
    <label for={REMARK}>{say('ticket.feedback.remark')}</label>
    <textarea
      id={REMARK}
      class="input"
      dir="auto"
      maxLength={LONGEST}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      {...tiedTo(REMARK, wrong, 'remark-hint')}
    />
    <Wrong id={REMARK} text={wrong} />
    <span id="remark-hint" class="hint">
      {say('ticket.feedback.hint')}
    </span>
  </div>
);
