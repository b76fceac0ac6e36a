import { useState } from 'preact/hooks';
import { Console } from './console';
import { HoldDialog } from './hold-dialog';
import { useKeys } from './keys';
import { KeysDialog } from './keys-dialog';
import { Face, MainButton } from './main-button';
import { Pressed } from './outbox';
import { PauseDialog } from './pause-dialog';
import { Predicted } from './predict';
import { TransferDialog } from './transfer-dialog';
import { actionsOf, Turn, turnOf } from './turn';
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
  const [asking, setAsking] = useState<'pause' | 'transfer' | 'hold' | 'keys'>();
  const { view } = predicted;
  const names = desk.directory.value!;
  const turn = turnOf(predicted, pressed);
  const actions = actionsOf(desk, view, turn, setAsking);
  const { giveBack, ...keyedActions } = actions;
  const { next, start } = keyedActions;
  const busy = turn.inFlight || turn.serving;
  useKeys({ ...keyedActions, 'give-back': giveBack, keys: () => setAsking('keys') });
  const { current } = view;
  return (
    <section class="turn-card">
      <TurnSaid view={view} turn={turn} names={names} />
      <TurnSlip view={view} turn={turn} names={names} />
      <MainButton face={faceOf(turn)} onPress={turn.called ? start : next} />
      <TurnButtons view={view} turn={turn} actions={actions} />
      <UndoLine desk={desk} busy={busy} />
      <DutyButtons
        actions={actions}
        after={turn.called || turn.serving}
        plan={view.me.plan?.to}
        onKeys={() => setAsking('keys')}
      />
      {asking === 'keys' && <KeysDialog onClose={() => setAsking(undefined)} />}
      {asking === 'pause' && (
        <PauseDialog
          onClose={() => setAsking(undefined)}
          onPause={(reason) => {
            if (turn.called || turn.serving) desk.plan('paused', reason);
            else desk.setState('pause', view.me.counter!, reason);
            setAsking(undefined);
          }}
        />
      )}
      {asking === 'hold' && current && (
        <HoldDialog
          number={current.number}
          onClose={() => setAsking(undefined)}
          onHold={(reason) => {
            desk.hold(current, reason);
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

/** What the main button offers. */
function faceOf({ inFlight, called, serving, paused }: Turn): Face {
  if (inFlight) return 'sending';
  if (called) return 'start';
  if (serving) return 'finish-next';
  return paused ? 'resume' : 'next';
}
