import { GrowthResource, property } from './growth-template';

export const EDGE = 'AWS::CloudFront::Distribution';
export const DATABASE = 'AWS::RDS::DBInstance';
export const CACHE = 'AWS::ElastiCache::ReplicationGroup';

/** What protects a resource, and must not get weaker from one template to the next. */
export interface Guard {
  readonly type: string;
  /** What would be given up, in words for people. */
  readonly says: string;
  /** Whether a step gives this up. */
  readonly weakens: Weakens;
  /** Limits it to some resources of the type. */
  readonly when?: (resource: GrowthResource) => boolean;
}

/** Compares a resource before and after. Properties are named by paths; a number is an index. */
type Weakens = (before: GrowthResource, after: GrowthResource) => boolean;

/** The value at a path of properties; undefined if it is absent. */
export function at(resource: GrowthResource | undefined, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        value === null || typeof value !== 'object'
          ? undefined
          : (value as Record<string, unknown>)[key],
      resource?.Properties,
    );
}

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** On before, and off now. Only `false`, "false", "off" and absence count as off. */
export const on = (value: unknown) =>
  ![undefined, null, false, 'false', 'off', 'disabled', 'DISABLED', 'none'].includes(
    value as string,
  );
export const switchedOff = (path: string) => (before: GrowthResource, after: GrowthResource) =>
  on(at(before, path)) && !on(at(after, path));

/** Off before, and on now. */
export const switchedOn = (path: string) => (before: GrowthResource, after: GrowthResource) =>
  !on(at(before, path)) && on(at(after, path));

/** One of these before, and something else now. */
export const leaves =
  (path: string, ...good: readonly unknown[]) =>
  (before: GrowthResource, after: GrowthResource) =>
    good.some((each) => same(each, at(before, path))) &&
    !good.some((each) => same(each, at(after, path)));

export const changes = (path: string) => (before: GrowthResource, after: GrowthResource) =>
  at(before, path) !== undefined && !same(at(before, path), at(after, path));

/** A number that gets smaller, or is removed. Absent means `otherwise`. */
export const shrinks =
  (path: string, otherwise = 0) =>
  (before: GrowthResource, after: GrowthResource) =>
    Number(at(before, path) ?? otherwise) > Number(at(after, path) ?? otherwise);

export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];

/** Something that is no longer in a list. */
export const loses = (path: string) => (before: GrowthResource, after: GrowthResource) => {
  const left = list(at(after, path)).map((each) => JSON.stringify(each));
  return list(at(before, path)).some((each) => !left.includes(JSON.stringify(each)));
};

/** Something new in a list. */
export const gains = (path: string) => (before: GrowthResource, after: GrowthResource) =>
  loses(path)(after, before);

/** A read replica is a copy; what guards data guards its primary. */
export const isPrimary = (resource: GrowthResource) =>
  property(resource, 'SourceDBInstanceIdentifier') === undefined;
