import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * How a list, or the result, is shown: a name and its explanation on two lines each; on as many as
 * they take; without explanations; with ever smaller letters. A name or an explanation that ends in
 * the middle of a sentence says nothing.
 */
const WAYS = ['', 'whole', 'whole bare', 'whole bare small', 'whole bare smaller'] as const;

/** Nothing can be shown smaller than this. */
export const LAST_WAY = WAYS[WAYS.length - 1];

/** Whether the page is longer than the screen. */
export const isTooLong = (): boolean => document.documentElement.scrollHeight > innerHeight;

/** Of an upright panel of 32 inches, mounted from 700 mm: what is above 1,220 mm. */
const OUT_OF_REACH = 188 / 708;

/** Whether not all of a list can be seen, or pressed by somebody who sits. */
export const isTooMuch = (): boolean =>
  isTooLong() ||
  (innerHeight > innerWidth &&
    [...document.querySelectorAll('.service')].some(
      (row) => row.getBoundingClientRect().top < OUT_OF_REACH * innerHeight,
    ));

/**
 * Shows every name in a list whole, and explanations whole or not at all, on a screen that is not
 * scrolled.
 * @param where what is in the list: anything else is measured anew
 * @param settled whether nothing else can make the list shorter
 */
export function useWhole<T extends HTMLElement>(where: string, settled: boolean) {
  const list = useRef<T>(null);
  const [kept, keep] = useState({ where, at: 0 });
  const at = kept.where === where ? kept.at : 0;
  useLayoutEffect(() => {
    if (!settled && isTooMuch()) return;
    const more = isTooMuch() || (at === 0 && isCut(list.current!));
    if (more && at + 1 < WAYS.length) keep({ where, at: at + 1 });
  }, [where, at, settled]);
  return { list, way: WAYS[at] } as const;
}

/** Whether a text in it has more lines than are shown: letters alone are taller than a line. */
const isCut = (list: Element): boolean =>
  [...list.querySelectorAll('.two-lines')].some(
    (text) =>
      text.scrollHeight - text.clientHeight > parseFloat(getComputedStyle(text).fontSize) / 2,
  );

/** A rotated panel has room for another number of rows. */
export function useSize(): readonly number[] {
  const [size, setSize] = useState([innerWidth, innerHeight]);
  useLayoutEffect(() => {
    const measure = () => setSize([innerWidth, innerHeight]);
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return size;
}
