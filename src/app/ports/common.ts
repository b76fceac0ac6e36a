export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One value of a report. */
export type Cell = string | number | boolean | null;

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
