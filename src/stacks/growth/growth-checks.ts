import { ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { supportGone } from './growth-gone';
import { conditional, gone, privateOrigin } from './growth-loss';
import { Check } from './growth-step';
import { GrowthResource, isStateful, property, short } from './growth-template';
import { fewerServe } from './smaller';

/**
 * Types that may be replaced: they hold no data, and the new one is created before the old one is
 * removed.
 */
const REPLACEABLE = [
  'AWS::ECS::TaskDefinition',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::EC2::FlowLog',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::InstanceProfile',
  'AWS::RDS::EventSubscription',
  'AWS::Backup::BackupSelection',
];

/**
 * Properties that are changed in place although the schema says "may replace", where CloudFormation
 * documents "some interruptions": of a database these (a standby is created or removed; days and
 * windows interrupt nothing), and `NumNodeGroups` if the stack asks for online resharding.
 */
function changesInPlace(type: string, name: string, after: GrowthResource): boolean {
  if (type === 'AWS::RDS::DBInstance') {
    return ['MultiAZ', 'BackupRetentionPeriod', 'PreferredMaintenanceWindow'].includes(name);
  }
  return (
    type === 'AWS::ElastiCache::ReplicationGroup' &&
    name === 'NumNodeGroups' &&
    after.UpdatePolicy?.UseOnlineResharding === true
  );
}

/** Changed properties that replace the resource, or may replace it. */
export function replacing(difference: ResourceDifference, after: GrowthResource): string[] {
  const impacts: (ResourceImpact | undefined)[] = [
    ResourceImpact.WILL_REPLACE,
    ResourceImpact.MAY_REPLACE,
  ];
  return Object.entries(difference.propertyUpdates)
    .filter(
      ([name, { changeImpact }]) =>
        impacts.includes(changeImpact) && !changesInPlace(after.Type, name, after),
    )
    .map(([name]) => name);
}

const replaced: Check = ({ before, after, difference }) => {
  if (!before || !after || !difference) return undefined;
  if (before.Type !== after.Type) {
    return `its type changes from ${before.Type} to ${after.Type}, which CloudFormation refuses`;
  }
  if (REPLACEABLE.includes(after.Type)) return undefined;
  const names = replacing(difference, after);
  if (names.length === 0) return undefined;
  const what = names
    .map((name) => `${name} (${short(property(before, name))} → ${short(property(after, name))})`)
    .join(', ');
  return isStateful(after)
    ? `would be replaced, and what it holds stays behind: ${what}`
    : `would be replaced, and no rule says that this is harmless: ${what}`;
};

const generator: Check = ({ before, after }) => {
  const [old, now] = [
    property(before, 'GenerateSecretString'),
    property(after, 'GenerateSecretString'),
  ];
  if (
    !before ||
    !after ||
    before.Type !== 'AWS::SecretsManager::Secret' ||
    JSON.stringify(old) === JSON.stringify(now)
  ) {
    return undefined;
  }
  return (
    `GenerateSecretString changes (${short(old)} → ${short(now)}), which generates a new secret: ` +
    'whatever the old one encrypted or signed becomes unreadable'
  );
};

const storage: Check = ({ before, after }) => {
  const [old, now] = [before, after].map((each) => Number(property(each, 'AllocatedStorage')));
  return old > now
    ? `AllocatedStorage shrinks from ${old} to ${now} GiB, which RDS refuses; keep ${old} ` +
        '(databaseStorageGib), or the size that it has grown to by itself'
    : undefined;
};

/** Whether a version is older than another, comparing its parts as numbers. */
function older(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number));
  const at = one.findIndex((part, index) => part !== (other[index] ?? 0));
  return at >= 0 && one[at] < (other[at] ?? 0);
}

const engine: Check = ({ before, after }) => {
  if (!before || !after) return undefined;
  const [old, now] = [property(before, 'Engine'), property(after, 'Engine')];
  if (
    old !== undefined &&
    now !== undefined &&
    old !== now &&
    !(old === 'redis' && now === 'valkey')
  ) {
    return `its engine changes from ${short(old)} to ${short(now)}, which cannot be undone`;
  }
  const [oldVersion, version] = [
    property(before, 'EngineVersion'),
    property(after, 'EngineVersion'),
  ];
  if (
    typeof oldVersion === 'string' &&
    typeof version === 'string' &&
    old === now &&
    older(version, oldVersion)
  ) {
    return (
      `its engine goes back from ${oldVersion} to ${version}, which is refused; ` +
      'restore a snapshot instead'
    );
  }
  return undefined;
};

const addresses: Check = ({ before, after }) => {
  if (!before || !after || !['AWS::EC2::VPC', 'AWS::EC2::Subnet'].includes(after.Type)) {
    return undefined;
  }
  for (const name of ['CidrBlock', 'AvailabilityZone']) {
    const [old, now] = [property(before, name), property(after, name)];
    if (JSON.stringify(old) !== JSON.stringify(now)) {
      return (
        `${name} changes from ${short(old)} to ${short(now)}: ` +
        'everything in it is created again'
      );
    }
  }
  return undefined;
};

const scheme: Check = ({ before, after }) => {
  if (after?.Type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer' || !before) return undefined;
  const [old, now] = [
    property(before, 'Scheme') ?? 'internet-facing',
    property(after, 'Scheme') ?? 'internet-facing',
  ];
  return old === now
    ? undefined
    : `its scheme changes from ${short(old)} to ${short(now)}: ` +
        'it becomes another load balancer with another name, and nobody is served meanwhile';
};

const kept: Check = ({ after }) => {
  if (!after || !isStateful(after)) return undefined;
  const missing = (['DeletionPolicy', 'UpdateReplacePolicy'] as const).filter(
    (policy) => !['Retain', 'RetainExceptOnCreate', 'Snapshot'].includes(after[policy] ?? 'Delete'),
  );
  return missing.length === 0
    ? undefined
    : `${missing.join(' and ')} ` +
        `${missing.length === 1 ? 'is' : 'are'} ${short(after[missing[0]] ?? 'not set')}: ` +
        'it is deleted with the stack or when it is replaced; set it to Retain or Snapshot';
};

/**
 * In no schema; documented in the user guide, among the limitations of passwords managed by RDS.
 */
const replica: Check = ({ after, to }) => {
  if (
    after?.Type !== 'AWS::RDS::DBInstance' ||
    property(after, 'SourceDBInstanceIdentifier') === undefined
  ) {
    return undefined;
  }
  const managed = Object.entries(to.Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::RDS::DBInstance' && Properties?.ManageMasterUserPassword === true,
  );
  return (
    managed &&
    `would be refused: ${managed[0]} has ManageMasterUserPassword, ` +
      'and RDS creates no read replicas of such a PostgreSQL; ' +
      'give it a password from a secret in the stack first'
  );
};

/** Properties that protect; once on, they must stay on. */
const PROTECTIONS = [
  'DeletionProtection',
  'StorageEncrypted',
  'AtRestEncryptionEnabled',
  'TransitEncryptionEnabled',
  'BucketEncryption',
  'EnableKeyRotation',
  'MultiAZ',
  'ObjectLockEnabled',
  'AutomaticFailoverEnabled',
];

const protection: Check = ({ before, after }) => {
  if (!before || !after) return undefined;
  const protects = (resource: GrowthResource, name: string) =>
    ![undefined, false].includes(property(resource, name) as false | undefined);
  // a database from a snapshot inherits its encryption, and RDS refuses to be told
  const inherits = property(after, 'DBSnapshotIdentifier') !== undefined;
  const off = PROTECTIONS.filter(
    (name) =>
      protects(before, name) &&
      !protects(after, name) &&
      !(inherits && name === 'StorageEncrypted'),
  );
  if (off.length > 0) return `${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} switched off`;
  const [old, now] = [
    Number(property(before, 'BackupRetentionPeriod')),
    Number(property(after, 'BackupRetentionPeriod') ?? 0),
  ];
  return old > now
    ? `BackupRetentionPeriod shrinks from ${old} to ${now} days: older backups are deleted`
    : undefined;
};

/** All checks, by the name of the rule that they report. */
export const checks: Readonly<Record<string, Check>> = {
  'a stateful resource goes': gone,
  'something is replaced': replaced,
  'a secret is regenerated': generator,
  'storage shrinks': storage,
  'an engine goes back': engine,
  'addresses or zones change': addresses,
  'the load balancer changes its scheme': scheme,
  'nothing keeps a stateful resource': kept,
  'a replica is refused': replica,
  'a protection is switched off': protection,
  'a private origin is updated': privateOrigin,
  'a condition decides': conditional,
  'what something needs goes': supportGone,
  'fewer serve': fewerServe,
};
