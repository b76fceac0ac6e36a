import { Written } from '../../src/app/domain/views/rfc3339';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Undoes `written`: instants as milliseconds again, such as in an audit event that is to be folded.
 */
export const unwritten = <T>(value: Written<T>): T =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' && RFC_3339.test(each) ? Date.parse(each) : each,
  ) as T;
