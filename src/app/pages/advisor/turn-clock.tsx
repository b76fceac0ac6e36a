import { duration, howLong } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { second } from '../shared/api/clock';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

/** The ticket at the counter. */
export type CurrentTurn = NonNullable<AdvisorView['current']>;

/** How long the ticket has been called or in service, beside the countdown or the usual time. */
export function TurnClock({
  current,
  called,
  names: { config },
}: {
  current: CurrentTurn;
  called: boolean;
  names: Directory;
}) {
  const ms = Math.max(
    0,
    second.value - Date.parse((called ? current.calledAt : current.startedAt)!),
  );
  return (
    <div class="turn-times">
      <p
        class="turn-clock figures"
        role="timer"
        aria-label={staffSay(called ? 'advisor.called.for' : 'advisor.serving.for')}
      >
        {duration(ms)}
      </p>
      {called ? (
        <Countdown current={current} recalls={config.settings.recalls} />
      ) : (
        <Usual ms={ms} minutes={config.queues[current.queue]?.averageMinutes} />
      )}
    </div>
  );
}

/** The mark for the usual time is at this share of the bar: longer services are nothing unusual. */
const USUAL_AT = 2 / 3;

/** How long a service of this queue usually takes, and how far this one is. It judges nobody. */
function Usual({ ms, minutes }: { ms: number; minutes: number | undefined }) {
  if (!minutes) return null;
  const share = Math.min(1, (ms / (minutes * 60_000)) * USUAL_AT);
  return (
    <>
      <span class="turn-usual">
        {staffSay('advisor.serving.usual', { time: howLong(tag.value, Math.round(minutes)) })}
      </span>
      <span class="turn-far" aria-hidden="true">
        <span class="turn-gone" style={{ width: `${share * 100}%` }} />
        <span class="turn-mark" style={{ left: `${USUAL_AT * 100}%` }} />
      </span>
    </>
  );
}

/** How often the ticket was called, and when the rules call it again or mark a no-show. */
function Countdown({
  current: { lastCallAt, recalls: made },
  recalls: { times, everySeconds },
}: {
  current: CurrentTurn;
  recalls: Directory['config']['settings']['recalls'];
}) {
  const what = made < times ? 'advisor.called.recall-in' : 'advisor.called.absent-in';
  return (
    <>
      <span class="quiet">{staffSay('advisor.called.recalls', { n: made })}</span>
      {lastCallAt !== undefined && (
        <span class="figures turn-countdown">
          {staffSay(what, {
            time: duration(
              Math.max(0, Date.parse(lastCallAt) + everySeconds * 1000 - second.value),
            ),
          })}
        </span>
      )}
    </>
  );
}
