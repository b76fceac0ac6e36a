import { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Spans of what happens, nested as it happens. Attributes are ids, names and counts: never a path
 * with a number in it, a key, a RUT or a bound value.
 */
export interface Tracing {
  /** A request from its first byte to its answer; `answered` names it once its route is known. */
  request(request: IncomingMessage, response: ServerResponse, handle: () => void): void;
  answered(status: number, route: string | undefined): void;
  /** A span around work, below the one under way. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /**
   * The same, but only where one is under way: what nobody asked for is not worth a span of its
   * own.
   */
  inner<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** What is under way becomes the cause of what later happens about these. */
  remember(causes: readonly string[]): void;
  /** A span below what was remembered of a cause, on this instance, lately; else one of its own. */
  caused<T>(
    cause: string,
    name: string,
    attributes: Attributes,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Outside of whatever is under way. */
  apart(work: () => void): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;
