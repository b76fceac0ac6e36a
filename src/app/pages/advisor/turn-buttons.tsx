import type { AdvisorView } from '../../wire/views';
import * as icons from '../shared/look/all-icons';
import { shortcutsOn } from '../shared/look/shortcuts';
import { staffSay } from '../shared/look/staff-words';
import { KeyedButton } from './keyed-button';
import { Turn, TurnActions } from './turn';

/** All other actions on the current ticket. */
export function TurnButtons({
  view,
  turn,
  actions: { recall, finish, matter, transfer, giveBack, hold, absent },
}: {
  view: AdvisorView;
  turn: Turn;
  actions: TurnActions;
}) {
  const again = staffSay(turn.recalling ? 'advisor.sending' : 'advisor.do.recall');
  return (
    <div class="turn-more">
      {(turn.called || !view.current) && (
        <KeyedButton of="recall" icon={icons.again} words={again} press={recall} />
      )}
      {turn.serving && (
        <KeyedButton
          of="finish"
          icon={icons.check}
          words={staffSay('advisor.do.finish')}
          press={finish}
        />
      )}
      {matter && (
        <KeyedButton
          of="matter"
          icon={icons.right}
          words={staffSay('advisor.do.matter')}
          press={matter}
        />
      )}
      <KeyedButton
        of="transfer"
        icon={icons.transfer}
        words={staffSay('advisor.do.transfer')}
        press={transfer}
      />
      <KeyedButton
        of="give-back"
        icon={icons.undo}
        words={staffSay('advisor.do.return')}
        press={giveBack}
      />
      {turn.serving ? (
        <KeyedButton
          of="hold"
          icon={icons.pause}
          words={staffSay('advisor.do.hold')}
          press={hold}
        />
      ) : (
        <KeyedButton
          of="absent"
          icon={icons.absent}
          words={staffSay('advisor.do.no-show')}
          press={absent}
          look="danger"
        />
      )}
    </div>
  );
}

/** Buttons for the keys, a pause, and the end of the day. */
export function DutyButtons({
  actions: { pause, leave, stay },
  after,
  plan,
  onKeys,
}: {
  actions: TurnActions;
  /** A ticket is in hand, so a press takes effect after it. */
  after: boolean;
  plan: 'paused' | 'offline' | undefined;
  onKeys: () => void;
}) {
  const look = 'plain small';
  return (
    <div class="turn-state-actions">
      <KeyedButton
        of="keys"
        icon={icons.keyboard}
        words={staffSay(shortcutsOn.value ? 'desk.keys' : 'desk.keys.off')}
        press={onKeys}
        look={look}
      />
      {plan ? (
        <>
          <span role="status">{staffSay(`advisor.plan.${plan}`)}</span>
          <KeyedButton
            of="stay"
            icon={icons.undo}
            words={staffSay('advisor.do.unplan')}
            press={stay}
            look={look}
          />
        </>
      ) : (
        <>
          <KeyedButton
            of="pause"
            icon={icons.pause}
            words={staffSay(after ? 'advisor.do.pause-after' : 'advisor.do.pause')}
            press={pause}
            look={look}
          />
          <KeyedButton
            of="leave"
            icon={icons.door}
            words={staffSay(after ? 'advisor.do.leave-after' : 'advisor.do.leave')}
            press={leave}
            look={look}
          />
        </>
      )}
    </div>
  );
}
