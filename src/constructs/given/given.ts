import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a property takes. */
export interface Kind {
  /** In words, after `give`. */
  readonly wanted: string;
  readonly fits: (value: unknown) => boolean;
  /** Whether it may be known only while deploying, like a CloudFormation parameter. */
  readonly later?: boolean;
  /** Whether it has no default that could stand in for it. */
  readonly needed?: boolean;
}

/** A kind for each property of an interface: a new property does not compile without one. */
export type Kinds<T> = { readonly [Name in keyof Required<T>]: Kind };

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Kind = {
  wanted: 'text',
  fits: (value) => typeof value === 'string',
  later: true,
};
/**
 * Names, counts and addresses: the template itself depends on them, so they must be known at synth.
 */
export const knownText: Kind = { ...text, later: false };
export const number: Kind = { wanted: 'a number', fits: (value) => typeof value === 'number' };
export const yesOrNo: Kind = {
  wanted: 'true or false',
  fits: (value) => typeof value === 'boolean',
};
export const texts: Kind = {
  wanted: 'a list of texts',
  fits: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};
export const objects: Kind = {
  wanted: 'a list of objects',
  fits: (value) => Array.isArray(value) && value.every(isObject),
};
export const duration: Kind = {
  wanted: 'a duration, such as Duration.days(90)',
  fits: (value) => isObject(value) && 'toDays' in (value as object),
  later: true,
};
/** Names with texts. */
export const named: Kind = {
  wanted: "names with texts, such as { BANK_CODE: '012' }",
  fits: (value) =>
    isObject(value) && Object.values(value as object).every((each) => typeof each === 'string'),
};
/** An object of a class, described by its name. */
export const of = (wanted: string): Kind => ({ wanted, fits: isObject, later: true });
/** A required value, for which no default can stand in. */
export const required = (kind: Kind): Kind => ({ ...kind, needed: true });
/** A part of this library, recognised by a member that only it has. It has no default. */
export const part = (wanted: string, member: string): Kind =>
  required({ wanted, fits: (value) => isObject(value) && member in (value as object) });
/** A member of an enumeration. */
export const member = (wanted: string, values: object): Kind => ({
  wanted,
  fits: (value) => ['string', 'number'].includes(typeof value) && isAmong(values, value),
});

/** The values of an enumeration of numbers stand beside their names, as text. */
const isAmong = (values: object, value: unknown) =>
  Object.entries(values).some(([name, each]) => each === value && !/^\d+$/.test(name));

/** A construct, described by its class: its members refer to each other in circles. */
const shown = (value: unknown) =>
  Construct.isConstruct(value) ? `a ${value.constructor.name}` : textOf(value);

const textOf = (value: unknown) =>
  (typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))).slice(
    0,
    60,
  );

function problemOf(name: string, value: unknown, { wanted, fits, later, needed }: Kind) {
  if (value === undefined) return needed ? `${name} is missing; give ${wanted}` : undefined;
  if (Token.isUnresolved(value)) {
    return later
      ? undefined
      : `${name} is known only while deploying, and the template depends on it; give ${wanted}`;
  }
  if (fits(value)) return undefined;
  return `${name} is ${shown(value)}; give ${wanted}${needed ? '' : ', or leave it out'}`;
}

/**
 * What was given, without values of the wrong kind: parts would fail on those with an error about
 * their own internals. JavaScript has no compiler to prevent them, and no compiler sees a
 * parameter.
 */
export function usable<T extends object>(
  given: T,
  kinds: Kinds<T>,
): { readonly props: T; readonly problems: string[] } {
  const problems: string[] = [];
  const props = { ...given };
  for (const name of Object.keys(kinds) as (keyof T & string)[]) {
    const problem = problemOf(name, given[name], kinds[name]);
    if (problem === undefined) continue;
    problems.push(problem);
    delete props[name];
  }
  return { props, problems };
}

/**
 * What a part was given, as `usable` returns it, with its problems in the part's own validation.
 * @throws Error that names all problems, if one of the values is required
 */
export function checked<T extends object>(scope: Construct, given: T, kinds: Kinds<T>): T {
  const { props, problems } = usable(given, kinds);
  const names = Object.keys(kinds) as (keyof T & string)[];
  if (names.some((name) => kinds[name].needed && props[name] === undefined)) {
    throw new Error(`[${scope.node.path}] ${problems.join('; ')}`);
  }
  if (problems.length > 0) scope.node.addValidation({ validate: () => problems });
  return props;
}
