/** Runs before the page's scripts: its computer's clock is wrong, and nothing may depend on it. */
export function tenMinutesSlow() {
  const right = Date.now;
  Date.now = () => right() - 600_000;
}

/** The same, forty days ahead. */
export function weeksAhead() {
  const right = Date.now;
  Date.now = () => right() + 40 * 86_400_000;
}

/** The same, forty days behind. */
export function weeksBehind() {
  const right = Date.now;
  Date.now = () => right() - 40 * 86_400_000;
}
