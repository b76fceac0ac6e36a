import { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { left } from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { Problem } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { back, refused, screen, steps } from './flow';

/**
 * One question: words above or left, targets below or right. The heading takes the focus, so that
 * it is read aloud.
 */
export function Step({
  title,
  above,
  lead,
  children,
  first,
}: {
  title: string;
  /** Shown before the question. */
  above?: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
  first?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!first) heading.current?.focus();
  }, []);
  const { step, steps: all } = steps.value;
  return (
    <main class="step">
      <div class="step-words">
        {step > 0 && <p class="quiet step-count">{say('kiosk.step', { step, steps: all })}</p>}
        {above && <p class="step-above two-lines">{above}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead}
        <Problem error={refused.value} />
      </div>
      <div class="step-targets">
        {children}
        {!first && screen.value !== 'result' && screen.value !== 'active' && (
          <button type="button" class="button plain step-back" onClick={back}>
            <Icon of={left} />
            {say('back')}
          </button>
        )}
      </div>
    </main>
  );
}
