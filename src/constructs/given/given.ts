import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a property takes. */
export interface Kind {
  /** In words, after `give`. */
  readonly wanted: string;
  readonly fits: (value: unknown) => boolean;
  /** Whether it may be known only while deploying, as a parameter of CloudFormation is. */
  readonly later?: boolean;
  /** Whether nothing stands in for it. */
  readonly needed?: boolean;
}

/** A kind for each property of an interface: a new one does not compile without its own. */
export type Kinds<T> = { readonly [Name in keyof Required<T>]: Kind };

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Kind = {
  wanted: 'text',
  fits: (value) => typeof value === 'string',
  later: true,
};
/** What names, counts and addresses are made of while the template is. */
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
/** An object of a class, which is named. */
export const of = (wanted: string): Kind => ({ wanted, fits: isObject, later: true });
/** What nothing stands in for. */
export const required = (kind: Kind): Kind => ({ ...kind, needed: true });
/** A part of this library, told from others by a member that only it has; nothing stands in. */
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

/** A construct by its class: its inside leads in circles. */
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
 * What was given, without what is of another kind: parts would fail at it with a sentence about
 * their own inside. Who writes JavaScript has no compiler, and no compiler sees a parameter.
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
 * What a part was given, as `usable` gives it, with its problems in the part's own validation.
 * @throws Error that names all of them, where one has nothing that stands in for it
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
