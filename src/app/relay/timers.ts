/** Timers, replaceable in tests. */
export interface Timers {
  /** Calls `fn` once after `ms`; call the result to cancel. */
  after(ms: number, fn: () => void): () => void;
}

export const realTimers: Timers = {
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
