import { fullDiff, ResourceDifference } from '@aws-cdk/cloudformation-diff';
import { replacing } from './growth-checks';
import { Danger, dangersOf } from './growth-dangers';
import { Effect, effectOfComing, effectOfGoing, effectsOfChange } from './growth-effects';
import { GrowthTemplate, property, short } from './growth-template';

/** One resource that a deploy touches. */
export interface GrowthRow extends Effect {
  readonly id: string;
  readonly type: string;
  readonly change: 'new' | 'changed' | 'replaced' | 'gone';
  /** What changes, with the old and the new value if they are short. */
  readonly what: string;
}

/** What deploying one template over another does. */
export interface Growth {
  readonly rows: readonly GrowthRow[];
  /** Reasons not to deploy. If empty, nothing that holds data is replaced, shrunk or removed. */
  readonly dangers: readonly Danger[];
}

const simple = (value: unknown) =>
  value === undefined || ['string', 'number', 'boolean'].includes(typeof value);

function row(
  id: string,
  difference: ResourceDifference,
  from: GrowthTemplate,
  to: GrowthTemplate,
): GrowthRow {
  const [before, after] = [from.Resources[id], to.Resources[id]];
  if (!before) return { id, type: after.Type, change: 'new', what: '', ...effectOfComing(after) };
  if (!after) return { id, type: before.Type, change: 'gone', what: '', ...effectOfGoing(before) };
  const properties = [
    ...Object.keys(difference.propertyUpdates),
    ...Object.keys(difference.otherChanges),
  ];
  const effects = effectsOfChange(after, properties);
  const what = properties.map((name) => {
    const [old, now] = [property(before, name), property(after, name)];
    return simple(old) && simple(now) && (old ?? now) !== undefined
      ? `${name} ${short(old)} → ${short(now)}`
      : name;
  });
  return {
    id,
    type: after.Type,
    change: replacing(difference, after).length > 0 ? 'replaced' : 'changed',
    what: what.join(', '),
    interruption: [...new Set(effects.map(({ interruption }) => interruption))].join('; '),
    safe: [...new Set(effects.map(({ safe }) => safe))].join('; '),
  };
}

/** A copy to compare; the comparison stumbles over a policy without a document. */
function comparable(template: GrowthTemplate): GrowthTemplate {
  const copy = structuredClone(template);
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (!/::(Bucket|Topic|Resource|Managed)Policy$/.test(Type) || !Properties) continue;
    const name = Type.endsWith('ResourcePolicy') ? 'ResourcePolicy' : 'PolicyDocument';
    (Properties as Record<string, unknown>)[name] ??= { Statement: [] };
  }
  return copy;
}

/**
 * What deploying `to` over `from` under one stack name changes, interrupts, and endangers:
 * CloudFormation's own schema says what an update replaces, the rules of `growth-checks.ts` add
 * what it does not know (a newly generated secret, less storage, an engine downgrade, a rename).
 */
export function compare(from: GrowthTemplate, to: GrowthTemplate): Growth {
  const differences = new Map<string, ResourceDifference>();
  fullDiff(comparable(from), comparable(to)).resources.forEachDifference((id, difference) =>
    differences.set(id, difference),
  );
  return {
    rows: [...differences].map(([id, difference]) => row(id, difference, from, to)),
    dangers: dangersOf(from, to, differences),
  };
}
