import { GrowthResource, property } from './growth-template';

/** What people notice of a change, for how long, and why no data is lost. */
export interface Effect {
  readonly interruption: string;
  readonly safe: string;
}

/**
 * An effect, and what causes it: a change of these properties of a type, or any change if none are
 * listed.
 */
interface Known extends Effect {
  readonly type: string;
  readonly properties?: readonly string[];
  readonly when?: (resource: GrowthResource) => boolean;
}

const isReplica = (resource: GrowthResource) =>
  property(resource, 'SourceDBInstanceIdentifier') !== undefined;
const NONE = 'none';

/** For each changed property, the first match counts. */
const changed: readonly Known[] = [
  {
    type: 'AWS::RDS::DBInstance',
    when: isReplica,
    properties: ['DBInstanceClass'],
    interruption: 'reports come from the primary for 5 to 10 minutes',
    safe: 'a copy for reading; the app takes it out of its read pool and puts it back',
  },
  {
    type: 'AWS::RDS::DBInstance',
    properties: ['DBInstanceClass'],
    interruption:
      'one failover, 1 to 2 minutes: commands get 503, and kiosks and consoles repeat them',
    safe: 'the standby is changed first and takes over; it has every commit',
  },
  {
    type: 'AWS::RDS::DBInstance',
    properties: ['AllocatedStorage', 'MaxAllocatedStorage'],
    interruption: 'none; for some hours of optimization storage cannot be changed again',
    safe:
      'the volume grows while in use; if it has grown by itself to more than nine tenths of the ' +
      'new size, give the size it has (databaseStorageGib). It never shrinks, so a deploy that ' +
      'fails later cannot go back: deploy it alone first, with -c databaseStorageGib=',
  },
  {
    type: 'AWS::RDS::DBInstance',
    properties: ['MultiAZ'],
    interruption: 'none; the standby is created from a snapshot, and writes are slower meanwhile',
    safe: 'the primary keeps serving',
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    properties: ['Parameters'],
    interruption: 'none of its own: memory settings wait for the failover of the new class',
    safe: 'until then the database keeps the values it runs with',
  },
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    properties: ['CacheNodeType'],
    interruption: 'sockets reconnect once; 20 to 40 minutes in the background',
    safe: 'it only holds what may be lost; PostgreSQL has the truth',
  },
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    properties: ['NumNodeGroups'],
    interruption: 'none; 10 to 30 minutes in the background',
    safe:
      'UseOnlineResharding moves slots while it serves; cluster mode is on from the first day. ' +
      'AWS asks to change shards on their own: deploy them first, with -c cacheShards=',
  },
  {
    type: 'AWS::EC2::Route',
    interruption: 'open connections to the internet drop; messages are a few seconds late',
    safe:
      'the route keeps its id and changes its target; ' +
      'deliveries are repeated until they are sent',
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    properties: ['MinSize', 'MaxSize'],
    interruption: NONE,
    safe: 'hosts are added, and those that leave are drained first',
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    interruption: NONE,
    safe: 'it changes how hosts are replaced, not which hosts',
  },
  {
    type: 'AWS::ECS::TaskDefinition',
    interruption: 'sockets reconnect once within seconds',
    safe:
      'a new revision: ' +
      'new tasks are healthy before old ones stop, and a failed deploy is rolled back',
  },
  {
    type: 'AWS::ECS::Service',
    interruption: 'sockets reconnect once within seconds',
    safe: '100 to 200 % of the tasks serve at any time',
  },
  {
    type: 'AWS::CloudFront::Distribution',
    interruption: 'none; a few minutes until every edge has it',
    safe:
      'the old configuration serves until the new one arrives; ' +
      'whatever the bucket lacks comes from the app',
  },
  { type: 'AWS::WAFv2::WebACL', interruption: NONE, safe: 'rules change in place' },
  {
    type: 'AWS::EC2::LaunchTemplate',
    interruption: NONE,
    safe: 'a new version, used by hosts that start from now on',
  },
];

/** Types whose changes nobody notices. */
const unseen: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': 'bounds of scaling',
  'AWS::ApplicationAutoScaling::ScalingPolicy': 'scaling',
  'AWS::Backup::BackupPlan': 'effective from the next night',
  'AWS::Budgets::Budget': 'an amount',
  'AWS::CloudWatch::Alarm': 'a threshold or what is watched',
  'AWS::CloudWatch::Dashboard': 'panels',
  'AWS::EC2::EIP': 'an address that nothing uses yet',
  'AWS::EC2::NatGateway': 'it is used once routes lead to it',
  'AWS::EC2::NetworkInterface': 'nothing is routed to it yet, or not any more',
  'AWS::EC2::SecurityGroup': 'it is still empty, or empty again',
  'AWS::IAM::InstanceProfile': 'rights',
  'AWS::IAM::ManagedPolicy': 'permissions change before whatever needs them',
  'AWS::IAM::Role': 'rights',
  'AWS::Logs::LogGroup': 'how long lines are kept',
  'AWS::RDS::EventSubscription': 'whose events are reported',
  'AWS::S3::BucketPolicy': 'rights',
  'AWS::CloudFront::OriginAccessControl': 'rights',
};

const comes: Readonly<Record<string, Effect>> = {
  'AWS::RDS::DBInstance': {
    interruption: 'none; half an hour until it has caught up',
    safe: 'created from a snapshot of the standby; the app uses it once its lag is small',
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    interruption: NONE,
    safe: 'a group of its own; routes lead to it once it runs',
  },
  'AWS::S3::Bucket': { interruption: NONE, safe: 'empty until migrate fills it' },
};

/** A domain is added or removed: port, listener and private origin change, one after the other. */
const domainChanges: Effect = {
  interruption:
    'nobody is served for about a quarter of an hour, from the change of the port ' +
    'until every edge has the new origin',
  safe: 'the one of the other protocol is made first; nothing is stored in either',
};

const goes: Readonly<Record<string, Effect>> = {
  'AWS::CloudFront::VpcOrigin': domainChanges,
  'AWS::ElasticLoadBalancingV2::Listener': domainChanges,
  'AWS::RDS::DBInstance': {
    interruption: 'reports come from the primary',
    safe: 'a copy for reading; the primary has every row',
  },
  'AWS::EC2::EIP': {
    interruption: 'traffic to the internet comes from another address',
    safe: 'nothing here depends on it; inform anybody who allows this deployment by its address',
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    interruption: NONE,
    safe: 'CloudFormation removes it last, after routes lead elsewhere',
  },
};

const unknown = (type: string): Effect => ({
  interruption: 'CloudFormation changes it in place',
  safe: `no property of ${type.replace(/^AWS::/, '')} that changes here replaces it`,
});

/** The effect of adding a resource. */
export function effectOfComing({ Type }: GrowthResource): Effect {
  return comes[Type] ?? { interruption: NONE, safe: unseen[Type] ?? 'new; nothing depended on it' };
}

/**
 * The effect of removing a resource. Removing one that holds data or is needed is always reported
 * as a danger.
 */
export function effectOfGoing({ Type }: GrowthResource): Effect {
  return (
    goes[Type] ?? {
      interruption: NONE,
      safe: unseen[Type]
        ? `${unseen[Type]}; removed after everything else is in place`
        : 'removed after everything else is in place',
    }
  );
}

/** The effects of changing properties of a resource. */
export function effectsOfChange(resource: GrowthResource, properties: readonly string[]): Effect[] {
  const knows = (known: Known, name: string) =>
    known.type === resource.Type &&
    (known.properties?.includes(name) ?? true) &&
    (known.when?.(resource) ?? true);
  const effects = properties.map(
    (name) =>
      changed.find((known) => knows(known, name)) ??
      (unseen[resource.Type]
        ? { interruption: NONE, safe: unseen[resource.Type] }
        : unknown(resource.Type)),
  );
  return [
    ...new Map(
      effects.map(({ interruption, safe }) => [interruption + safe, { interruption, safe }]),
    ).values(),
  ];
}
