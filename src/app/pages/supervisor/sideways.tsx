import { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { stopping } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';

/** The visible part of content wider than its container, in shares of its width. */
interface ScrollRange {
  readonly from: number;
  readonly to: number;
}

/** Whether all of it is visible, give or take a pixel. */
const isWhole = ({ from, to }: ScrollRange) => from <= 0 && to >= 1;

/**
 * A container for content that may be wider than the screen. If it is, a line above says which part
 * is visible, with a button for each hidden side: fingers and wheels scroll it too, but only people
 * who know that will try.
 */
export function Sideways({
  of,
  table = false,
  words = () => staffSay('sideways.more'),
  children,
}: {
  /** The name of the content. */
  of: string;
  /** It scrolls vertically too, and takes the focus so that arrow keys scroll it. */
  table?: boolean;
  /** Words for the visible part, from one share of the width to another, each from 0 to 1. */
  words?: (from: number, to: number) => string;
  children: ComponentChildren;
}) {
  const scroll = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<ScrollRange>({ from: 0, to: 1 });
  useEffect(() => {
    // The component may be gone before this runs, or before the window reports its size.
    const element = scroll.current;
    if (!element) return undefined;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const spare = scrollWidth - clientWidth <= 1;
      const from = spare || scrollLeft <= 1 ? 0 : scrollLeft / scrollWidth;
      const end = scrollLeft + clientWidth;
      const to = spare || end >= scrollWidth - 1 ? 1 : end / scrollWidth;
      setSeen((now) => (now.from === from && now.to === to ? now : { from, to }));
    };
    look();
    element.addEventListener('scroll', look);
    addEventListener('resize', look);
    // It may be inside a collapsed section.
    const around = element.closest('details');
    around?.addEventListener('toggle', look);
    return () => {
      element.removeEventListener('scroll', look);
      removeEventListener('resize', look);
      around?.removeEventListener('toggle', look);
    };
  });
  const turn = (by: 1 | -1) => {
    // Less than the visible width, so that what was at the edge stays in view.
    scroll.current!.scrollLeft += by * scroll.current!.clientWidth * 0.8;
  };
  return (
    <>
      {!isWhole(seen) && (
        <div class="sideways">
          <Turn to="before" off={seen.from === 0} onPress={() => turn(-1)} />
          <p role="status">{words(seen.from, seen.to)}</p>
          <Turn to="after" off={seen.to === 1} onPress={() => turn(1)} />
        </div>
      )}
      <div
        class={table ? 'report-table' : 'plan-scroll'}
        ref={scroll}
        {...(table ? { role: 'region', 'aria-label': of, tabIndex: 0 } : {})}
      >
        {children}
      </div>
    </>
  );
}

const Turn = ({
  to,
  off,
  onPress,
}: {
  to: 'before' | 'after';
  off: boolean;
  onPress: () => void;
}) => (
  <button
    type="button"
    class="button small icon-only"
    aria-label={staffSay(`sideways.${to}`)}
    {...stopping(off, onPress)}
  >
    <Icon of={to === 'before' ? icons.left : icons.right} />
  </button>
);
