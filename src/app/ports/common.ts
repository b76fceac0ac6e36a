export type { Batches, Cell } from '../domain/model/cell';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Narrows the rows of a report to those that a figure counts. */
export interface ReportFilters {
  readonly queue?: string;
  readonly advisor?: string;
  /** A kind of stretch. */
  readonly kind?: string;
  /** The reason of a pause or a hold; `-` for none. */
  readonly reason?: string;
  /** The outcome code of a finish; `-` for none. */
  readonly outcome?: string;
  /** What the figure counts, by the hour in which it happened. */
  readonly of?: 'issued' | 'called' | 'late' | 'abandoned' | 'served';
  /** Of the business day; Monday is 1. */
  readonly weekday?: number;
  /** Of the branch's clock, from 0 to 23. */
  readonly hour?: number;
  readonly score?: number;
}

/** The parameters of a report. */
export interface ReportRequest {
  readonly branch: string;
  /** Business days, both included, as `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly now: number;
  readonly filters: ReportFilters;
  /** Ids of queues and of staff, in the order in which people look for their names. */
  readonly order: { readonly queues: readonly string[]; readonly staff: readonly string[] };
}
