import type { Issued } from '../../wire/tickets';
import { branch as data, link } from '../shared/api/watch-branch';
import { again, check, Icon, message, people, undo as undoIcon } from '../shared/look/all-icons';
import { Notice, Problem, QueueMark, TicketNumber } from '../shared/look/parts';
import { QrCode } from '../shared/look/qr';
import { QueuePicture } from '../shared/look/queue-icons';
import { say } from '../shared/look/screen-words';
import { counterSaid, language, named } from '../shared/look/words';
import { expectation } from './expectation';
import {
  active,
  calledTo,
  contrast,
  issued,
  largeText,
  lowButtons,
  mayUndo,
  refused,
  startOver,
  undo,
} from './flow';
import { asking } from './idle';
import { PaperState } from './print/paper-state';
import { failure, mayMissWords, printing } from './print/print-ticket';
import { Step } from './step';
import { useSize, useWhole } from './whole';

/**
 * The ticket is being issued. Without a network this waits, says so above, and continues by itself.
 */
export function IssuingScreen() {
  const lost = link.value?.state.value !== 'live';
  return (
    <Step title={say('kiosk.issuing')}>
      {lost && (
        <p class="quiet issuing">
          <Icon of={again} size="2rem" />
          {say('kiosk.offline.again')}
        </p>
      )}
    </Step>
  );
}

/** The ticket is shown first, before any paper. */
export function ResultScreen() {
  const { ticket, links } = issued.value!;
  const { queues } = data.value!;
  const hue = queues.findIndex((queue) => queue.id === ticket.queue);
  const page = new URL(links.page, location.href).href;
  const { list, way } = useWhole<HTMLElement>(useFacts(), true);
  return (
    <main class={`step result ${way}`} aria-live="polite" ref={list}>
      <div class="slip result-slip">
        <div class="result-number">
          <h1 class="result-is">{say('kiosk.result.is')}</h1>
          <p>
            <TicketNumber number={ticket.number} />
          </p>
          {queues[hue] && (
            <p class="result-queue">
              <QueueMark prefix={queues[hue].prefix} hue={hue} />
              <QueuePicture icon={queues[hue].icon} />
              <bdi class="two-lines">{named(queues[hue].names)}</bdi>
            </p>
          )}
        </div>
        <div class="tear" />
        <When ticket={ticket} />
        <div class="result-follow">
          <QrCode text={page} label={say('kiosk.result.qr')} />
          <div class="result-how">
            <p class="strong">{say('kiosk.result.scan')}</p>
            {links.telegram && (
              <p class="quiet with-icon">
                <Icon of={message} />
                {say('kiosk.result.telegram')}
              </p>
            )}
            {!calledTo.value && <p class="quiet">{say('kiosk.result.show')}</p>}
          </div>
        </div>
      </div>
      <PaperState issued={issued.value!} />
      <Problem error={refused.value} />
      <div class={`step-targets result-targets ${mayUndo.value ? '' : 'pair'}`}>
        <button type="button" class="button primary big" onClick={startOver}>
          <Icon of={check} />
          {say('kiosk.result.done')}
        </button>
        <button
          type="button"
          class="button big"
          onClick={() => {
            asking.value = false;
          }}
        >
          {say('kiosk.result.stay')}
        </button>
        {mayUndo.value && (
          <button type="button" class="button big" onClick={() => void undo()}>
            <Icon of={undoIcon} />
            {say('kiosk.result.undo')}
          </button>
        )}
      </div>
    </main>
  );
}

/** What decides how much fits: when any of it changes, the screen is measured anew. */
const useFacts = (): string =>
  JSON.stringify([
    [language.value, largeText.value, lowButtons.value, contrast.value, useSize()],
    [printing.value, failure.value, refused.value === undefined, mayUndo.value],
    [link.value?.state.value, calledTo.value?.counter],
  ]);

/** What to expect; once they are called, where to go. */
function When({ ticket }: { ticket: Issued['ticket'] }) {
  const call = calledTo.value;
  return (
    <div class="result-when">
      {call ? (
        <Called counter={call.counter} />
      ) : (
        <>
          <Expectation said={ticket.said} />
          <MayMiss words={mayMissWords(ticket)} />
          <p class="result-ahead">
            <Icon of={people} />
            {say('kiosk.result.ahead', { n: Math.max(0, ticket.position - 1) })}
          </p>
        </>
      )}
    </div>
  );
}

/** They are called while they still read: what was expected before is no longer true. */
const Called = ({ counter }: { counter: string }) => (
  <Notice tone="good" live>
    <strong>{say('kiosk.result.called', { to: counterSaid(counter, 'counter.to') })}</strong>
  </Notice>
);

/** The warning that closing may come before their turn. */
const MayMiss = ({ words }: { words: string | undefined }) =>
  words ? <Notice tone="attention">{words}</Notice> : null;

function Expectation({ said }: { said: Issued['ticket']['said'] }) {
  const words = expectation(said);
  return said.as === 'unattended' ? (
    <Notice tone="attention">{words}</Notice>
  ) : (
    <p class="result-wait">{words}</p>
  );
}

/**
 * Someone who already has a ticket sees its number, position and estimate. Anyone can type a RUT,
 * so there is no link and no key.
 */
export function ActiveScreen() {
  const { number, position, said, state } = active.value!;
  return (
    <main class="step result">
      <div class="slip result-slip">
        <div class="result-number">
          <h1 class="result-is">{say('kiosk.active', { number })}</h1>
          <p>
            <TicketNumber number={number} />
          </p>
        </div>
        <div class="tear" />
        <div class="result-when">
          {said ? (
            <Expectation said={said} />
          ) : (
            <p>{say(state === 'held' ? 'kiosk.active.held' : 'kiosk.active.called')}</p>
          )}
          {position ? (
            <p class="result-ahead">
              <Icon of={people} />
              {say('kiosk.result.ahead', { n: position - 1 })}
            </p>
          ) : null}
          {said && <p class="quiet">{say('kiosk.active.text')}</p>}
        </div>
      </div>
      <div class="step-targets result-targets">
        <button type="button" class="button primary big" onClick={startOver}>
          <Icon of={check} />
          {say('kiosk.result.done')}
        </button>
      </div>
    </main>
  );
}
