import { opensNothing } from './arrivals';
import { givenUp } from './given-up';
import { checks, replacing } from './growth-checks';
import { Step } from './growth-step';
import { GrowthResource, isStateful, short } from './growth-template';
import { isHarmless } from './harmless';
import { changesOf, PropertyChange } from './property-changes';

const topOf = ({ path }: PropertyChange) => path.split('.')[0];

/** A resource with one of its properties as it was. */
function without(top: string, { before, after }: Step): GrowthResource {
  const { [top]: _, ...others } = after!.Properties ?? {};
  const old = before!.Properties?.[top];
  return { ...after!, Properties: old === undefined ? others : { ...others, [top]: old } };
}

/** How much the guards and the rules report about a step. */
const saidOf = (step: Step) =>
  givenUp(step.before, step.after!).length +
  Object.values(checks).filter((check) => check(step) !== undefined).length;

/** Whether a guard or a rule already says what a change endangers. */
function isSaid(change: PropertyChange, step: Step): boolean {
  const { after, difference } = step;
  return (
    (checks['something is replaced'](step) !== undefined &&
      replacing(difference!, after!).includes(topOf(change))) ||
    saidOf({ ...step, after: without(topOf(change), step) }) < saidOf(step)
  );
}

/** What keeps a resource, beside its properties, and how it is updated. */
function keeping({ before, after }: Step): string[] {
  const kept = isStateful(after!)
    ? []
    : (['DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy'] as const)
        .filter((name) => before![name] !== undefined)
        .map((name) => ({ path: name, old: before![name], now: after![name] }))
        .filter(({ old, now }) => JSON.stringify(old) !== JSON.stringify(now));
  const updates = [...changesOf('UpdatePolicy', before!.UpdatePolicy, after!.UpdatePolicy)].filter(
    ({ path, old }) => old !== undefined && !/\.(Min|Max)\w+$/.test(path),
  );
  return [...kept, ...updates].map(
    ({ path, old, now }) => `${path} (${short(old)} → ${short(now)})`,
  );
}

/**
 * Changes that nothing explains. Hundreds of properties guard access, encryption, durability and
 * the way to the service, so the harmless ones are listed, and any other is reported.
 */
export function unexplained(step: Step): string | undefined {
  const { before, after, to } = step;
  if (!before && after && !opensNothing(after, to) && givenUp(undefined, after).length === 0) {
    return 'comes, and no rule says that it opens nothing';
  }
  if (!before || !after || before.Type !== after.Type) return undefined;
  const changed = [...changesOf('', before.Properties ?? {}, after.Properties ?? {})]
    .filter((change) => !isHarmless(after.Type, change, to) && !isSaid(change, step))
    .map(({ path, old, now }) => `${path} (${short(old)} → ${short(now)})`);
  const all = [...changed, ...keeping(step)];
  return all.length === 0
    ? undefined
    : `changes ${all.join(', ')}, and no rule says that this is harmless`;
}
