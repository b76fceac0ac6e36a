import { GrowthResource, GrowthTemplate } from './growth-template';

/** A resource that outlives the stack and needs one that does not. */
export interface Orphan {
  readonly id: string;
  /** What it needs and would lose. */
  readonly needs: string;
  readonly text: string;
}

/** Policies by how much they keep; a higher number keeps longer. */
const KEEPS: Readonly<Record<string, number>> = { RetainExceptOnCreate: 1, Retain: 2 };

const kept = ({ DeletionPolicy }: GrowthResource) => KEEPS[DeletionPolicy ?? 'Delete'] ?? 0;

/** Ids that a value refers to, at any depth. */
function* references(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value) yield* references(each);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'Ref' && typeof inner === 'string') {
      yield inner;
    } else if (name === 'Fn::GetAtt') {
      yield String(Array.isArray(inner) ? inner[0] : inner).split('.')[0];
    } else {
      if (name === 'Fn::Sub') {
        const text = String(Array.isArray(inner) ? inner[0] : inner);
        for (const [, id] of text.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g)) yield id;
      }
      yield* references(inner);
    }
  }
}

/**
 * Resources that are kept when the stack is deleted, or when its first deploy fails, but need
 * something that is deleted then. AWS refuses to delete what is in use, so the deletion stops
 * half-way; it does delete keys and roles, and what is kept is useless without them.
 */
export function orphans({ Resources }: GrowthTemplate): Orphan[] {
  return Object.entries(Resources).flatMap(([id, resource]) => {
    if (kept(resource) === 0) return [];
    const needed = new Set([
      ...references(resource.Properties),
      ...[resource.DependsOn ?? []].flat(),
    ]);
    return [...needed]
      .filter((other) => other in Resources && kept(Resources[other]) < kept(resource))
      .map((needs) => ({
        id,
        needs,
        text:
          `is kept (${resource.DeletionPolicy}) and needs ${needs} ` +
          `(${Resources[needs].Type.replace(/^AWS::/, '')}), which is not ` +
          `(${Resources[needs].DeletionPolicy ?? 'no DeletionPolicy'}): deleting the stack, or ` +
          'rolling back its first deploy, stops half-way or leaves it useless; keep both',
      }));
  });
}
