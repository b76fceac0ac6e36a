import { useRef, useState } from 'preact/hooks';
import { number } from '../../texts/format';
import type { Simulation } from '../../wire/simulations';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { scaleEnd } from './day-figures';
import { tenths, timeOf } from './plan-figures';
import { MOST_ADVISORS, PlanStep } from './plan-steps';
import { Sideways } from './sideways';

type Plan = Simulation['plans'][number];

export interface PlanChartProps {
  readonly simulation: Simulation;
  readonly plan: Plan;
  /** The plan on screen, which may be ahead of what was simulated. */
  readonly steps: readonly number[];
  readonly needed?: readonly number[];
  readonly share: number;
  /** The first half hour that can still be changed. */
  readonly first: number;
  /** The half hour that the sentence is about. */
  readonly marked: number;
  readonly onChange: (steps: readonly number[]) => void;
}

const HOUR = 60;
/** Space above the highest planned or needed number. */
const ROOM = 2;
const SMALLEST = 8;
/** The width of a border, as a share of a half hour. */
const BORDER = 0.05;

const changed = (steps: readonly number[], at: number, value: number) =>
  steps.map((each, step) => (step === at ? value : each));

/**
 * The day by half hours, in panels one above the other: customers expected, advisors on duty (which
 * can be dragged), and the result. `PlanTable` has the same data.
 */
export function PlanChart(props: PlanChartProps) {
  const { simulation, plan, steps, needed, share, first, marked, onChange } = props;
  const [focused, setFocused] = useState<number>();
  const row = useRef<HTMLDivElement>(null);
  const top = Math.min(
    MOST_ADVISORS,
    Math.max(SMALLEST, ...steps, ...(needed ?? []), ...plan.advisors) + ROOM,
  );
  const move = (to: number) => {
    const next = Math.max(0, Math.min(steps.length - 1, to));
    row.current?.querySelectorAll<HTMLElement>('[role="slider"]')[next]?.focus();
  };
  const columns = { gridTemplateColumns: `repeat(${steps.length}, minmax(1.75rem, 1fr))` };
  return (
    <figure class="plan-chart">
      <figcaption class="unseen">{staffSay('plan.chart')}</figcaption>
      <Sideways of={staffSay('plan.chart')} words={seenWords(simulation, steps.length)}>
        <People plan={plan} columns={columns} marked={marked} />
        <p class="plan-panel">
          {staffSay('plan.chart.advisors')}
          {needed && (
            <span class="plan-legend">
              <span class="plan-dash" aria-hidden="true" /> {staffSay('plan.chart.needed')}
            </span>
          )}
        </p>
        <div class="plan-row high" style={columns} ref={row}>
          {steps.map((value, at) => (
            <PlanStep
              key={at}
              label={staffSay('plan.step', {
                from: timeOf(simulation, at),
                to: timeOf(simulation, at + 1),
              })}
              value={value}
              top={top}
              needed={at < first ? undefined : needed?.[at]}
              within={
                plan.steps[at]?.within && plan.advisors[at] === value
                  ? tenths(plan.steps[at].within.mean, share)
                  : undefined
              }
              over={at < first}
              focusable={at === (focused ?? Math.max(first, marked))}
              onChange={(next) => onChange(changed(steps, at, next))}
              onMove={(by) => move(at + by)}
              onFocus={() => setFocused(at)}
            />
          ))}
        </div>
        <Within plan={plan} columns={columns} marked={marked} share={share} />
        <div class="plan-row hours" style={columns} aria-hidden="true">
          {steps.map((_, at) => {
            const minute = simulation.fromMinute + at * simulation.stepMinutes;
            return <span key={at}>{minute % HOUR === 0 ? minute / HOUR : ''}</span>;
          })}
        </div>
      </Sideways>
    </figure>
  );
}

/** Which half hours are fully visible; a border's width does not count. */
const seenWords = (simulation: Simulation, steps: number) => (from: number, to: number) =>
  staffSay('plan.seen', {
    from: timeOf(simulation, Math.ceil(from * steps - BORDER)),
    to: timeOf(simulation, Math.floor(to * steps + BORDER)),
    first: timeOf(simulation, 0),
    last: timeOf(simulation, steps),
  });

interface PanelProps {
  readonly plan: Plan;
  readonly columns: { readonly gridTemplateColumns: string };
  readonly marked: number;
}

const percent = (value: number, of: number) => `${Math.max(0, Math.min(1, value / of)) * 100}%`;

/** Customers expected in each half hour: the mean, and the band that 8 of 10 days fall into. */
function People({ plan, columns, marked }: PanelProps) {
  const end = scaleEnd(Math.max(1, ...plan.steps.map(({ came }) => came.high)));
  return (
    <>
      <p class="plan-panel">{staffSay('plan.chart.people')}</p>
      <div class="plan-row low" style={columns} aria-hidden="true">
        {plan.steps.map(({ came }, at) => (
          <span key={at} class={`plan-column ${at === marked ? 'marked' : ''}`}>
            <span
              class="plan-band"
              style={{ bottom: percent(came.low, end), top: percent(end - came.high, end) }}
            />
            <span class="plan-mean" style={{ bottom: percent(came.mean, end) }} />
            <span class="plan-figure">{Math.round(came.mean)}</span>
          </span>
        ))}
      </div>
    </>
  );
}

/** The share called in time in each half hour, beside the target share. */
function Within({ plan, columns, marked, share }: PanelProps & { share: number }) {
  return (
    <>
      <p class="plan-panel">{staffSay('plan.chart.within')}</p>
      <div class="plan-row low" style={columns} aria-hidden="true">
        {plan.steps.map(({ within }, at) => (
          <span key={at} class={`plan-column ${at === marked ? 'marked' : ''}`}>
            {within && (
              <>
                <span
                  class={`plan-share ${within.mean < share ? 'short' : ''}`}
                  style={{ height: percent(within.mean, 1) }}
                />
                <span
                  class="plan-whisker"
                  style={{ bottom: percent(within.low, 1), top: percent(1 - within.high, 1) }}
                />
                <span class="plan-figure">{tenths(within.mean, share)}</span>
              </>
            )}
            <span class="plan-target" style={{ bottom: percent(share, 1) }} />
          </span>
        ))}
      </div>
    </>
  );
}

/** The same data as a table, for people who read and type rather than drag. */
export function PlanTable(props: PlanChartProps) {
  const { simulation, plan, steps, needed, share, first, onChange } = props;
  return (
    <details class="chart-table plan-table">
      <summary>{staffSay('plan.table')}</summary>
      <Sideways of={staffSay('plan.table')} table>
        <table class="figures">
          <thead>
            <tr>
              <th>{staffSay('plan.column.from')}</th>
              <th class="end">{staffSay('plan.column.people')}</th>
              <th class="end">{staffSay('plan.column.advisors')}</th>
              <th class="end">{staffSay('plan.column.needed')}</th>
              <th class="end">{staffSay('plan.column.within')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((value, at) => {
              const step = plan.steps[at];
              return (
                <tr key={at}>
                  <th scope="row">{timeOf(simulation, at)}</th>
                  <td class="end">
                    {staffSay('plan.forecast', {
                      n: Math.round(step.came.mean),
                      low: Math.round(step.came.low),
                      high: Math.round(step.came.high),
                    })}
                  </td>
                  <td class="end">
                    <input
                      class="input plan-number"
                      type="number"
                      inputMode="numeric"
                      min={0}
                      max={MOST_ADVISORS}
                      disabled={at < first}
                      aria-label={staffSay('plan.step', {
                        from: timeOf(simulation, at),
                        to: timeOf(simulation, at + 1),
                      })}
                      value={value}
                      onChange={(event) => {
                        const typed = Math.round(Number(event.currentTarget.value));
                        const next = Math.max(0, Math.min(MOST_ADVISORS, typed || 0));
                        event.currentTarget.value = String(next);
                        onChange(changed(steps, at, next));
                      }}
                    />
                  </td>
                  <td class="end">
                    {at < first || needed === undefined ? '–' : number(tag.value, needed[at])}
                  </td>
                  <td class="end">
                    {step.within
                      ? staffSay('plan.of-ten', { n: tenths(step.within.mean, share) })
                      : '–'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Sideways>
    </details>
  );
}
