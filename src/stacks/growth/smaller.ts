import { ENV } from '../../contract';
import { Check } from './growth-step';
import { GrowthTemplate, property } from './growth-template';
import { at, list } from './guard';
import { PropertyChange } from './property-changes';

/** Changes towards a smaller phase, if the template shows why they do no harm. */

type Why = (change: PropertyChange, to: GrowthTemplate) => boolean;

/** Ids that a value refers to by Ref or Fn::GetAtt, at any depth. */
const refers = (value: unknown): string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")(\w+)/g)].map(
    ([, id]) => id,
  );

/** What is removed concerned something that is also removed: a replica, or the bucket of assets. */
export const goesAlong: Why = ({ old, now }, { Resources }) =>
  now === undefined && refers(old).some((id) => !(id in Resources));

/** A permission on something that stays, given only for something that is removed. */
export const rightGoesAlong: Why = ({ old, now }, to) => {
  const { Effect, Condition, Resource } = (old ?? {}) as Readonly<Record<string, unknown>>;
  return (
    Effect === 'Allow' &&
    goesAlong({ path: '', old: Condition, now }, to) &&
    refers(Resource).every((id) => id in to.Resources)
  );
};

/** The variable with replicas, once there are none: the app then reads from the primary. */
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

/**
 * A path of its own at the edge whose origin is removed: the app, which serves the rest, serves it
 * too.
 */
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

/** A removed origin, or group of origins, to which no path leads. */
export const originGoes: Why = ({ old, now }, { Resources }) => {
  if (now !== undefined) return false;
  const ids = [...JSON.stringify(old).matchAll(/"Id":"([^"]+)"/g)].map(([, id]) => id);
  const used = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')
    .map((each) => JSON.stringify(each));
  return ids.length > 0 && ids.every((id) => !used.some((each) => each.includes(`"${id}"`)));
};

/** At least one is left; `fewerServe` says how many are enough. */
export const someAreLeft: Why = ({ now }) => Number(now) >= 1;

/** Variables that name something removed along with them, or replicas that no longer exist. */
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
