import { hoursAndMinutes } from '../../texts/format';
import type { AdvisorView } from '../../wire/views';
import { second } from '../shared/api/clock';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

/** The advisor's own day: customers served, time on duty, mean time of a service. */
export function MyDay({ view: { me } }: { view: AdvisorView }) {
  const dutyMs =
    me.dutyMs +
    (me.onDutySince === undefined ? 0 : Math.max(0, second.value - Date.parse(me.onDutySince)));
  return (
    <section class="panel my-day" aria-label={staffSay('advisor.day')}>
      <p>
        <span class="figure figures">{me.served}</span>{' '}
        {staffSay('advisor.day.served', { n: me.served })}
      </p>
      <p>
        <span class="figure figures">{hoursAndMinutes(dutyMs)}</span> {staffSay('advisor.day.duty')}
      </p>
      {me.services > 0 && (
        <p>
          <span class="figure figures">
            {say('minutes', { n: Math.round(me.serviceMs / me.services / 60_000) })}
          </span>{' '}
          {staffSay('advisor.day.mean')}
        </p>
      )}
    </section>
  );
}
