import { useRef } from 'preact/hooks';
import { staffSay } from '../shared/look/staff-words';

export const MOST_ADVISORS = 40;

interface StepProps {
  readonly label: string;
  readonly value: number;
  /** The top of the scale. */
  readonly top: number;
  readonly needed?: number;
  readonly within?: number;
  /** The half hour is over. */
  readonly over: boolean;
  readonly focusable: boolean;
  readonly onChange: (value: number) => void;
  /** By how many half hours to move to the right. */
  readonly onMove: (by: number) => void;
  readonly onFocus: () => void;
}

const bounded = (value: number, top: number) => Math.max(0, Math.min(top, value));

/** What a screen reader says about a step: how many, how many are needed, and the result. */
function spoken({ value, needed, within }: StepProps): string {
  return staffSay('plan.step.value', {
    n: value,
    needed: needed === undefined ? '' : staffSay('plan.step.needed', { n: needed }),
    within: within === undefined ? '' : staffSay('plan.step.within', { tenths: within }),
  });
}

/**
 * How many are on duty in one half hour: a slider that is dragged up and down, with a finger too,
 * or moved with keys. Up and down change it, left and right lead to its neighbours.
 */
export function PlanStep(props: StepProps) {
  const { label, value, top, needed, over, focusable, onChange, onMove, onFocus } = props;
  const element = useRef<HTMLDivElement>(null);
  const change = (next: number) => {
    if (!over && next !== value) onChange(next);
  };
  const key = (event: KeyboardEvent) => {
    const step: Readonly<Record<string, () => void>> = {
      ArrowUp: () => change(bounded(value + 1, MOST_ADVISORS)),
      ArrowDown: () => change(bounded(value - 1, MOST_ADVISORS)),
      PageUp: () => change(bounded(value + 5, MOST_ADVISORS)),
      PageDown: () => change(bounded(value - 5, MOST_ADVISORS)),
      Home: () => change(0),
      End: () => change(top),
      ArrowLeft: () => onMove(-1),
      ArrowRight: () => onMove(1),
    };
    if (!Object.hasOwnProperty.call(step, event.key)) return;
    event.preventDefault();
    step[event.key]();
  };
  const drag = useDrag(element, (share) => change(bounded(Math.round(share * top), top)));
  const height = (of: number) => `${(bounded(of, top) / top) * 100}%`;
  return (
    <div
      ref={element}
      class={`plan-step ${over ? 'over' : ''}`}
      role="slider"
      tabIndex={focusable ? 0 : -1}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={top}
      aria-valuenow={value}
      aria-valuetext={spoken(props)}
      aria-disabled={over ? true : undefined}
      onKeyDown={key}
      onFocus={onFocus}
      {...drag}
    >
      <span class="plan-fill" style={{ height: height(value) }}>
        <span class="plan-value">{value}</span>
      </span>
      {needed !== undefined && <span class="plan-needed" style={{ bottom: height(needed) }} />}
    </div>
  );
}

/** How far a finger moves before it is clear whether it drags or scrolls. */
const SCROLL_PX = 6;

/**
 * Where in an element's height something is dragged to, 0 at the bottom. Uses mouse and touch
 * events: the oldest browsers have no others.
 */
function useDrag(
  element: { readonly current: HTMLElement | null },
  moved: (share: number) => void,
) {
  const latest = useRef(moved);
  latest.current = moved;
  const begun = useRef<{ readonly x: number; readonly y: number; drags?: boolean } | undefined>(
    undefined,
  );
  const to = (y: number) => {
    const { bottom, height } = element.current!.getBoundingClientRect();
    latest.current((bottom - y) / height);
  };
  return {
    onMouseDown(event: MouseEvent) {
      if (event.button !== 0) return;
      event.preventDefault();
      element.current!.focus();
      to(event.clientY);
      const move = ({ clientY }: MouseEvent) => to(clientY);
      const end = () => {
        removeEventListener('mousemove', move);
        removeEventListener('mouseup', end);
      };
      addEventListener('mousemove', move);
      addEventListener('mouseup', end);
    },
    onTouchStart({ touches }: TouchEvent) {
      const [{ clientX: x, clientY: y }] = [touches[0]];
      begun.current = { x, y };
    },
    onTouchMove(event: TouchEvent) {
      const from = begun.current;
      if (!from || event.touches.length !== 1) return;
      const { clientX, clientY } = event.touches[0];
      const [right, up] = [Math.abs(clientX - from.x), Math.abs(clientY - from.y)];
      if (from.drags === undefined) {
        if (Math.max(right, up) < SCROLL_PX) return;
        from.drags = up > right;
      }
      if (!from.drags) return;
      if (event.cancelable) event.preventDefault();
      to(clientY);
    },
  };
}
