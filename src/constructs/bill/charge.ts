import { Price } from './prices';
import { Workload } from './workload';

/** Parts of a bill; the first four are those of the original design's own estimate. */
export type Group =
  | 'ECS'
  | 'RDS'
  | 'ElastiCache'
  | 'ALB'
  | 'network'
  | 'edge'
  | 'keys and secrets'
  | 'watching'
  | 'storage and backups';

/** A resource as it is in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A synthesized template. */
export interface PricedTemplate {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** Something that costs, of one resource. */
export interface Charge {
  readonly group: Group;
  /** What it is, in words; charges with the same words are one line. */
  readonly what: string;
  readonly price: Price;
  /** Units in a month. */
  readonly quantity: number;
  /** Units of them that would be under one-year terms, where the price has such. @default all */
  readonly underTerms?: number;
}

/** What rules look at besides their own resource. */
export interface Context {
  readonly workload: Workload;
  readonly resources: Readonly<Record<string, TemplateResource>>;
}

/** What a resource of a type costs. */
export type Rule = (resource: TemplateResource, context: Context) => Charge[];

/** A property, by its path; undefined where it is not there. */
export function at(resource: TemplateResource, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value === null || typeof value !== 'object'
        ? undefined
        : (value as Record<string, unknown>)[key],
    resource.Properties,
  );
}

/** A number written as a number or as text. */
export function numberAt(
  resource: TemplateResource,
  fallback: number,
  ...path: (string | number)[]
): number {
  const value = Number(at(resource, ...path) ?? fallback);
  if (!Number.isFinite(value)) {
    throw new Error(
      `${resource.Type}.${path.join('.')} is ${JSON.stringify(at(resource, ...path))}; ` +
        'the bill needs a number',
    );
  }
  return value;
}

/** The resource of a type that a value refers to, however deep. */
export function referred(
  value: unknown,
  type: string,
  { resources }: Context,
): TemplateResource | undefined {
  const text = JSON.stringify(value) ?? '';
  const found = Object.entries(resources).find(
    ([id, { Type }]) => Type === type && text.includes(`"${id}"`),
  );
  return found?.[1];
}

/** One part of what all resources of a type share, so that they sum up to all of it. */
export function share(resource: TemplateResource, { resources }: Context): number {
  return 1 / Object.values(resources).filter(({ Type }) => Type === resource.Type).length;
}
