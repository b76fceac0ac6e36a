import { GrowthResource } from './growth-template';
import {
  at,
  changes,
  Guard,
  leaves,
  list,
  loses,
  same,
  shrinks,
  switchedOff,
  switchedOn,
} from './guard';

const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';
const SECRET = 'AWS::SecretsManager::Secret';

/** A policy statement, reduced to who may do what. */
interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: unknown;
}
const statementsOf = (resource: GrowthResource, path: string) =>
  list(at(resource, `${path}.Statement`)) as Statement[];
const isDeny = ({ Effect }: Statement) => Effect === 'Deny';
const forEverybody = ({ Effect, Principal, Condition }: Statement) =>
  Effect === 'Allow' &&
  Condition === undefined &&
  /^"\*"$|"AWS":"\*"|"AWS":\["\*"\]/.test(JSON.stringify(Principal) ?? '');

/** A denial that is removed, or a permission for everybody that is added. */
const opensPolicy = (path: string) => (before: GrowthResource, after: GrowthResource) => {
  const [old, now] = [before, after].map((each) => statementsOf(each, path));
  const denies = now.filter(isDeny).map((each) => JSON.stringify(each));
  return (
    old.filter(isDeny).some((each) => !denies.includes(JSON.stringify(each))) ||
    now.filter(forEverybody).length > old.filter(forEverybody).length
  );
};

const lockDays = (resource: GrowthResource) =>
  Number(at(resource, 'ObjectLockConfiguration.Rule.DefaultRetention.Days') ?? 0) +
  365 * Number(at(resource, 'ObjectLockConfiguration.Rule.DefaultRetention.Years') ?? 0);

/** Days after which the first thing in a bucket expires. */
function expiry(resource: GrowthResource): number {
  const rules = list(at(resource, 'LifecycleConfiguration.Rules')) as {
    ExpirationInDays?: number;
  }[];
  return Math.min(Infinity, ...rules.map(({ ExpirationInDays }) => ExpirationInDays ?? Infinity));
}

interface PlanRule {
  readonly RuleName?: string;
  readonly ScheduleExpression?: unknown;
  readonly Lifecycle?: { readonly DeleteAfterDays?: number };
  readonly CopyActions?: readonly unknown[];
}

function weakerPlan(before: GrowthResource, after: GrowthResource): boolean {
  const rules = (resource: GrowthResource) =>
    list(at(resource, 'BackupPlan.BackupPlanRule')) as PlanRule[];
  return rules(before).some((rule) => {
    const now = rules(after).find(({ RuleName }) => RuleName === rule.RuleName);
    return (
      !now ||
      !same(rule.ScheduleExpression, now.ScheduleExpression) ||
      (rule.Lifecycle?.DeleteAfterDays ?? Infinity) >
        (now.Lifecycle?.DeleteAfterDays ?? Infinity) ||
      (rule.CopyActions ?? []).length > (now.CopyActions ?? []).length
    );
  });
}

/** Keys, secrets, buckets and backups. */
export const keptGuards: readonly Guard[] = [
  {
    type: KEY,
    says: 'it is disabled, and whatever it encrypts cannot be read: the database stops',
    weakens: (before, after) => at(before, 'Enabled') !== false && at(after, 'Enabled') === false,
  },
  {
    type: KEY,
    says: 'its policy lets everybody in, or no longer refuses what it refused',
    weakens: opensPolicy('KeyPolicy'),
  },
  {
    type: KEY,
    says:
      'its account can no longer manage it, or a service can no longer use it: ' +
      'a statement of its policy goes',
    weakens: (before, after) => loses('KeyPolicy.Statement')(before, after),
  },
  { type: KEY, says: 'it would be deleted sooner', weakens: shrinks('PendingWindowInDays', 30) },
  {
    type: SECRET,
    says: 'another key encrypts it',
    weakens: (before, after) => !same(at(before, 'KmsKeyId'), at(after, 'KmsKeyId')),
  },
  {
    type: SECRET,
    says: 'its text is in the template, for everybody who may read that',
    weakens: switchedOn('SecretString'),
  },
  { type: SECRET, says: 'its copy in another region goes', weakens: loses('ReplicaRegions') },
  {
    type: SECRET,
    says: 'its name changes, which makes a new secret',
    weakens: (before, after) => !same(at(before, 'Name'), at(after, 'Name')),
  },
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map(
    (name) => ({
      type: BUCKET,
      says: `it can be opened to the public (${name})`,
      weakens: switchedOff(`PublicAccessBlockConfiguration.${name}`),
    }),
  ),
  {
    type: BUCKET,
    says: 'it keeps no older versions',
    weakens: leaves('VersioningConfiguration.Status', 'Enabled'),
  },
  {
    type: BUCKET,
    says: 'it is encrypted otherwise, or not at all',
    weakens: changes('BucketEncryption'),
  },
  {
    type: BUCKET,
    says: 'what is written is locked for a shorter time, or not at all',
    weakens: (before, after) => lockDays(before) > lockDays(after),
  },
  {
    type: BUCKET,
    says: 'its lock can be lifted by whoever may',
    weakens: leaves('ObjectLockConfiguration.Rule.DefaultRetention.Mode', 'COMPLIANCE'),
  },
  {
    type: BUCKET,
    says: 'its accesses are no longer logged',
    weakens: (before, after) =>
      at(before, 'LoggingConfiguration.DestinationBucketName') !== undefined &&
      at(after, 'LoggingConfiguration.DestinationBucketName') === undefined,
  },
  {
    type: BUCKET,
    says: 'what is in it expires sooner',
    weakens: (before, after) => expiry(after) < expiry(before),
  },
  {
    type: BUCKET,
    says: 'its copy elsewhere ends',
    weakens: (before, after) =>
      at(before, 'ReplicationConfiguration') !== undefined &&
      at(after, 'ReplicationConfiguration') === undefined,
  },
  {
    type: 'AWS::S3::BucketPolicy',
    says:
      'its policy lets everybody in, or no longer refuses what it refused ' +
      '(plain HTTP, replacing an anchor)',
    weakens: opensPolicy('PolicyDocument'),
  },
  {
    type: 'AWS::Backup::BackupPlan',
    says: 'a rule of the plan goes, or its backups are made less often or kept for a shorter time',
    weakens: (before, after) => weakerPlan(before, after),
  },
  {
    type: 'AWS::Backup::BackupVault',
    says: 'another key encrypts it',
    weakens: (before, after) =>
      !same(at(before, 'EncryptionKeyArn'), at(after, 'EncryptionKeyArn')),
  },
  {
    type: 'AWS::Backup::BackupVault',
    says: 'its lock goes',
    weakens: (before, after) =>
      at(before, 'LockConfiguration') !== undefined &&
      !same(at(before, 'LockConfiguration'), at(after, 'LockConfiguration')),
  },
  {
    type: 'AWS::Backup::BackupSelection',
    says: 'it no longer selects what it selected',
    weakens: loses('BackupSelection.Resources'),
  },
];
