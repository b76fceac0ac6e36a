import { useEffect, useRef, useState } from 'preact/hooks';
import { cleaningUntil } from '../shared/api/device-word';
import { say } from '../shared/look/screen-words';
import { startOver } from './flow';

/** For a minute the kiosk ignores presses, so that its glass can be wiped. */
export function Cleaning() {
  const [left, setLeft] = useState(secondsLeft);
  const cover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    startOver();
    cover.current?.focus();
    const timer = window.setInterval(() => {
      setLeft(secondsLeft());
      if (secondsLeft() <= 0) cleaningUntil.value = 0;
    }, 250);
    const swallow = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const presses = ['pointerdown', 'click', 'keydown', 'touchstart'];
    for (const each of presses) addEventListener(each, swallow, { capture: true, passive: false });
    return () => {
      clearInterval(timer);
      for (const each of presses) removeEventListener(each, swallow, { capture: true });
    };
  }, []);
  return (
    <div class="kiosk-cleaning" role="alert" tabIndex={-1} ref={cover}>
      <h1>{say('kiosk.cleaning')}</h1>
      <p class="figures">{Math.max(0, left)}</p>
    </div>
  );
}

const secondsLeft = () => Math.ceil((cleaningUntil.peek() - performance.now()) / 1000);
