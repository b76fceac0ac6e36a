import { signal } from '@preact/signals';
import { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The size of the page, for everything that is fitted into it; also changes when a typeface has
 * loaded.
 */
export const area = signal({ width: 0, height: 0, letters: 0 });

/** Slightly less than the whole box, so that rounding never cuts the last pixel of a letter. */
const SHARE = 0.985;

/**
 * Fits its content into its box by measuring it: one scale for all of it, as large as possible, at
 * most `most` px. Sizes inside are in em. Lines stay whole unless it `wraps`: then they break
 * between words wherever that makes letters larger.
 */
export function Fit({
  most,
  wraps = false,
  class: name = '',
  children,
}: {
  most: number;
  wraps?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const { width, height, letters } = area.value;
  useLayoutEffect(() => {
    (wraps ? fitWrapped : fit)(box.current!, inner.current!, most);
  }, [most, wraps, width, height, letters, children]);
  return (
    <div class={`fit ${name}`} ref={box}>
      <div class="fit-inner" ref={inner}>
        {children}
      </div>
    </div>
  );
}

function fit(box: HTMLElement, inner: HTMLElement, most: number): void {
  const { clientWidth, clientHeight } = box;
  Object.assign(inner.style, { width: 'max-content', height: 'auto', alignSelf: 'start' });
  inner.style.fontSize = '100px';
  const { width, height } = inner.getBoundingClientRect();
  const share = Math.min((SHARE * clientWidth) / width, (SHARE * clientHeight) / height);
  inner.style.fontSize = `${Math.floor(Math.min(most, 100 * share) * 10) / 10}px`;
  Object.assign(inner.style, { width: '', height: '', alignSelf: '' });
}

/** Halvings of the largest size: to a 256th of it. */
const STEPS = 8;

function fitWrapped(box: HTMLElement, inner: HTMLElement, most: number): void {
  // Narrower than the box, which may be a fraction of a pixel smaller than it reports, so that no
  // line breaks later.
  const [wide, high] = [Math.floor(SHARE * box.clientWidth), SHARE * box.clientHeight];
  Object.assign(inner.style, { width: `${wide}px`, height: 'auto', alignSelf: 'start' });
  const fits = (px: number) => {
    inner.style.fontSize = `${px}px`;
    return inner.scrollWidth <= wide && inner.offsetHeight <= high;
  };
  if (!fits(most)) {
    let [size, step] = [0, most];
    for (let n = 0; n < STEPS; n += 1) {
      step /= 2;
      if (fits(size + step)) size += step;
    }
    fits(size);
  }
  Object.assign(inner.style, { width: '', height: '', alignSelf: '' });
}
