import { useState } from 'preact/hooks';
import { clockTime, duration } from '../../texts/format';
import { second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { QueueMark, TicketNumber } from '../shared/look/parts';
import { shortcutsOn, switchShortcuts, useShortcuts } from '../shared/look/shortcuts';
import { pauseWords, staffSay } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { Console } from './console';
import { MainButton } from './main-button';
import { Pressed } from './outbox';
import { PauseDialog } from './pause-dialog';
import { Predicted } from './predict';
import { TransferDialog } from './transfer-dialog';
import { WhyWords } from './why';

/** The turn in hand, its clock, and the one next action in a place that never moves. */
export function CurrentTurn({
  desk,
  view,
  pending,
  pressed,
}: Predicted & { desk: Console; pressed: readonly Pressed[] }) {
  const [asking, setAsking] = useState<'pause' | 'transfer'>();
  const { me, current } = view;
  const counter = me.counter!;
  const names = desk.directory.value!;
  const waiting = view.queues.reduce((sum, queue) => sum + queue.general + queue.preferential, 0);
  const inFlight = pending !== undefined;
  const recalling = pressed.some(
    (press) => press.action === 'recall' && press.ticket === current?.id,
  );
  const called = current?.state === 'called' && !inFlight;
  const serving = current?.state === 'serving' && !inFlight;
  const idle = !current && !inFlight && me.state === 'available';
  const paused = me.state === 'paused' && !inFlight;

  const next =
    idle && waiting > 0
      ? () => desk.callNext(counter)
      : serving
        ? () => desk.finish(current, true)
        : paused
          ? () => desk.setState('resume', counter)
          : undefined;
  const start = called ? () => desk.onTicket('start', current) : undefined;
  const recall = called && !recalling ? () => desk.onTicket('recall', current) : undefined;
  const finish = serving ? () => desk.finish(current, false) : undefined;
  const absent = called ? () => desk.onTicket('no-show', current) : undefined;
  const transfer = called || serving ? () => setAsking('transfer') : undefined;
  const pause = idle ? () => setAsking('pause') : undefined;
  useShortcuts({ n: next, i: start, r: recall, f: finish, a: absent, t: transfer, p: pause });

  return (
    <section class="turn-card" aria-live="polite">
      <div class="slip turn-slip">
        <div class="turn-head">
          {current && !inFlight ? (
            <>
              <p class={`turn-state ${current.state}`}>
                <Icon of={called ? icons.megaphone : icons.person} />
                {staffSay(called ? 'advisor.called' : 'advisor.serving')}
              </p>
              <div class="turn-line">
                <TicketNumber number={current.number} />
                <p
                  class="turn-clock figures"
                  role="timer"
                  aria-label={staffSay(called ? 'advisor.called.for' : 'advisor.serving.for')}
                >
                  {duration(
                    second.value - Date.parse((called ? current.calledAt : current.startedAt)!),
                  )}
                </p>
              </div>
              <p class="turn-facts">
                <QueueMark
                  prefix={names.config.queues[current.queue]?.prefix ?? ''}
                  hue={hueOf(names, current.queue)}
                />
                <bdi class="cut">{named(names.config.queues[current.queue]?.names)}</bdi>
                {current.lane === 'preferential' && (
                  <span class="tag">{staffSay('lane.preferential')}</span>
                )}
                {called && (
                  <span class="quiet">
                    {staffSay('advisor.called.recalls', { n: current.recalls })}
                  </span>
                )}
                {current.calledAt !== undefined && (
                  <span class="quiet">
                    {staffSay('advisor.waited', {
                      minutes: Math.max(
                        0,
                        Math.floor(
                          (Date.parse(current.calledAt) - Date.parse(current.issuedAt)) / 60_000,
                        ),
                      ),
                    })}
                  </span>
                )}
              </p>
            </>
          ) : (
            <div class="turn-idle">
              <Icon
                of={
                  inFlight
                    ? icons.again
                    : paused
                      ? icons.pause
                      : waiting > 0
                        ? icons.megaphone
                        : icons.coffee
                }
                size="3rem"
              />
              <p class="turn-idle-title">
                {inFlight
                  ? staffSay('advisor.sending')
                  : paused
                    ? staffSay('advisor.paused', {
                        time: clockTime(
                          tag.value,
                          Date.parse(me.since),
                          names.config.settings.timeZone,
                        ),
                      })
                    : waiting > 0
                      ? staffSay('advisor.idle')
                      : staffSay('advisor.nobody')}
              </p>
              <p class="quiet">
                {inFlight ? (
                  ''
                ) : paused ? (
                  <bdi>{pauseWords(me.reason)}</bdi>
                ) : waiting > 0 ? (
                  names.config.settings.assignment === 'automatic' ? (
                    staffSay('advisor.idle.auto')
                  ) : (
                    staffSay('advisor.waiting', { n: waiting })
                  )
                ) : (
                  staffSay('advisor.nobody.text')
                )}
              </p>
            </div>
          )}
        </div>
        <div class="tear" />
        <div class="turn-why">
          {current?.why && !inFlight ? (
            <p>
              <span class="strong">{staffSay('advisor.why')}: </span>
              <WhyWords why={current.why} since={current.issuedAt} until={current.calledAt} />
            </p>
          ) : (
            idle &&
            view.nextWhy &&
            view.next[0] && (
              <p>
                <span class="strong">{view.next[0].number}: </span>
                <WhyWords why={view.nextWhy} since={view.next[0].issuedAt} />
              </p>
            )
          )}
        </div>
      </div>
      <MainButton
        face={
          inFlight
            ? 'sending'
            : called
              ? 'start'
              : serving
                ? 'finish-next'
                : paused
                  ? 'resume'
                  : 'next'
        }
        onPress={called ? start : next}
      />
      <div class="turn-more">
        {(called || !current) && (
          <button type="button" class="button" disabled={!recall} onClick={recall}>
            <Icon of={icons.again} />
            {recalling ? staffSay('advisor.sending') : staffSay('advisor.do.recall')}
            <kbd>R</kbd>
          </button>
        )}
        {serving && (
          <button type="button" class="button" onClick={finish}>
            <Icon of={icons.check} />
            {staffSay('advisor.do.finish')}
            <kbd>F</kbd>
          </button>
        )}
        <button type="button" class="button" disabled={!transfer} onClick={transfer}>
          <Icon of={icons.transfer} />
          {staffSay('advisor.do.transfer')}
          <kbd>T</kbd>
        </button>
        <button
          type="button"
          class="button"
          disabled={!(called || serving)}
          onClick={() => desk.onTicket('return', current!)}
        >
          <Icon of={icons.undo} />
          {staffSay('advisor.do.return')}
        </button>
        <button type="button" class="button danger" disabled={!absent} onClick={absent}>
          <Icon of={icons.absent} />
          {staffSay('advisor.do.no-show')}
          <kbd>A</kbd>
        </button>
      </div>
      <div class="turn-state-actions">
        <button
          type="button"
          class="button plain small"
          aria-pressed={shortcutsOn.value}
          onClick={switchShortcuts}
        >
          <Icon of={icons.keyboard} />
          {staffSay(shortcutsOn.value ? 'staff.shortcuts.on' : 'staff.shortcuts.off')}
        </button>
        <button type="button" class="button plain small" disabled={!pause} onClick={pause}>
          <Icon of={icons.pause} />
          {staffSay('advisor.do.pause')}
          <kbd>P</kbd>
        </button>
        <button
          type="button"
          class="button plain small"
          disabled={!(idle || paused)}
          onClick={() => desk.setState('leave', undefined)}
        >
          <Icon of={icons.door} />
          {staffSay('advisor.do.leave')}
        </button>
      </div>
      {asking === 'pause' && (
        <PauseDialog
          onClose={() => setAsking(undefined)}
          onPause={(reason) => {
            desk.setState('pause', counter, reason);
            setAsking(undefined);
          }}
        />
      )}
      {asking === 'transfer' && current && (
        <TransferDialog
          current={current}
          directory={names}
          onClose={() => setAsking(undefined)}
          onTransfer={(queue, reason) => {
            desk.transfer(current, queue, reason);
            setAsking(undefined);
          }}
        />
      )}
    </section>
  );
}
