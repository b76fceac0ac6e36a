import { at, Charge, numberAt, referred, Rule, share } from './charge';
import { databasePrice, nodePrice } from './instance-prices';
import { HOURS, prices } from './prices';
import { Workload } from './workload';

/**
 * The minimum storage, in GiB, that RDS gives a database with this workload. A database restored
 * from a snapshot has the snapshot's storage, which the template does not say.
 */
const smallest = ({ databaseGb }: Workload) => Math.max(20, Math.ceil(databaseGb));

const database: Rule = (resource, context) => {
  const { workload } = context;
  const source = at(resource, 'SourceDBInstanceIdentifier');
  const copies = at(resource, 'MultiAZ') === true ? 2 : 1;
  const type = String(at(resource, 'DBInstanceClass'));
  const primary =
    source === undefined ? resource : referred(source, 'AWS::RDS::DBInstance', context);
  if (!primary) {
    throw new Error(
      "a read replica's primary is not in the stack, so the bill cannot know its storage",
    );
  }
  const role =
    source === undefined ? `primary${copies === 2 ? ' and standby' : ''}` : 'read replica';
  const storage = numberAt(
    resource,
    numberAt(primary, smallest(workload), 'AllocatedStorage'),
    'AllocatedStorage',
  );
  const charges: Charge[] = [
    {
      group: 'RDS',
      what: `${role}: ${type}`,
      price: databasePrice(type),
      quantity: HOURS * copies,
    },
    {
      group: 'RDS',
      what: `${role}: storage`,
      price: prices.databaseGb,
      quantity: storage * copies,
    },
  ];
  if (at(resource, 'ManageMasterUserPassword') === true) {
    charges.push({ group: 'keys and secrets', what: 'secrets', price: prices.secret, quantity: 1 });
  }
  if (numberAt(resource, 7, 'PerformanceInsightsRetentionPeriod') > 7) {
    throw new Error(
      'Performance Insights is kept longer than the 7 free days, and no price rule covers that',
    );
  }
  return charges;
};

const cache: Rule = (resource, { workload }) => {
  const type = String(at(resource, 'CacheNodeType'));
  const engine = String(at(resource, 'Engine') ?? 'redis');
  const nodes =
    numberAt(resource, 1, 'NumNodeGroups') * (1 + numberAt(resource, 0, 'ReplicasPerNodeGroup'));
  return [
    {
      group: 'ElastiCache',
      what: `${engine} nodes: ${type}`,
      price: nodePrice(engine, type),
      quantity: nodes * HOURS,
    },
    {
      group: 'storage and backups',
      what: 'snapshots of the cache',
      price: prices.cacheBackupGb,
      quantity: workload.cacheGb * numberAt(resource, 0, 'SnapshotRetentionLimit'),
    },
  ];
};

/**
 * Nightly backups. RDS's own backups are free up to the size of the database's storage; these are
 * not. The first is a full copy, the others hold only changes.
 */
const backup: Rule = (resource, { workload }) => {
  const rules = (at(resource, 'BackupPlan', 'BackupPlanRule') as unknown[] | undefined) ?? [];
  return rules.map((_, index) => ({
    group: 'storage and backups',
    what: 'nightly backups',
    price: prices.databaseBackupGb,
    quantity:
      workload.databaseGb +
      workload.databaseChangeGb *
        numberAt(
          resource,
          35,
          'BackupPlan',
          'BackupPlanRule',
          index,
          'Lifecycle',
          'DeleteAfterDays',
        ),
  }));
};

const bucket: Rule = (resource, context) => [
  {
    group: 'storage and backups',
    what: 'buckets',
    price: prices.s3Gb,
    quantity: context.workload.bucketGb * share(resource, context),
  },
  {
    group: 'storage and backups',
    what: 'buckets: writes',
    price: prices.s3Writes,
    quantity: (context.workload.bucketWrites / 1000) * share(resource, context),
  },
];

const key: Rule = (resource, context) => [
  { group: 'keys and secrets', what: 'keys', price: prices.key, quantity: 1 },
  {
    group: 'keys and secrets',
    what: 'calls of keys',
    price: prices.keyCalls,
    quantity: (context.workload.keyCalls / 1e4) * share(resource, context),
  },
];

/** Each copy in another region is charged like the secret itself. */
const secret: Rule = (resource, context) => [
  {
    group: 'keys and secrets',
    what: 'secrets',
    price: prices.secret,
    quantity: 1 + ((at(resource, 'ReplicaRegions') as unknown[] | undefined) ?? []).length,
  },
  {
    group: 'keys and secrets',
    what: 'calls of secrets',
    price: prices.secretCalls,
    quantity: (context.workload.secretCalls / 1e4) * share(resource, context),
  },
];

/** Everything that stores data. */
export const dataRules: Readonly<Record<string, Rule>> = {
  'AWS::RDS::DBInstance': database,
  'AWS::ElastiCache::ReplicationGroup': cache,
  'AWS::Backup::BackupPlan': backup,
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': key,
  'AWS::SecretsManager::Secret': secret,
};
