import { signal } from '@preact/signals';
import { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The size of the page, for whatever is fitted into it; changes when letters have arrived too. */
export const area = signal({ width: 0, height: 0, letters: 0 });

/** Below the whole box, so that rounding never takes the last pixel of a letter. */
const SHARE = 0.985;

/**
 * Fits what is inside into its box by measuring it: one scale for all of it, as large as it goes,
 * at most `most` px. What is inside has its sizes in em.
 */
export function Fit({
  most,
  class: name = '',
  children,
}: {
  most: number;
  class?: string;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const { width, height, letters } = area.value;
  useLayoutEffect(() => {
    fit(box.current!, inner.current!, most);
  }, [most, width, height, letters, children]);
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
