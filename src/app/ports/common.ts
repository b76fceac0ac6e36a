export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
