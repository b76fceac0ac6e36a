import { staffSay } from '../shared/look/staff-words';

export interface HourChartProps {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly today: readonly (number | undefined)[];
  readonly yesterday: readonly (number | undefined)[];
  readonly target?: number;
  readonly nowHour: number;
  readonly write: (value: number) => string;
  /** The axis goes at least up to this: 1 for shares. */
  readonly atLeast: number;
}

const WIDTH = 420;
const HEIGHT = 84;
const TOP = 14;
const BASE = 64;

/**
 * Today as bars, yesterday as steps, the target as a line, labelled in place. `HourTable` has the
 * same figures.
 */
export function HourChart({
  title,
  from,
  to,
  today,
  yesterday,
  target,
  nowHour,
  write,
  atLeast,
}: HourChartProps) {
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const step = (WIDTH - 8) / hours.length;
  const most = Math.max(
    atLeast,
    target ?? 0,
    ...hours.flatMap((hour) => [today[hour] ?? 0, yesterday[hour] ?? 0]),
  );
  const y = (value: number) => BASE - (value / most) * (BASE - TOP);
  const x = (index: number) => 4 + index * step;
  const steps = hours
    .map((hour, index) => (!yesterday[hour] ? '' : `M${x(index)} ${y(yesterday[hour])}h${step}`))
    .join('');
  const last = hours.filter((hour) => hour <= nowHour && today[hour] !== undefined).pop();
  const every = Math.ceil(hours.length / 8);
  return (
    <figure class="chart">
      <figcaption class="strong">{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} class="chart-base" />
        {hours.map(
          (hour, index) =>
            today[hour] !== undefined &&
            today[hour] > 0 && (
              <rect
                key={hour}
                x={x(index) + step * 0.16}
                width={step * 0.68}
                y={y(today[hour])}
                height={BASE - y(today[hour])}
                class={`chart-bar ${hour === nowHour ? 'now' : ''}`}
              />
            ),
        )}
        <path d={steps} class="chart-yesterday" />
        {target !== undefined && (
          <line x1="0" x2={WIDTH} y1={y(target)} y2={y(target)} class="chart-target" />
        )}
        {target !== undefined && (
          <text x={WIDTH} y={y(target) - 3} class="chart-note end">
            {staffSay('floor.chart.target')} {write(target)}
          </text>
        )}
        {last !== undefined && (
          <text x={x(hours.indexOf(last)) + step / 2} y={y(today[last]!) - 3} class="chart-value">
            {write(today[last]!)}
          </text>
        )}
        {hours.map(
          (hour, index) =>
            index % every === 0 && (
              <text key={hour} x={x(index) + step / 2} y={HEIGHT - 8} class="chart-hour">
                {hour}
              </text>
            ),
        )}
      </svg>
    </figure>
  );
}

/** The same figures, for those who read rather than look. */
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
              <th class="end">{staffSay('floor.chart.yesterday')}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour}>
                <td>{hour}:00</td>
                <td class="end">{cell(chart.today[hour], chart.write)}</td>
                <td class="end">{cell(chart.yesterday[hour], chart.write)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </details>
  );
}
