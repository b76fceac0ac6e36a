import { ENV } from '../../contract';
import { Check } from './growth-step';
import { GrowthTemplate, property } from './growth-template';
import { at, list } from './guard';
import { PropertyChange } from './property-changes';

/** What goes back to a smaller phase, where the template says why that does no harm. */

type Why = (change: PropertyChange, to: GrowthTemplate) => boolean;

/** Ids that a value refers to by Ref or Fn::GetAtt, at any depth. */
const refers = (value: unknown): string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")(\w+)/g)].map(
    ([, id]) => id,
  );

/** What is taken out was about something that goes as well: a replica, or the bucket of assets. */
export const goesAlong: Why = ({ old, now }, { Resources }) =>
  now === undefined && refers(old).some((id) => !(id in Resources));

/** A right to what stays, that was given for something that goes, and to nobody else. */
export const rightGoesAlong: Why = ({ old, now }, to) => {
  const { Effect, Condition, Resource } = (old ?? {}) as Readonly<Record<string, unknown>>;
  return (
    Effect === 'Allow' &&
    goesAlong({ path: '', old: Condition, now }, to) &&
    refers(Resource).every((id) => id in to.Resources)
  );
};

/** Replicas that the app reads from, when there is none any more: it reads from the primary. */
export const noReplicas: Why = ({ now }, { Resources }) =>
  now === undefined &&
  !Object.values(Resources).some(
    (each) => property(each, 'SourceDBInstanceIdentifier') !== undefined,
  );

/**
 * Shards that go, one after the other while the rest serves; their keys move before (ElastiCache,
 * online resharding). The last does not go.
 */
export const shardsGo: Why = ({ now }, { Resources }) =>
  Number(now) >= 1 &&
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::ElastiCache::ReplicationGroup')
    .every(({ UpdatePolicy }) => UpdatePolicy?.UseOnlineResharding === true);

/** A metric of a node whose shard goes; nodes are named after group, shard and number. */
export const ofShardThatGoes: Why = ({ old, now }, { Resources }) => {
  const [, shard] = /-(\d{4})-\d{3}"/.exec(JSON.stringify(old)) ?? [];
  const groups = Object.values(Resources).map((each) => Number(property(each, 'NumNodeGroups')));
  return now === undefined && shard !== undefined && groups.some((count) => Number(shard) > count);
};

/** Origins and groups of origins of an edge, by their ids. */
const originsOf = ({ Resources }: GrowthTemplate) =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')
    .flatMap((each) => [
      ...list(at(each, 'DistributionConfig.Origins')),
      ...list(at(each, 'DistributionConfig.OriginGroups.Items')),
    ])
    .map((each) => (each as { Id?: unknown }).Id);

/** A path of its own at the edge, whose origin goes: the app, which has the rest, serves it. */
export const pathGoesAlong: Why = ({ old, now }, to) => {
  const gone = Array.isArray(old) ? old : [old];
  return (
    now === undefined &&
    gone.every((each: unknown) => {
      const { TargetOriginId } = (each ?? {}) as { TargetOriginId?: unknown };
      return TargetOriginId !== undefined && !originsOf(to).includes(TargetOriginId);
    })
  );
};

/** An origin, or a group of them, that goes and that no path leads to. */
export const originGoes: Why = ({ old, now }, { Resources }) => {
  if (now !== undefined) return false;
  const ids = [...JSON.stringify(old).matchAll(/"Id":"([^"]+)"/g)].map(([, id]) => id);
  const used = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')
    .map((each) => JSON.stringify(each));
  return ids.length > 0 && ids.every((id) => !used.some((each) => each.includes(`"${id}"`)));
};

/** At least one is left; how many are enough is said by `fewerServe`. */
export const someAreLeft: Why = ({ now }) => Number(now) >= 1;

/** Variables that name what goes along, or replicas that there are no more of. */
export const PAGE_ASSETS = new RegExp(`\\.Environment\\.${ENV.PAGE_ASSETS}$`);
export const REPLICA_URLS = new RegExp(`\\.Environment\\.${ENV.DATABASE_REPLICA_URLS}$`);

const COUNTS: Readonly<Record<string, readonly [least: string, most: string]>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['MinCapacity', 'MaxCapacity'],
  'AWS::AutoScaling::AutoScalingGroup': ['MinSize', 'MaxSize'],
};

/** Fewer hosts or tasks: nothing is lost, but they may be too few. */
export const fewerServe: Check = ({ before, after }) => {
  const names = after && before?.Type === after.Type ? COUNTS[after.Type] : undefined;
  if (!names) return undefined;
  const [old, now] = [before, after].map((each) =>
    names.map((name) => Number(property(each, name))),
  );
  if (!now.some((count, which) => count < old[which])) return undefined;
  return (
    `will be ${now.join(' to ')}, and was ${old.join(' to ')}: ` +
    '`npm run capacity` says for how many branches that is enough'
  );
};
