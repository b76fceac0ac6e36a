import { clockTime } from '../../texts/format';
import { comeAgainAt } from '../../texts/opening';
import type { OwnTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { Notice } from '../shared/look/parts';
import { say, tag } from '../shared/look/words';
import { my } from './my';

/**
 * Where the branch cancels its line at closing: tells customers who may not be called by then while
 * there is time to come another day.
 */
export function ClosingNotice({ view }: { view: OwnTicket }) {
  const { closing, timeZone } = my.value!.branch;
  if (!closing || !view.closing) return null;
  const time = clockTime(tag.value, Date.parse(closing.at), timeZone);
  const ofQueue = closing.of === 'queue';
  return view.closing === 'will-miss' ? (
    <Notice tone="attention">
      {say(ofQueue ? 'ticket.will-miss.queue' : 'ticket.will-miss', { time })}{' '}
      <ComeAgain at={closing.opensAt} />
    </Notice>
  ) : (
    <Notice>{say(ofQueue ? 'ticket.may-miss.queue' : 'ticket.may-miss', { time })}</Notice>
  );
}

/** When to come instead; nothing if that is unknown. */
export function ComeAgain({ at }: { at: string | null | undefined }) {
  const { timeZone } = my.value!.branch;
  if (!at) return null;
  return <>{comeAgainAt({ say, tag: tag.value }, Date.parse(at), second.value, timeZone)}</>;
}

/**
 * Whether a cancelled ticket ended because its branch or its queue closed. An older release does
 * not report the reason: then the time of the end decides.
 */
export function endedByClosing({
  state,
  endedAt,
  cancelledBecause,
}: OwnTicket): 'branch' | 'queue' | undefined {
  if (cancelledBecause === 'closing') return 'branch';
  if (cancelledBecause === 'queue-closing') return 'queue';
  if (cancelledBecause !== undefined) return undefined;
  const { closing } = my.value!.branch;
  if (state !== 'cancelled' || endedAt === null || !closing) return undefined;
  return Date.parse(endedAt) >= Date.parse(closing.at) ? closing.of : undefined;
}
