import { signal } from '@preact/signals';
import { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The size of the page, for whatever is fitted into it; changes when letters have arrived too. */
export const area = signal({ width: 0, height: 0, letters: 0 });

/** Below the whole box, so that rounding never takes the last pixel of a letter. */
const SHARE = 0.985;

/**
 * Fits what is inside into its box by measuring it: one scale for all of it, as large as it goes,
 * at most `most` px. What is inside has its sizes in em. Lines stay whole unless it `wraps`: then
 * they break between words wherever that makes letters larger.
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
  // Narrower than the box, which may be a part of a pixel less than it says: no line breaks later.
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
