import { addDays, localDate } from '../../domain/model/local-time';
import { clockTime } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { Simulation } from '../../wire/simulations';
import { serverNow } from '../shared/api/server-time';
import { showAgain } from '../shared/look/show-again';
import { staffSay } from '../shared/look/staff-words';
import { leaveFor, leavingTo } from '../shared/look/unsaved';
import { tag } from '../shared/look/words';
import { Plan as Asked, Choice } from './use-plan';

const AHEAD = 366;

/** Chooses the day, or the rest of today. */
export function Asking({
  choice,
  simulation,
  directory,
  choose,
  asked,
}: {
  choice: Choice;
  simulation: Simulation | undefined;
  directory: Directory;
  choose: (part: Partial<Choice>) => void;
  asked: Asked;
}) {
  const { timeZone } = directory.config.settings;
  const today = localDate(timeZone, serverNow());
  const shown = choice.day ?? simulation?.day ?? '';
  const fresh = { steps: undefined, skills: [], scale: 1 };
  return (
    <div class="plan-asking">
      <div class="plan-modes" role="group" aria-label={staffSay('floor.plan')}>
        {[false, true].map((rest) => (
          <button
            key={String(rest)}
            type="button"
            class="button small"
            aria-pressed={choice.rest === rest}
            onClick={() => leaveFor(() => choose({ rest, ...fresh }))}
          >
            {staffSay(rest ? 'plan.rest' : 'plan.one-day')}
          </button>
        ))}
      </div>
      {choice.rest ? (
        <p class="plan-now">
          {staffSay('plan.rest.text', { time: clockTime(tag.value, serverNow(), timeZone) })}{' '}
          <button type="button" class="button small" onClick={asked.again}>
            {staffSay('plan.again')}
          </button>
        </p>
      ) : (
        <div class="field">
          <label for="plan-day">{staffSay('plan.day')}</label>
          <input
            id="plan-day"
            class="input"
            type="date"
            min={today}
            max={addDays(today, AHEAD)}
            value={shown}
            onInput={({ currentTarget }) => {
              const { value } = currentTarget;
              if (!/^\d{4}-\d\d-\d\d$/.test(value)) return;
              leaveFor(() => choose({ day: value, ...fresh }));
              if (leavingTo.value) currentTarget.value = shown; // until the choice takes effect
            }}
            onBlur={(event) => showAgain(event.currentTarget, shown)}
          />
        </div>
      )}
    </div>
  );
}
