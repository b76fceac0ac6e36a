import { useEffect, useState } from 'preact/hooks';
import { isOpen, nextOpening } from '../../domain/model/day';
import { clockTime, duration, timeSpan } from '../../texts/format';
import type { OwnDay } from '../../wire/own-desk';
import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { ApiProblem, call } from '../shared/api/api';
import { second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { Console } from './console';

/** The advisor's own day: how many they served, how the time was spent, when the branch closes. */
export function MyDay({ desk, view: { me, current } }: { desk: Console; view: AdvisorView }) {
  const day = useOwnDay(desk.branch, [me.state, me.served, current?.state].join(' '));
  const dutyMs =
    me.dutyMs +
    (me.onDutySince === undefined ? 0 : Math.max(0, second.value - Date.parse(me.onDutySince)));
  const mean = timeSpan(tag.value, me.serviceMs / me.services);
  return (
    <section class="panel my-day" aria-label={staffSay('advisor.day')}>
      <div class="my-figures">
        <p>
          <span class="figure figures">{me.served}</span>{' '}
          {staffSay('advisor.day.served', { n: me.served })}
        </p>
        <p>
          <span class="figure figures">{timeSpan(tag.value, dutyMs)}</span>{' '}
          {staffSay('advisor.day.duty')}
        </p>
        {me.services > 0 && (
          <p>
            <span class="figure figures">{mean}</span> {staffSay('advisor.day.mean')}
          </p>
        )}
        {day?.closesAt && desk.directory.value && (
          <p class="closes figures">
            {closesInWords(Date.parse(day.closesAt), desk.directory.value.config.settings)}
          </p>
        )}
      </div>
      {day && <ByKind day={day} />}
      {day && <ByQueue desk={desk} day={day} />}
    </section>
  );
}

const KINDS = ['serving', 'called', 'idle', 'paused'] as const;

/** How the time was spent, as one bar and in words. */
function ByKind({ day }: { day: OwnDay }) {
  const all = KINDS.map((kind) => ({ kind, ms: day[`${kind}Ms`] })).filter(
    ({ ms }) => ms >= 60_000,
  );
  if (all.length === 0) return null;
  return (
    <div class="by-kind">
      <div class="kind-bar" aria-hidden="true">
        {all.map(({ kind, ms }) => (
          <span key={kind} class={kind} style={{ flexGrow: ms }} />
        ))}
      </div>
      <ul>
        {all.map(({ kind, ms }) => (
          <li key={kind} class={kind}>
            <span class="figures strong">{timeSpan(tag.value, ms)}</span>{' '}
            {staffSay(`advisor.day.${kind}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many they served, by queue. */
function ByQueue({ desk, day }: { desk: Console; day: OwnDay }) {
  const names = desk.directory.value!;
  const served = day.queues.filter((queue) => queue.served > 0);
  if (served.length === 0) return null;
  return (
    <ul class="by-queue">
      {served.map((queue) => (
        <li key={queue.queue} title={named(names.config.queues[queue.queue]?.names)}>
          <QueueMark
            prefix={names.config.queues[queue.queue]?.prefix ?? ''}
            hue={hueOf(names, queue.queue)}
          />
          <span class="unseen">{named(names.config.queues[queue.queue]?.names)}</span>
          <span class="figures strong">{queue.served}</span>
          {queue.meanServiceMs !== null && (
            <span class="figures quiet">
              {staffSay('advisor.day.queue', { time: timeSpan(tag.value, queue.meanServiceMs) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How long before closing the countdown begins, ms. */
const SOON_MS = 60 * 60_000;

/** When the branch closes, or closed; after midnight and during a break, when it opens. */
function closesInWords(at: number, settings: Directory['config']['settings']): string {
  const now = second.value;
  const left = at - now;
  const time = clockTime(tag.value, at, settings.timeZone);
  if (left <= 0) return staffSay('advisor.day.closed', { time });
  if (!isOpen(now, settings)) {
    const opens = nextOpening(now, settings);
    return opens === undefined
      ? staffSay('sign.branch.closed')
      : staffSay('advisor.day.opens', { time: clockTime(tag.value, opens, settings.timeZone) });
  }
  return left < SOON_MS
    ? staffSay('advisor.day.closes.in', { time, left: duration(left) })
    : staffSay('advisor.day.closes', { time });
}

const AGAIN_MS = 60_000;
/** By then the last action is in the figures, and several quick ones cause one request. */
const SETTLED_MS = 1_500;

/** Read every minute and when `stamp` changes; a failed read keeps the last value. */
function useOwnDay(branch: string, stamp: string): OwnDay | undefined {
  const [day, setDay] = useState<OwnDay>();
  useEffect(() => {
    let timer = 0;
    const ask = async () => {
      timer = window.setTimeout(() => void ask(), AGAIN_MS);
      try {
        setDay(await call('GET /api/branches/:branch/advisors/me/day', { params: { branch } }));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
      }
    };
    timer = window.setTimeout(() => void ask(), day === undefined ? 0 : SETTLED_MS);
    return () => clearTimeout(timer);
  }, [branch, stamp]);
  return day;
}
