/**
 * A cache of what may be lost: staff sessions, devices, floors. PostgreSQL has the truth, so every
 * method may do nothing.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  drop(key: string): Promise<void>;
}

/** Request limits that all instances share through Redis, or local ones without it. */
export interface Limiter {
  /** Takes one of `limit` per `windowSeconds`, or says when to come back. */
  take(
    key: string,
    limit: number,
    windowSeconds: number,
  ): Promise<{ readonly ok: boolean; readonly retryAfterSeconds: number }>;
  /** Closes this key to everybody for at least this long: the other side answered 429. */
  hold(key: string, seconds: number): Promise<void>;
}
