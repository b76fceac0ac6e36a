import { staffSay } from '../shared/look/staff-words';
import { ChartScale } from './chart-scale';
import { scaleEnd } from './day-figures';

export interface HourChartProps {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly today: readonly (number | undefined)[];
  /** Absent if nothing happened yesterday. */
  readonly yesterday?: readonly (number | undefined)[];
  /** The target as configured. */
  readonly target?: number;
  readonly nowHour: number;
  readonly write: (value: number) => string;
  /** The axis goes at least up to this: 1 for shares. */
  readonly atLeast: number;
}

const WIDTH = 420;
const HEIGHT = 96;
const TOP = 14;
const BASE = 76;
/** Space for the figures of the scale. */
const LEFT = 34;
/** The widest a bar may be, so that a first hour alone does not fill the chart. */
const WIDEST = 48;

/**
 * Today as bars, yesterday as steps, the target as a line, labelled in place, on a scale with three
 * figures. `HourTable` has the same data.
 */
export function HourChart(props: HourChartProps) {
  const { title, from, to, today, yesterday, target, nowHour, write, atLeast } = props;
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const step = Math.min(WIDEST, (WIDTH - LEFT) / hours.length);
  const end = scaleEnd(
    Math.max(
      atLeast,
      target ?? 0,
      ...hours.flatMap((hour) => [today[hour] ?? 0, yesterday?.[hour] ?? 0]),
    ),
  );
  const y = (value: number) => BASE - (value / end) * (BASE - TOP);
  const x = (index: number) => LEFT + index * step;
  const steps = hours
    .map((hour, index) => (!yesterday?.[hour] ? '' : `M${x(index)} ${y(yesterday[hour])}h${step}`))
    .join('');
  const every = Math.ceil(hours.length / 8);
  return (
    <figure class="chart">
      <figcaption class="strong">{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <ChartScale left={LEFT} right={WIDTH} end={end} y={y} write={write} />
        {hours.map((hour, index) => (
          <Bar
            key={hour}
            value={today[hour]}
            x={x(index)}
            step={step}
            y={y}
            now={hour === nowHour}
          />
        ))}
        <path d={steps} class="chart-yesterday" />
        {target !== undefined && (
          <>
            <line x1={LEFT} x2={WIDTH} y1={y(target)} y2={y(target)} class="chart-target" />
            <text x={WIDTH} y={y(target) - 3} class="chart-note end">
              {staffSay('floor.chart.target')} {write(target)}
            </text>
          </>
        )}
        {today[nowHour] !== undefined && hours.includes(nowHour) && (
          <text
            x={x(hours.indexOf(nowHour)) + step / 2}
            y={y(today[nowHour]) - 3}
            class="chart-value"
          >
            {write(today[nowHour])}
          </text>
        )}
        {hours.map(
          (hour, index) =>
            index % every === 0 && (
              <text key={hour} x={x(index) + step / 2} y={HEIGHT - 6} class="chart-hour">
                {hour}:00
              </text>
            ),
        )}
      </svg>
    </figure>
  );
}

function Bar({
  value,
  x,
  step,
  y,
  now,
}: {
  value: number | undefined;
  x: number;
  step: number;
  y: (value: number) => number;
  now: boolean;
}) {
  if (!value) return null;
  return (
    <rect
      x={x + step * 0.16}
      width={step * 0.68}
      y={y(value)}
      height={BASE - y(value)}
      class={`chart-bar ${now ? 'now' : ''}`}
    />
  );
}

/** The same data as a table, for readers who prefer one. */
export function HourTable({ charts }: { charts: readonly HourChartProps[] }) {
  const { from, to } = charts[0];
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const cell = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? '–' : write(value);
  return (
    <details class="chart-table">
      <summary>{staffSay('floor.chart.table')}</summary>
      {charts.map((chart) => (
        <table key={chart.title} class="figures">
          <caption class="strong">{chart.title}</caption>
          <thead>
            <tr>
              <th>{staffSay('floor.chart.hour')}</th>
              <th class="end">{staffSay('floor.chart.today')}</th>
              {chart.yesterday && <th class="end">{staffSay('floor.chart.yesterday')}</th>}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour}>
                <td>{hour}:00</td>
                <td class="end">{cell(chart.today[hour], chart.write)}</td>
                {chart.yesterday && <td class="end">{cell(chart.yesterday[hour], chart.write)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </details>
  );
}
