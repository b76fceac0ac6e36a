import { isTooLong } from './whole';

/** Large letters get smaller by this at a time, down to those of normal size, percent. */
const [STEP, LEAST] = [4, 60];

/** Whether all is on the screen; on a wide one the words end above the tools. */
function fits(): boolean {
  if (isTooLong()) return false;
  if (innerWidth < innerHeight) return true;
  const tools = document.querySelector('.step ~ .kiosk-tools');
  const last = document.querySelector('.step-words > :last-child');
  return (
    !tools || !last || last.getBoundingClientRect().bottom <= tools.getBoundingClientRect().top
  );
}

/**
 * Where a refusal, or the word that the network is away, leaves no room, all letters are a little
 * smaller for as long as it is there: what has to be pressed next must not be below the screen.
 * @returns how to stop it
 */
export function keepInRoom(): () => void {
  const { style, dataset } = document.documentElement;
  const fit = () => {
    for (let room = 100; room >= LEAST; room -= STEP) {
      style.setProperty('--room', String(room / 100));
      dataset.room = room < 100 ? 'tight' : '';
      if (fits()) return;
    }
  };
  const watcher = new MutationObserver(fit);
  watcher.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['class'],
  });
  addEventListener('resize', fit);
  fit();
  return () => {
    watcher.disconnect();
    removeEventListener('resize', fit);
    style.removeProperty('--room');
  };
}
