/** Runs in a page before it does: its computer's clock is wrong, and nothing may go by it. */
export function tenMinutesSlow() {
  const right = Date.now;
  Date.now = () => right() - 600_000;
}
