/** A resource of a stack, as `aws cloudformation list-stack-resources` lists it. */
export interface ListedResource {
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
}

/** How one kind of leftover is deleted. */
interface Removal {
  readonly type: string;
  readonly lines: (name: string) => readonly string[];
}

/** A name as one word of a POSIX shell. */
const word = (name: string) => `'${name.replaceAll("'", "'\\''")}'`;

const each = (list: string, remove: string) => [
  `for each in $(${list} --output text); do`,
  `  ${remove}`,
  'done',
];

/**
 * In the order in which AWS can delete them: users before what they use, and the key last, because
 * nothing else can be read without it.
 */
const removals: readonly Removal[] = [
  {
    type: 'AWS::RDS::DBInstance',
    lines: (name) => [
      `aws rds modify-db-instance --db-instance-identifier ${name} \\`,
      '  --no-deletion-protection --apply-immediately > /dev/null',
      `aws rds wait db-instance-available --db-instance-identifier ${name}`,
      `aws rds delete-db-instance --db-instance-identifier ${name} \\`,
      '  --skip-final-snapshot --delete-automated-backups > /dev/null',
      `aws rds wait db-instance-deleted --db-instance-identifier ${name}`,
    ],
  },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    lines: (name) => [`aws rds delete-db-subnet-group --db-subnet-group-name ${name}`],
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    lines: (name) => [`aws rds delete-db-parameter-group --db-parameter-group-name ${name}`],
  },
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    lines: (name) =>
      each(
        `aws elasticache describe-snapshots --replication-group-id ${name} ` +
          "--query 'Snapshots[].SnapshotName'",
        'aws elasticache delete-snapshot --snapshot-name "$each" > /dev/null',
      ),
  },
  {
    type: 'AWS::Backup::BackupVault',
    lines: (name) => [
      ...each(
        `aws backup list-recovery-points-by-backup-vault --backup-vault-name ${name} ` +
          "--query 'RecoveryPoints[].RecoveryPointArn'",
        `aws backup delete-recovery-point --backup-vault-name ${name} --recovery-point-arn "$each"`,
      ),
      `settle ${name}`,
      `aws backup delete-backup-vault --backup-vault-name ${name}`,
    ],
  },
  {
    type: 'AWS::S3::Bucket',
    lines: (name) => [`empty ${name} && aws s3api delete-bucket --bucket ${name}`],
  },
  {
    type: 'AWS::Logs::LogGroup',
    lines: (name) => [`aws logs delete-log-group --log-group-name ${name}`],
  },
  {
    type: 'AWS::IAM::Role',
    lines: (name) => [
      ...each(
        `aws iam list-attached-role-policies --role-name ${name} ` +
          "--query 'AttachedPolicies[].PolicyArn'",
        `aws iam detach-role-policy --role-name ${name} --policy-arn "$each"`,
      ),
      `aws iam delete-role --role-name ${name}`,
    ],
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    lines: (name) => [`aws iam delete-policy --policy-arn ${name}`],
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    lines: (name) => [`aws ec2 delete-security-group --group-id ${name}`],
  },
  { type: 'AWS::EC2::Subnet', lines: (name) => [`aws ec2 delete-subnet --subnet-id ${name}`] },
  {
    type: 'AWS::EC2::VPC',
    lines: (name) => [
      // services create groups of their own, such as CloudFront's for private origins, and may
      // leave them behind; every network has one called default, which is deleted with it
      ...each(
        `aws ec2 describe-security-groups --filters Name=vpc-id,Values=${name} ` +
          "--query 'SecurityGroups[?GroupName!=`default`].GroupId'",
        'aws ec2 delete-security-group --group-id "$each"',
      ),
      `aws ec2 delete-vpc --vpc-id ${name}`,
    ],
  },
  {
    type: 'AWS::SecretsManager::Secret',
    lines: (name) => [
      // AWS refuses to delete a secret with replicas
      ...each(
        `aws secretsmanager describe-secret --secret-id ${name} ` +
          "--query '(ReplicationStatus || `[]`)[].Region'",
        `aws secretsmanager remove-regions-from-replication --secret-id ${name} ` +
          '--remove-replica-regions "$each" > /dev/null',
      ),
      `aws secretsmanager delete-secret --secret-id ${name} \\`,
      '  --recovery-window-in-days 7 > /dev/null',
    ],
  },
  {
    type: 'AWS::KMS::Key',
    lines: (name) => [
      `aws kms schedule-key-deletion --key-id ${name} --pending-window-in-days 7 > /dev/null`,
    ],
  },
];

/** Types that leave something behind although CloudFormation deletes them: a final snapshot. */
const LEAVE_SNAPSHOTS = ['AWS::ElastiCache::ReplicationGroup'];

const head = `# Deletes for good what a deleted stack has left behind: database, backups, buckets,
# secrets with their replicas in other regions (copies of backups there cannot be read without
# them), and the key. Read it first, and delete the lines of what you want to keep. After the last
# line nothing that the key encrypted can ever be read again; you have seven days to change your
# mind (aws kms cancel-key-deletion, aws secretsmanager restore-secret).
set -u

# Deletes all versions in a bucket. Audit anchors stay until their retention ends.
empty() {
  while :; do
    versions=$(aws s3api list-object-versions --bucket "$1" --max-items 500 --output json \\
      --query '[Versions,DeleteMarkers][][].{Key:Key,VersionId:VersionId}') || return 1
    case $versions in '[]' | null) return 0 ;; esac
    refused=$(aws s3api delete-objects --bucket "$1" \\
      --delete "{\\"Objects\\":$versions,\\"Quiet\\":true}" --output text) || return 1
    if [ -n "$refused" ]; then
      echo "$1 is not empty: $refused" >&2
      return 1
    fi
  done
}

# Waits, ten minutes at most: backups go in the background, and AWS keeps a vault that has any.
settle() {
  tries=60
  while [ "$tries" -gt 0 ]; do
    backups=$(aws backup list-recovery-points-by-backup-vault --backup-vault-name "$1" \\
      --query 'RecoveryPoints[].RecoveryPointArn' --output text) || return 1
    [ -z "$backups" ] && return 0
    tries=$((tries - 1))
    sleep 10
  done
}`;

/** Whether a resource, or a snapshot of it, is still there after its stack was deleted. */
const isLeft = ({ ResourceType, ResourceStatus }: ListedResource) =>
  ['DELETE_SKIPPED', 'DELETE_FAILED'].includes(ResourceStatus) ||
  (LEAVE_SNAPSHOTS.includes(ResourceType) && ResourceStatus === 'DELETE_COMPLETE');

/** The list is of a stack that still exists, at least in part. */
export class NotDeleted extends Error {}

/**
 * A shell script that deletes what a stack left behind, in an order that works.
 * @param resources the output of `aws cloudformation list-stack-resources` for the deleted stack
 * @throws NotDeleted if the stack was not deleted
 */
export function leftoverScript(resources: readonly ListedResource[]): string {
  const alive = resources.filter(
    ({ ResourceStatus }) => !/^(DELETE_|CREATE_FAILED)/.test(ResourceStatus),
  );
  if (alive.length > 0) {
    throw new NotDeleted(
      `${alive.length} resources are not deleted, such as ${alive[0].LogicalResourceId} ` +
        `(${alive[0].ResourceStatus}): the stack still lives; destroy it first`,
    );
  }
  const left = resources.filter(isLeft);
  const known = removals.flatMap(({ type, lines }) =>
    left
      .filter(({ ResourceType }) => ResourceType === type)
      .flatMap(({ LogicalResourceId, PhysicalResourceId }) =>
        PhysicalResourceId === undefined || PhysicalResourceId === ''
          ? []
          : ['', `# ${LogicalResourceId}`, ...lines(word(PhysicalResourceId))],
      ),
  );
  const others = left
    .filter(({ ResourceType }) => !removals.some(({ type }) => type === ResourceType))
    .map(
      ({ ResourceType, PhysicalResourceId }) =>
        `# by hand: ${ResourceType} ${PhysicalResourceId ?? ''}`,
    );
  return left.length === 0
    ? '# Nothing is left.\n'
    : `${[head, ...known, '', ...others].join('\n').trimEnd()}\n`;
}
