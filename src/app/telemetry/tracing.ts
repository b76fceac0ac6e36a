import { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Nested spans. Attributes are ids, names and counts: never a path with a number in it, a key, a
 * RUT or a bound value.
 */
export interface Tracing {
  /**
   * Spans a request from its first byte to its answer; `answered` names it once its route is known.
   */
  request(request: IncomingMessage, response: ServerResponse, handle: () => void): void;
  answered(status: number, route: string | undefined): void;
  /** Spans work, below the current span. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** The same, but only below a current span: background work is not worth a trace of its own. */
  inner<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Makes the current span the cause of what later happens about these. */
  remember(causes: readonly string[]): void;
  /**
   * Spans work below a recently remembered cause on this instance, or else in a trace of its own.
   */
  caused<T>(
    cause: string,
    name: string,
    attributes: Attributes,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Runs work outside the current span. */
  apart(work: () => void): void;
  /** Sends what is still queued. */
  close(): Promise<void>;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;
