import { staffSay } from '../shared/look/staff-words';
import { ChartScale } from './chart-scale';
import { scaleEnd } from './day-figures';

interface Column {
  readonly id: string;
  readonly label: string;
  readonly value?: number;
}

const WIDTH = 420;
const HEIGHT = 130;
const TOP = 14;
const BASE = 106;
const LEFT = 44;
const WIDEST = 48;
/** A column narrower than this cannot show its value, and one narrower than twice this no date. */
const ROOM = 26;

interface ColumnsProps {
  readonly title: string;
  /** The heading of the table's first column. */
  readonly first: string;
  readonly columns: readonly Column[];
  readonly target?: number;
  /** The scale reaches at least this value. */
  readonly atLeast: number;
  readonly write: (value: number) => string;
  readonly onChoose?: (key: string) => void;
}

/**
 * A value by week as columns on a scale with three figures, with the target as a line. The table
 * below has the same data, and leads to the rows without a mouse.
 */
export function Columns(props: ColumnsProps) {
  const { title, columns, target, atLeast, write, onChoose } = props;
  const step = Math.min(WIDEST, (WIDTH - LEFT) / Math.max(1, columns.length));
  const end = scaleEnd(Math.max(atLeast, target ?? 0, ...columns.map(({ value = 0 }) => value)));
  const y = (value: number) => BASE - (value / end) * (BASE - TOP);
  const every = Math.max(1, Math.ceil((2 * ROOM) / step));
  return (
    <figure class="chart columns">
      <figcaption class="strong">{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <ChartScale left={LEFT} right={WIDTH} end={end} y={y} write={write} />
        {columns.map((column, index) => (
          <Bar
            key={column.id}
            {...column}
            {...{ index, step, y, write, onChoose }}
            dated={index % every === 0}
          />
        ))}
        {target !== undefined && (
          <>
            <path d={`M${LEFT} ${y(target)}H${WIDTH}`} class="chart-target" />
            <text x={WIDTH} y={y(target) - 4} class="chart-note">
              {staffSay('floor.chart.target')} {write(target)}
            </text>
          </>
        )}
      </svg>
      <ColumnTable {...props} />
    </figure>
  );
}

function Bar({
  id,
  label,
  value,
  index,
  step,
  y,
  write,
  onChoose,
  dated,
}: Column &
  Pick<ColumnsProps, 'write' | 'onChoose'> & {
    index: number;
    step: number;
    y: (value: number) => number;
    dated: boolean;
  }) {
  const middle = LEFT + (index + 0.5) * step;
  return (
    <g onClick={onChoose && (() => onChoose(id))}>
      {value !== undefined && (
        <rect
          x={middle - step * 0.34}
          width={step * 0.68}
          y={y(value)}
          height={BASE - y(value)}
          class={`chart-bar ${onChoose ? 'leads' : ''}`}
        />
      )}
      {value !== undefined && step > ROOM && (
        <text x={middle} y={y(value) - 4} class="chart-value">
          {write(value)}
        </text>
      )}
      {dated && (
        <text x={middle} y={BASE + 17} class="chart-hour">
          {label}
        </text>
      )}
    </g>
  );
}

function ColumnTable({ title, first, columns, write, onChoose }: ColumnsProps) {
  return (
    <details class="chart-table">
      <summary>{staffSay('floor.chart.table')}</summary>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col" class="end">
              {title}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ id, label, value }) => (
            <tr key={id}>
              <th scope="row">
                {onChoose && value !== undefined ? (
                  <button type="button" class="cell-link" onClick={() => onChoose(id)}>
                    {label}
                  </button>
                ) : (
                  label
                )}
              </th>
              <td class="end">{value === undefined ? '–' : write(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
