import { useState } from 'preact/hooks';
import { HourCell, Hours, levelOf } from '../../domain/views/report-figures';
import { number, weekday } from '../../texts/format';
import { judgedMinutes } from '../../texts/judged';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

export interface HeatProps {
  readonly title: string;
  readonly hours: Hours;
  readonly value: (cell: HourCell) => number | undefined;
  /** Cells above the target are marked. */
  readonly target?: number;
  readonly onChoose: (weekday: number, hour: number) => void;
}

/**
 * Hours down, weekdays across: a table, so that its figures can be read as well as seen. Arrow keys
 * move within it; Tab leaves it.
 */
export function Heat({ title, hours, value, target, onChoose }: HeatProps) {
  const all = hours.weekdays.flatMap((day) =>
    hours.hours.map((hour) => [day, hour, valueAt(hours, value, day, hour)] as const),
  );
  const most = Math.max(0, ...all.map(([, , each]) => each ?? 0));
  const first = all.find(([, , each]) => each);
  const [here, setHere] = useState<string>();
  const stop = here !== undefined && all.some(([d, h, v]) => v && keyOf(d, h) === here);
  const focused = stop ? here : first && keyOf(first[0], first[1]);
  return (
    <figure class="heat">
      <figcaption class="strong">{title}</figcaption>
      <table class="figures" onKeyDown={moveFocus}>
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th class="heat-corner">{staffSay('floor.chart.hour')}</th>
            {hours.weekdays.map((day) => (
              <th key={day} scope="col">
                <span aria-hidden="true">{weekday(tag.value, day).slice(0, 3)}</span>
                <span class="unseen">{weekday(tag.value, day)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hour}:00</th>
              {hours.weekdays.map((day) => (
                <Cell
                  key={day}
                  at={[day, hour]}
                  value={valueAt(hours, value, day, hour)}
                  most={most}
                  target={target}
                  focused={keyOf(day, hour) === focused}
                  onFocus={() => setHere(keyOf(day, hour))}
                  onChoose={onChoose}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {target !== undefined && <p class="quiet small">{staffSay('pictures.heat.over')}</p>}
    </figure>
  );
}

const keyOf = (day: number, hour: number) => `${day} ${hour}`;
function valueAt(hours: Hours, value: HeatProps['value'], day: number, hour: number) {
  const cell = hours.at(day, hour);
  return cell && value(cell);
}

function Cell({
  at: [day, hour],
  value,
  most,
  target,
  focused,
  onFocus,
  onChoose,
}: Pick<HeatProps, 'target' | 'onChoose'> & {
  at: readonly [day: number, hour: number];
  value: number | undefined;
  most: number;
  focused: boolean;
  onFocus: () => void;
}) {
  if (!value) {
    return (
      <td class="heat-cell" data-level="0">
        <span class="unseen">{value === 0 ? '0' : '–'}</span>
      </td>
    );
  }
  const over = target !== undefined && value > target;
  return (
    <td class={`heat-cell ${over ? 'over' : ''}`} data-level={levelOf(value, most)}>
      <button
        type="button"
        data-row={hour}
        data-column={day}
        tabIndex={focused ? 0 : -1}
        onFocus={onFocus}
        onClick={() => onChoose(day, hour)}
      >
        {number(tag.value, judgedMinutes(value, target))}
        {over && <span class="unseen"> {staffSay('pictures.heat.over.cell')}</span>}
      </button>
    </td>
  );
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves to the next cell with a figure, in the direction of the arrow. */
function moveFocus(event: KeyboardEvent) {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.dataset.row) return;
  event.preventDefault();
  const place = (of: HTMLElement) => [Number(of.dataset.row), Number(of.dataset.column)];
  const [row, column] = place(from);
  const ahead = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')]
    .filter((each) => {
      const [r, c] = place(each);
      return step[0] === 0
        ? r === row && Math.sign(c - column) === step[1]
        : c === column && Math.sign(r - row) === step[0];
    })
    .sort((a, b) => {
      const far = (of: HTMLElement) =>
        Math.abs(place(of)[0] - row) + Math.abs(place(of)[1] - column);
      return far(a) - far(b);
    });
  ahead[0]?.focus();
}
