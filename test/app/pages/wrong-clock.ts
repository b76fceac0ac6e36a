/** Runs before the page's scripts: its computer's clock is wrong, and nothing may depend on it. */
export function tenMinutesSlow() {
  const right = Date.now;
  Date.now = () => right() - 600_000;
}
