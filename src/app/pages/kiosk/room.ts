import { isTooLong } from './whole';

/** Letters get smaller by this part of themselves at a time, and not below this. */
const [STEP, LEAST] = [0.04, 0.64];

/** Whether all is on the screen; on a wide one also above the tools, which stand below the words. */
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
  const { style } = document.documentElement;
  const fit = () => {
    let room = 1;
    do style.setProperty('--room', String(room));
    while (!fits() && (room -= STEP) >= LEAST);
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
