import { ApiProblem, call } from './api';
import { signInAgain } from './session';

/** How often to ask the server whether the session goes on, ms. */
const EVERY_MS = 5_000;

/**
 * For staff pages without a socket, which would be told: watches whether their session goes on.
 * When it has ended, by time or elsewhere, its content is hidden; by time even if the server cannot
 * be reached. Asking does not prolong it. Returns the way to stop.
 */
export function watchSession(): () => void {
  let timer = 0;
  let stopped = false;
  /** By this page's own clock, ms. */
  let endsAt = Infinity;
  const look = async () => {
    clearTimeout(timer);
    try {
      const { leftMs } = await call('GET /api/sessions/left');
      endsAt = performance.now() + leftMs;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) endsAt = 0;
    }
    if (stopped) return;
    if (performance.now() >= endsAt) signInAgain();
    // also after an end: the page may continue with a session that replaces it
    timer = window.setTimeout(() => void look(), EVERY_MS);
  };
  const wake = () => {
    if (document.visibilityState === 'visible') void look();
  };
  document.addEventListener('visibilitychange', wake);
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
  };
}
