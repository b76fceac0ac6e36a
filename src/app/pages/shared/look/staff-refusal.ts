import { Fault, fieldOf } from './refusal';
import { staffProblem, staffSay } from './staff-words';

/** Controls that must not be empty, by their ids. */
export const missingFrom = (values: Readonly<Record<string, string>>): readonly Fault[] =>
  Object.entries(values)
    .filter(([, value]) => value.trim() === '')
    .map(([field]) => ({ field, says: () => staffSay('sign-in.missing') }));

/**
 * A refusal of the API.
 * @param ids the controls' ids, by the API's names
 */
export const faultOf = (error: unknown, ids: Readonly<Partial<Record<string, string>>>): Fault => ({
  says: () => staffProblem(error),
  ...fieldOf(error, ids),
});
