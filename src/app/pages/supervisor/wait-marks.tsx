import { Ticket, waitingSince } from '../../domain/model/ticket';
import { howLong } from '../../texts/format';
import { second } from '../shared/api/clock';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

/** The axis ends at twice the target; longer waits stand at its end. */
const AXIS_TARGETS = 2;
const MOST = 120;

/**
 * A mark for everyone who waits, placed by their wait; the line is the target. This tells a long
 * queue from a late one at a glance.
 */
export function WaitMarks({
  tickets,
  targetMinutes,
}: {
  tickets: readonly Ticket[];
  targetMinutes: number;
}) {
  const now = second.value;
  const at = (ticket: Ticket) =>
    Math.min(
      1,
      Math.max(0, (now - waitingSince(ticket)) / 60_000 / (targetMinutes * AXIS_TARGETS)),
    );
  return (
    <div class="marks" aria-hidden="true">
      <svg viewBox="0 0 1000 24" preserveAspectRatio="none">
        <line x1="0" x2="1000" y1="12" y2="12" class="marks-axis" />
        {tickets.slice(0, MOST).map((ticket) => (
          <rect
            key={ticket.id}
            x={at(ticket) * 994}
            y={ticket.due < now ? 1 : 5}
            width="6"
            height={ticket.due < now ? 22 : 14}
            class={ticket.due < now ? 'mark late' : 'mark'}
          />
        ))}
        <line x1="500" x2="500" y1="0" y2="24" class="marks-target" />
      </svg>
      <span class="marks-label figures">
        {staffSay('floor.target', { time: howLong(tag.value, targetMinutes) })}
      </span>
    </div>
  );
}
