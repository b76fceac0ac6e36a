import { useRef } from 'preact/hooks';
import { clockTime, number } from '../../texts/format';
import type { OwnTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { clock, Icon, people } from '../shared/look/icons';
import { Notice } from '../shared/look/parts';
import { say, tag } from '../shared/look/words';
import { Actions } from './actions';
import { ClosingNotice } from './closing';
import { my } from './my';
import { Slip } from './slip';
import { ShownRange, steady } from './steady';
import { nearWords, whenInWords } from './when';

/** In line: what to do next, then how long, then how many are ahead. */
export function Waiting({ view }: { view: OwnTicket }) {
  const shown = useShownRange(view);
  const ahead = Math.max(0, (view.position ?? 1) - 1);
  const first = useFirst(view, ahead);
  // nobody is asked to come to a branch that closes before their turn
  const misses = view.closing === 'will-miss';
  const near = view.near && !misses;
  return (
    <>
      <Slip view={view}>
        <p class="say" role="status">
          {view.wishUntil !== null
            ? say('ticket.wish')
            : near
              ? say(nearWords(view.said))
              : say('ticket.ahead', { n: ahead })}
        </p>
        <p class="say-when figures">
          <Icon of={clock} />
          <span class="beside-icon">
            {view.wishUntil !== null
              ? say('ticket.wish.until', {
                  time: clockTime(tag.value, Date.parse(view.wishUntil), my.value!.branch.timeZone),
                })
              : whenInWords(view.said, shown, {
                  say,
                  tag: tag.value,
                  now: second.value,
                  timeZone: my.value!.branch.timeZone,
                })}
          </span>
        </p>
        {view.honesty && <p class="quiet">{honestyInWords(view.honesty)}</p>}
        {near && (
          <p class="with-icon">
            <Icon of={people} />
            <span class="beside-icon">{say('ticket.ahead', { n: ahead })}</span>
          </p>
        )}
        {shown?.movedBack && <Notice>{say('ticket.moved-back')}</Notice>}
        {view.wishUntil === null && <Progress ahead={ahead} first={first} />}
        {view.openCounters > 0 && (
          <p class="quiet">{say('ticket.open-counters', { n: view.openCounters })}</p>
        )}
      </Slip>
      <ClosingNotice view={view} />
      {!misses && (
        <p class="quiet">
          {near || view.wishUntil !== null ? say('ticket.stay') : say('ticket.free')}
        </p>
      )}
      <Actions view={view} />
    </>
  );
}

/** How often the range is right. An older release's app does not say. */
function honestyInWords({ ofTen, lastOfTen, yesterday }: NonNullable<OwnTicket['honesty']>) {
  if (lastOfTen === undefined) return say('ticket.honest', { n: ofTen });
  const last = number(tag.value, lastOfTen);
  return say(yesterday ? 'ticket.honest.yesterday' : 'ticket.honest.last', { n: ofTen, last });
}

/** The customer asked for more time: says when they will be back in line. */
export function Deferred({ view }: { view: OwnTicket }) {
  return (
    <>
      <Slip view={view}>
        <p class="say" role="status">
          {say('ticket.deferred', {
            time: clockTime(tag.value, Date.parse(view.deferredUntil!), my.value!.branch.timeZone),
          })}
        </p>
        <p class="quiet">
          {say('ticket.deferred.text')} {my.value?.acts && say('arrival.deferred')}
        </p>
      </Slip>
      <ClosingNotice view={view} />
      <Actions view={view} />
    </>
  );
}

/** What was shown survives a reload: closing the page must not undo a promise. */
function useShownRange(view: OwnTicket): ShownRange | undefined {
  const name = `ticketero.told.${view.id}`;
  const kept = useRef<ShownRange | undefined>(undefined);
  if (kept.current === undefined) {
    const text = sessionStorage.getItem(name);
    kept.current = text ? (JSON.parse(text) as ShownRange) : undefined;
  }
  if (view.position === null || !view.estimate) return kept.current;
  kept.current = steady(kept.current, view.position, view.estimate, second.peek());
  sessionStorage.setItem(name, JSON.stringify(kept.current));
  return kept.current;
}

/** People ahead when the page was first opened. */
function useFirst(view: OwnTicket, ahead: number): number {
  const name = `ticketero.first.${view.id}`;
  const first = Math.max(Number(sessionStorage.getItem(name) ?? 0), ahead);
  sessionStorage.setItem(name, String(first));
  return first;
}

/**
 * How far the line has moved since then. It may stand still, and goes back only if the page says
 * why.
 */
function Progress({ ahead, first }: { ahead: number; first: number }) {
  return (
    <progress
      class="progress"
      max={first + 1}
      value={first + 1 - ahead}
      aria-label={say('ticket.ahead', { n: ahead })}
    />
  );
}
