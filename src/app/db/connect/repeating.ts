/** Runs the work, and again this long after each end, until it is stopped. */
export function repeating(work: () => Promise<void>, everyMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const go = () => {
    running = work().then(() => {
      timer = setTimeout(go, everyMs);
      timer.unref();
    });
  };
  return {
    /** @param afterMs when to run it first; at once by default */
    start(afterMs?: number) {
      if (afterMs === undefined) {
        go();
      } else {
        timer = setTimeout(go, afterMs);
        timer.unref();
      }
    },
    async stop() {
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}
