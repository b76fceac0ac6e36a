import { addDays, localDate } from '../../domain/model/local-time';
import { longDate, percent, timeSpan } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { Simulation } from '../../wire/simulations';
import { reportFile } from '../shared/api/report';
import { serverNow } from '../shared/api/server-time';
import { staffSay } from '../shared/look/staff-words';
import { language, tag } from '../shared/look/words';
import { TwoFiles } from './picture-parts';
import { forecastError, lastTold, tenths, timeOf } from './plan-figures';

type PlanResult = Simulation['plans'][number];

/** A business day in words, independent of any time zone. */
export const dayInWords = (day: string) =>
  longDate(tag.value, Date.parse(`${day}T12:00:00Z`), 'UTC');

export interface SentenceProps {
  readonly simulation: Simulation;
  readonly at: number;
  readonly planned: number;
  readonly plan: PlanResult;
  readonly needed?: PlanResult;
  readonly share: number;
}

/** How many are needed at a time, and how many are planned: the answer, before any figures. */
export function sentenceOf({
  simulation,
  at,
  planned,
  plan,
  needed,
  share,
}: SentenceProps): string {
  const when = { day: dayInWords(simulation.day), time: timeOf(simulation, at) };
  if (!needed) return staffSay('plan.looking', when);
  const n = needed.advisors[at];
  const found = needed.steps[at].within?.mean ?? 1;
  // The search meets the target, apart from random differences between days.
  if (found < share - 0.05) return staffSay('plan.unmet', { ...when, n });
  return `${staffSay('plan.needed', { ...when, n })} ${beside(n, planned, plan, at, share)}`;
}

function beside(n: number, planned: number, plan: PlanResult, at: number, share: number): string {
  if (planned === n) return staffSay('plan.as-planned');
  if (planned > n) return staffSay('plan.spare', { planned, n: planned - n });
  const within = plan.steps[at].within?.mean ?? 0;
  return staffSay('plan.short', {
    n: planned,
    tenths: tenths(within, share),
    share: Math.round(share * 10),
  });
}

/** The result of the day with a plan. */
export function outcomeOf(plan: PlanResult, share: number, stepMinutes: number): string {
  return staffSay('plan.outcome', {
    tenths: tenths(plan.within.mean, share),
    p90: timeSpan(tag.value, plan.p90 * 1000),
    gone: percent(tag.value, plan.gone),
    hours: plan.advisors.reduce((sum, each) => sum + each, 0) * (stepMinutes / 60),
  });
}

/** The forecast of the last day, and how the day turned out. */
export function PlanPast({ past }: { past: Simulation['past'] }) {
  const last = lastTold(past);
  if (!last) return null;
  const { day, said, within, expected, low, high, came } = last;
  return (
    <p class="plan-past">
      {staffSay('plan.past', {
        day: dayInWords(day),
        said: percent(tag.value, said!),
        within: percent(tag.value, within!),
      })}{' '}
      {expected !== undefined &&
        staffSay('plan.past.people', { expected, low: low!, high: high!, came })}
    </p>
  );
}

/** The forecast days, each leading to its plan, and how wrong past forecasts were. */
export function PlanDays({
  simulation,
  rest,
  onDay,
}: {
  simulation: Simulation;
  rest: boolean;
  onDay: (day: string) => void;
}) {
  const error = forecastError(simulation.past);
  return (
    <section class="plan-days" aria-labelledby="plan-days">
      <h2 id="plan-days">{staffSay('plan.fourteen')}</h2>
      {error && (
        <p class="quiet">
          {staffSay('plan.fourteen.text', {
            n: error.days,
            error: percent(tag.value, error.error),
            held: error.held,
          })}
        </p>
      )}
      <ul class="figures">
        {simulation.forecast.map(({ day, open, expected, low, high }) => (
          <li key={day}>
            <button
              type="button"
              class="plan-day"
              aria-pressed={!rest && day === simulation.day}
              disabled={!open}
              onClick={() => onDay(day)}
            >
              <span>{dayInWords(day)}</span>
              <span class="quiet">
                {!open
                  ? staffSay('plan.forecast.closed')
                  : expected === undefined
                    ? staffSay('plan.forecast.none')
                    : staffSay('plan.forecast', { n: expected, low: low!, high: high! })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const AHEAD = 366;

/** The kept plans, as files. */
export function PlanExport({ branch, directory }: { branch: string; directory: Directory }) {
  const from = localDate(directory.config.settings.timeZone, serverNow());
  const days = { from, to: addDays(from, AHEAD), spanish: language.value !== 'en' };
  return (
    <p class="plan-export">
      <span>{staffSay('plan.export')}</span>
      <TwoFiles
        of={(form) => reportFile(branch, 'plans', form, days)}
        name={`plans-${branch}-${from}`}
      />
    </p>
  );
}
