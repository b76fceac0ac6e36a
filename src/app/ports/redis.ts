/**
 * Read-through cache of staff sessions; PostgreSQL has the truth, so every method may do nothing.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  drop(key: string): Promise<void>;
}

/** Shared request limits, by Redis, with a local fallback. */
export interface Limiter {
  /** Takes one of `limit` per `windowSeconds`; says when to come back if there is none left. */
  take(
    key: string,
    limit: number,
    windowSeconds: number,
  ): Promise<{ readonly ok: boolean; readonly retryAfterSeconds: number }>;
  /** Nobody takes any of that key for at least so long: the other side said so (429). */
  hold(key: string, seconds: number): Promise<void>;
}
