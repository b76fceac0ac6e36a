/**
 * A session that its owner replaces, as when changing their password: for a moment the old one has
 * ended and the browser has no new one yet. A request or a socket that hits that moment, in any
 * window, must not report that the session is over.
 */

const REPLACING = 'ticketero.replacing';
const LOOK_MS = 200;
/** A window that was closed meanwhile cannot clear the mark, so it expires after this, ms. */
const LONGEST_MS = 20_000;

let here: Promise<boolean> | undefined;

/** The absolute difference: a clock that was set back must not keep the mark valid. */
const isElsewhere = () =>
  Math.abs(Date.now() - Number(localStorage.getItem(REPLACING))) < LONGEST_MS;

/** Runs what ends this session and opens another in its place. */
export async function replacesSession<T>(work: () => Promise<T>): Promise<T> {
  localStorage.setItem(REPLACING, String(Date.now()));
  const done = work();
  here = done.then(
    () => true,
    () => false,
  );
  try {
    return await done;
  } finally {
    localStorage.removeItem(REPLACING);
    here = undefined;
  }
}

/** In which window the session was just replaced; undefined if it was not. */
export async function untilReplaced(): Promise<'here' | 'elsewhere' | undefined> {
  if (here) return (await here) ? 'here' : undefined;
  if (!isElsewhere()) return undefined;
  while (isElsewhere()) await new Promise((again) => setTimeout(again, LOOK_MS));
  return 'elsewhere';
}
