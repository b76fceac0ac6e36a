import { useEffect, useState } from 'preact/hooks';
import { KeyedAction } from '../../domain/model/console-keys';
import { staffSay } from '../shared/look/staff-words';
import { Key, keyed } from './keys';

/** The action on the button; `sending` while the outcome is awaited. */
export type Face = 'sending' | 'next' | 'start' | 'finish-next' | 'resume';

/**
 * After its label changes, the button ignores presses for this long, so that a double click never
 * takes two steps.
 */
const DEAF_MS = 700;
const keys: Readonly<Record<Exclude<Face, 'sending'>, KeyedAction>> = {
  next: 'next',
  start: 'start',
  'finish-next': 'next',
  resume: 'next',
};

/** The one next action: always in the same place, its label says which. */
export function MainButton({ face, onPress }: { face: Face; onPress: (() => void) | undefined }) {
  const [heardFace, setHeardFace] = useState(face);
  useEffect(() => {
    const timer = setTimeout(() => setHeardFace(face), DEAF_MS);
    return () => clearTimeout(timer);
  }, [face]);
  const deaf = heardFace !== face;
  return (
    <button
      type="button"
      class="button primary main-button"
      {...(face === 'sending' ? {} : keyed(keys[face]))}
      data-face={face}
      data-deaf={deaf && onPress ? '' : undefined}
      aria-disabled={!onPress || deaf}
      disabled={!onPress && face !== 'sending'}
      onClick={() => {
        if (!deaf) onPress?.();
      }}
    >
      {face === 'sending' ? staffSay('advisor.sending') : staffSay(`advisor.do.${face}`)}
      {face !== 'sending' && <Key of={keys[face]} />}
    </button>
  );
}
