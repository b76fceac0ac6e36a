import { percentProblem } from './url-percent';

/** What is wrong with a URL; undefined if nothing is. Never shows it: it may hold a password. */
export function urlProblem(what: string, value: string, protocols: readonly string[]) {
  if (!URL.canParse(value)) return `${what} is not a URL: write ${protocols[0]}//host…`;
  const { protocol } = new URL(value);
  if (protocols.includes(protocol)) return percentProblem(what, value);
  const starts = protocols.map((each) => `${each}//`).join(' or ');
  return `${what} must start with ${starts}, not ${protocol}`;
}

/** Reads variables, and collects a sentence for each that cannot be used. Empty ones are unset. */
export function createReader(env: Readonly<Record<string, string | undefined>>) {
  const problems: string[] = [];
  const get = (name: string) => env[name]?.trim() || undefined;
  return {
    problems,
    get,
    /** Reports a problem when `wrong`. */
    refuse(wrong: unknown, problem: string) {
      if (wrong) problems.push(problem);
    },
    /** The value if it has this form. A problem shows the value, so not for secrets. */
    formed(name: string, form: RegExp, wants: string): string | undefined {
      const value = get(name);
      if (value === undefined || form.test(value)) return value;
      problems.push(`${name} must be ${wants}, not ${JSON.stringify(value)}`);
      return undefined;
    },
    /** One of the values, or the fallback if the variable is unset. A problem shows the value. */
    choice<T extends string>(name: string, fallback: T, ...values: readonly T[]): T {
      const value = get(name);
      if (value === undefined || values.includes(value as T)) return (value ?? fallback) as T;
      const wants = values.map((each) => JSON.stringify(each)).join(', ');
      problems.push(`${name} must be ${wants} or unset, not ${JSON.stringify(value)}`);
      return fallback;
    },
    url(name: string, ...protocols: readonly string[]): string | undefined {
      const value = get(name);
      const problem = value === undefined ? undefined : urlProblem(name, value, protocols);
      if (problem) problems.push(problem);
      return problem ? undefined : value;
    },
  };
}
export type Reader = ReturnType<typeof createReader>;
