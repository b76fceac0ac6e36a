/** Timers, so that tests hand in their own. */
export interface Timers {
  /** Calls `fn` once after `ms`; the answer takes it back. */
  after(ms: number, fn: () => void): () => void;
}

export const realTimers: Timers = {
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
