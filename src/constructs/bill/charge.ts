import { Price } from './prices';
import { Workload } from './workload';

/** Groups of a bill. The first four are the ones in the original design's estimate. */
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

/** A resource as it appears in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A synthesized template. */
export interface PricedTemplate {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** One thing that a resource is charged for. */
export interface Charge {
  readonly group: Group;
  /** What it is, in words. Charges with the same words share a line. */
  readonly what: string;
  readonly price: Price;
  /** Units used in a month. */
  readonly quantity: number;
  /** How many of the units one-year terms could cover, if the price has any. @default all */
  readonly underTerms?: number;
}

/** What a price rule may read besides its own resource. */
export interface Context {
  readonly workload: Workload;
  readonly resources: Readonly<Record<string, TemplateResource>>;
}

/** What a resource of one type is charged for. */
export type Rule = (resource: TemplateResource, context: Context) => Charge[];

/** The property at a path; undefined if it is absent. */
export function at(resource: TemplateResource, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value === null || typeof value !== 'object'
        ? undefined
        : (value as Record<string, unknown>)[key],
    resource.Properties,
  );
}

/** A number that the template may write as a number or as text. */
export function numberAt(
  resource: TemplateResource,
  fallback: number,
  ...path: (string | number)[]
): number {
  const value = Number(at(resource, ...path) ?? fallback);
  if (!Number.isFinite(value)) {
    throw new Error(
      `${resource.Type}.${path.join('.')} is ${JSON.stringify(at(resource, ...path))}; ` +
        'the bill needs a number there',
    );
  }
  return value;
}

/** The resource of the given type that a value refers to, at any depth. */
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

/** An equal part of something that all resources of a type share; the parts add up to the whole. */
export function share(resource: TemplateResource, { resources }: Context): number {
  return 1 / Object.values(resources).filter(({ Type }) => Type === resource.Type).length;
}
