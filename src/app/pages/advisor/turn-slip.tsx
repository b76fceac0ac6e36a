import { clockTime, howLong } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { minutesBetween } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { QueueMark, TicketNumber } from '../shared/look/parts';
import { ownPauseWords, staffSay } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { Turn } from './turn';
import { CurrentTurn, TurnClock } from './turn-clock';
import { WhyWords } from './why';

interface TurnSlipProps {
  readonly view: AdvisorView;
  readonly turn: Turn;
  readonly names: Directory;
}

/** The current ticket, or why there is none; below the tear, why it is this one. */
export function TurnSlip(props: TurnSlipProps) {
  const { view, turn, names } = props;
  const { current } = view;
  return (
    <div class="slip turn-slip">
      <div class="turn-head">
        {current && !turn.inFlight ? (
          <InHand current={current} called={turn.called} names={names} />
        ) : (
          <NoTurn {...props} />
        )}
      </div>
      <div class="tear" />
      <div class="turn-why">
        <Why view={view} turn={turn} />
      </div>
    </div>
  );
}

interface CurrentProps {
  readonly current: CurrentTurn;
  readonly called: boolean;
  readonly names: Directory;
}

function InHand({ current, called, names }: CurrentProps) {
  return (
    <>
      <p class={`turn-state ${current.state}`}>
        <Icon of={called ? icons.megaphone : icons.person} />
        {staffSay(called ? 'advisor.called' : 'advisor.serving')}
      </p>
      <div class="turn-line">
        <TicketNumber number={current.number} />
        <TurnClock current={current} called={called} names={names} />
      </div>
      <Facts current={current} names={names} />
    </>
  );
}

function Facts({ current, names }: Omit<CurrentProps, 'called'>) {
  return (
    <p class="turn-facts">
      <QueueMark
        prefix={names.config.queues[current.queue]?.prefix ?? ''}
        hue={hueOf(names, current.queue)}
      />
      <bdi class="cut">{named(names.config.queues[current.queue]?.names)}</bdi>
      {current.lane === 'preferential' && <span class="tag">{staffSay('lane.preferential')}</span>}
      {current.matters !== undefined && (
        <span class="tag">{staffSay('advisor.matter.nth', { n: current.matters })}</span>
      )}
      {current.calledAt !== undefined && (
        <span class="quiet">
          {staffSay('advisor.waited', {
            time: howLong(tag.value, minutesBetween(current.waitingSince, current.calledAt)),
          })}
        </span>
      )}
    </p>
  );
}

function NoTurn(props: TurnSlipProps) {
  const { icon, title, text } = idleWords(props);
  return (
    <div class="turn-idle">
      <Icon of={icon} size="3rem" />
      <p class="turn-idle-title">{title}</p>
      <p class="quiet">{text}</p>
    </div>
  );
}

function idleWords({ view: { me }, turn, names }: TurnSlipProps) {
  const { settings } = names.config;
  if (turn.inFlight) return { icon: icons.again, title: staffSay('advisor.sending'), text: '' };
  if (turn.paused) {
    const time = clockTime(tag.value, Date.parse(me.since), settings.timeZone);
    return {
      icon: icons.pause,
      title: staffSay('advisor.paused', { time }),
      text: <bdi>{ownPauseWords(me.reason)}</bdi>,
    };
  }
  if (turn.waiting === 0) {
    return {
      icon: icons.coffee,
      title: staffSay('advisor.nobody'),
      text: staffSay('advisor.nobody.text'),
    };
  }
  return {
    icon: icons.megaphone,
    title: staffSay('advisor.idle'),
    text:
      settings.assignment === 'automatic'
        ? staffSay('advisor.idle.auto')
        : staffSay('advisor.waiting', { n: turn.waiting }),
  };
}

/** Why the current ticket was called; without one, why the first in line will be. */
function Why({ view, turn }: Pick<TurnSlipProps, 'view' | 'turn'>) {
  const { current, nextWhy } = view;
  const first = view.next[0];
  if (current?.why && !turn.inFlight) {
    return (
      <p>
        <span class="strong">{staffSay('advisor.why')}: </span>
        <WhyWords why={current.why} since={current.waitingSince} until={current.calledAt} />
      </p>
    );
  }
  if (!turn.idle || !nextWhy || !first) return null;
  return (
    <p>
      <span class="strong">{first.number}: </span>
      <WhyWords why={nextWhy} since={first.waitingSince} />
    </p>
  );
}
