import { useState } from 'preact/hooks';
import type { ListedTicket } from '../../wire/tickets';
import { OutcomeDialog } from '../shared/look/outcome-dialog';
import { Console } from './console';
import { HoldDialog } from './hold-dialog';
import { useKeys } from './keys';
import { KeysDialog } from './keys-dialog';
import { Face, MainButton } from './main-button';
import { MatterDialog } from './matter-dialog';
import { Pressed } from './outbox';
import { PauseDialog } from './pause-dialog';
import { Predicted } from './predict';
import { TransferDialog } from './transfer-dialog';
import { actionsOf, Turn, TurnDialog, turnOf } from './turn';
import { DutyButtons, TurnButtons } from './turn-buttons';
import { TurnSaid } from './turn-said';
import { TurnSlip } from './turn-slip';
import { UndoLine } from './undo-line';

/** The current turn, its clock, and the one next action in a place that never moves. */
export function CurrentTurn({
  desk,
  pressed,
  ...predicted
}: Predicted & { desk: Console; pressed: readonly Pressed[] }) {
  const [asked, setAsked] = useState<{ readonly dialog: TurnDialog; readonly ticket?: string }>();
  const { view } = predicted;
  const { current } = view;
  const names = desk.directory.value!;
  const turn = turnOf(predicted, pressed);
  const ask = (dialog: TurnDialog) => setAsked({ dialog, ticket: current?.id });
  const outcomes = current && names.config.queues[current.queue]?.outcomes;
  const actions = actionsOf(desk, view, turn, ask, outcomes);
  const { giveBack, ...keyedActions } = actions;
  const { next, start } = keyedActions;
  useKeys({ ...keyedActions, 'give-back': giveBack, keys: () => ask('keys') });
  const close = () => setAsked(undefined);
  return (
    <section class="turn-card">
      <TurnSaid view={view} turn={turn} names={names} />
      <TurnSlip view={view} turn={turn} names={names} />
      <MainButton face={faceOf(turn)} onPress={turn.called ? start : next} />
      <TurnButtons view={view} turn={turn} actions={actions} />
      <UndoLine desk={desk} turn={turn} />
      <DutyButtons
        actions={actions}
        after={turn.called || turn.serving}
        plan={view.me.plan?.to}
        onKeys={() => ask('keys')}
      />
      {asked?.dialog === 'keys' && <KeysDialog onClose={close} />}
      {asked?.dialog === 'pause' && (
        <PauseDialog
          onClose={close}
          onPause={(reason) => {
            if (turn.called || turn.serving) desk.plan('paused', reason);
            else desk.setState('pause', view.me.counter!, reason);
            close();
          }}
        />
      )}
      {/* a question about one customer must not be answered for another who came meanwhile */}
      {asked && current && asked.ticket === current.id && (
        <AboutTurn desk={desk} dialog={asked.dialog} current={current} onClose={close} />
      )}
    </section>
  );
}

/** The dialog for the choice that an action needs. */
function AboutTurn({
  desk,
  dialog,
  current,
  onClose,
}: {
  desk: Console;
  dialog: TurnDialog;
  current: ListedTicket;
  onClose: () => void;
}) {
  const names = desk.directory.value!;
  const { outcomes } = names.config.queues[current.queue] ?? {};
  switch (dialog) {
    case 'hold':
      return (
        <HoldDialog
          number={current.number}
          onClose={onClose}
          onHold={(reason) => {
            desk.hold(current, reason);
            onClose();
          }}
        />
      );
    case 'transfer':
      return (
        <TransferDialog
          current={current}
          directory={names}
          onClose={onClose}
          onTransfer={(to) => {
            desk.transfer(current, to);
            onClose();
          }}
          onReturn={(advisor) => {
            desk.returnTo(current, advisor);
            onClose();
          }}
        />
      );
    case 'matter':
      return current.state === 'serving' ? (
        <MatterDialog desk={desk} current={current} onClose={onClose} />
      ) : null;
    case 'outcome':
    case 'outcome-next':
      return outcomes && current.state === 'serving' ? (
        <OutcomeDialog
          number={current.number}
          next={dialog === 'outcome-next'}
          outcomes={outcomes}
          onClose={onClose}
          onFinish={(outcome) => {
            desk.finish(current, dialog === 'outcome-next', outcome);
            onClose();
          }}
        />
      ) : null;
    case 'pause':
    case 'keys':
      return null;
  }
}

/** What the main button offers. */
function faceOf({ inFlight, called, serving, paused }: Turn): Face {
  if (inFlight) return 'sending';
  if (called) return 'start';
  if (serving) return 'finish-next';
  return paused ? 'resume' : 'next';
}
