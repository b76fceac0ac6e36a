import type { AdvisorView } from '../../wire/views';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { shortcutsOn, switchShortcuts } from '../shared/look/shortcuts';
import { staffSay } from '../shared/look/staff-words';
import { Turn, TurnActions } from './turn';

/** Everything else that can be done with the turn. */
export function TurnButtons({
  view,
  turn,
  actions,
}: {
  view: AdvisorView;
  turn: Turn;
  actions: TurnActions;
}) {
  const { recall, finish, transfer, giveBack, hold, absent } = actions;
  return (
    <div class="turn-more">
      {(turn.called || !view.current) && (
        <button type="button" class="button" disabled={!recall} onClick={recall}>
          <Icon of={icons.again} />
          {turn.recalling ? staffSay('advisor.sending') : staffSay('advisor.do.recall')}
          <kbd>R</kbd>
        </button>
      )}
      {turn.serving && (
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
      <button type="button" class="button" disabled={!giveBack} onClick={giveBack}>
        <Icon of={icons.undo} />
        {staffSay('advisor.do.return')}
      </button>
      {turn.serving ? (
        <button type="button" class="button" onClick={hold}>
          <Icon of={icons.pause} />
          {staffSay('advisor.do.hold')}
          <kbd>E</kbd>
        </button>
      ) : (
        <button type="button" class="button danger" disabled={!absent} onClick={absent}>
          <Icon of={icons.absent} />
          {staffSay('advisor.do.no-show')}
          <kbd>A</kbd>
        </button>
      )}
    </div>
  );
}

/** Shortcuts on or off, a pause, the end of the day. */
export function DutyButtons({
  actions: { pause, leave, stay },
  after,
  plan,
}: {
  actions: TurnActions;
  /** There is a turn in hand: what is pressed happens after it. */
  after: boolean;
  plan: 'paused' | 'offline' | undefined;
}) {
  return (
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
      {plan ? (
        <>
          <span role="status">{staffSay(`advisor.plan.${plan}`)}</span>
          <button type="button" class="button plain small" disabled={!stay} onClick={stay}>
            <Icon of={icons.undo} />
            {staffSay('advisor.do.unplan')}
          </button>
        </>
      ) : (
        <>
          <button type="button" class="button plain small" disabled={!pause} onClick={pause}>
            <Icon of={icons.pause} />
            {staffSay(after ? 'advisor.do.pause-after' : 'advisor.do.pause')}
            <kbd>P</kbd>
          </button>
          <button type="button" class="button plain small" disabled={!leave} onClick={leave}>
            <Icon of={icons.door} />
            {staffSay(after ? 'advisor.do.leave-after' : 'advisor.do.leave')}
          </button>
        </>
      )}
    </div>
  );
}
