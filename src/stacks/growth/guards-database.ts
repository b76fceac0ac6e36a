import { GrowthResource, property } from './growth-template';
import {
  at,
  CACHE,
  changes,
  DATABASE,
  Guard,
  isPrimary,
  leaves,
  loses,
  same,
  shrinks,
  switchedOff,
  switchedOn,
} from './guard';

const PARAMETERS = 'AWS::RDS::DBParameterGroup';

/** The major version; PostgreSQL and Valkey count by their first number. */
const major = (resource: GrowthResource) =>
  String(property(resource, 'EngineVersion') ?? '').split('.')[0];

const parameters = (resource: GrowthResource, name: string) =>
  at(resource, 'Parameters') === undefined
    ? at(resource, `Properties.${name}`)
    : (at(resource, 'Parameters') as Record<string, unknown>)[name];
const parameterLeaves =
  (name: string, good: string) => (before: GrowthResource, after: GrowthResource) =>
    String(parameters(before, name)) === good && String(parameters(after, name)) !== good;

/** The database and the cache: access, encryption, durability, reachability. */
export const databaseGuards: readonly Guard[] = [
  {
    type: DATABASE,
    says: 'it becomes reachable from the internet',
    weakens: switchedOn('PubliclyAccessible'),
  },
  {
    type: DATABASE,
    says:
      'its engine goes to another major version: an upgrade that cannot be undone, with minutes ' +
      'of downtime, and that every replica and the parameter group must follow',
    weakens: (before, after) =>
      major(before) !== '' && major(after) !== '' && Number(major(after)) > Number(major(before)),
  },
  {
    type: DATABASE,
    says: 'its automated backups will be deleted with it',
    weakens: (before, after) =>
      at(before, 'DeleteAutomatedBackups') === false &&
      at(after, 'DeleteAutomatedBackups') !== false,
    when: isPrimary,
  },
  {
    type: DATABASE,
    says: 'the app can no longer sign in with its tokens',
    weakens: switchedOff('EnableIAMDatabaseAuthentication'),
  },
  {
    type: DATABASE,
    says: 'it no longer gets security fixes by itself',
    weakens: switchedOff('AutoMinorVersionUpgrade'),
  },
  {
    type: DATABASE,
    says: 'its storage grows by itself less far, or not at all, so it is full sooner',
    weakens: shrinks('MaxAllocatedStorage'),
  },
  {
    type: DATABASE,
    says: 'a log is no longer sent to CloudWatch',
    weakens: loses('EnableCloudwatchLogsExports'),
  },
  {
    type: DATABASE,
    says: 'a security group that guards it is exchanged',
    weakens: changes('VPCSecurityGroups'),
  },
  {
    type: DATABASE,
    says: 'its port changes, and whoever is connected loses it',
    weakens: changes('Port'),
  },
  {
    type: DATABASE,
    says: 'its parameter group changes, and with it TLS, connections and what is logged',
    weakens: changes('DBParameterGroupName'),
  },
  {
    type: DATABASE,
    says:
      'it starts from another snapshot, or no longer from one: an empty or older database ' +
      'takes its place',
    weakens: (before, after) =>
      !same(at(before, 'DBSnapshotIdentifier'), at(after, 'DBSnapshotIdentifier')),
    when: isPrimary,
  },
  {
    type: DATABASE,
    says: 'enhanced monitoring is switched off',
    weakens: shrinks('MonitoringInterval'),
  },
  {
    type: PARAMETERS,
    says: 'connections without TLS are let in',
    weakens: parameterLeaves('rds.force_ssl', '1'),
  },
  {
    type: PARAMETERS,
    says: 'its connections are fewer than a replica may have, so replicas stop',
    weakens: (before, after) =>
      Number(parameters(before, 'max_connections') ?? 0) >
      Number(parameters(after, 'max_connections') ?? 0),
  },
  {
    type: PARAMETERS,
    says: 'bound values, which may be personal data, are written to the log',
    weakens: (before, after) =>
      ['log_parameter_max_length', 'log_parameter_max_length_on_error'].some((name) =>
        parameterLeaves(name, '0')(before, after),
      ),
  },
  { type: PARAMETERS, says: 'it is for another major version', weakens: changes('Family') },
  {
    type: CACHE,
    says: 'cluster mode is switched off, which replaces the cache',
    weakens: leaves('ClusterMode', 'enabled'),
  },
  {
    type: CACHE,
    says: 'connections without TLS are let in',
    weakens: leaves('TransitEncryptionMode', 'required'),
  },
  { type: CACHE, says: 'MultiAZEnabled is switched off', weakens: switchedOff('MultiAZEnabled') },
  {
    type: CACHE,
    says: 'its users go, so that anybody who reaches it may do anything',
    weakens: loses('UserGroupIds'),
  },
  {
    type: CACHE,
    says: 'older snapshots are deleted, because SnapshotRetentionLimit shrinks',
    weakens: shrinks('SnapshotRetentionLimit'),
  },
  {
    type: CACHE,
    says: 'a security group that guards it is exchanged',
    weakens: changes('SecurityGroupIds'),
  },
  { type: CACHE, says: 'standby nodes go', weakens: shrinks('ReplicasPerNodeGroup') },
  {
    type: CACHE,
    says: 'its engine goes to another major version, which cannot be undone',
    weakens: (before, after) =>
      major(before) !== '' && Number(major(after)) > Number(major(before)),
  },
  {
    type: 'AWS::ElastiCache::User',
    says: 'the rights of a user change',
    weakens: changes('AccessString'),
  },
  {
    type: 'AWS::ElastiCache::User',
    says: 'a user signs in another way',
    weakens: changes('AuthenticationMode'),
  },
  {
    type: 'AWS::ElastiCache::ParameterGroup',
    says: 'cluster mode is switched off',
    weakens: (before, after) =>
      at(before, 'Properties.cluster-enabled') === 'yes' &&
      at(after, 'Properties.cluster-enabled') !== 'yes',
  },
];
