import { Annotations, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupVault,
  IBackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checked, duration, Kinds, member, of, part, required } from '../given/given';
import { acknowledge } from '../security/acknowledgements';
import { onlyOne } from '../security/only-one';
import { allow, allowWide, exactRole, Permission } from '../security/roles';
import { stackSuffix } from './stack-suffix';
import { TicketDatabase } from './ticket-database';
import { wholeDays } from './whole-days';

/** Properties of the backups. */
export interface TicketBackupProps {
  /** The database to back up. */
  readonly database: TicketDatabase;
  /** The key that encrypts the vault. */
  readonly encryptionKey: IKey;

  /**
   * How long a nightly backup is kept. It outlives point-in-time recovery, and the database itself.
   *
   * @default 35 days
   */
  readonly retention?: Duration;

  /**
   * A vault in another region of this account to which every backup is copied. It must exist
   * already, with a customer's key: copies are encrypted with the key of their vault. With
   * RemovalPolicy.DESTROY nothing is backed up, and nothing copied.
   *
   * @default backups are not copied
   */
  readonly copyTo?: IBackupVault;

  /**
   * What happens to the vault when the stack is deleted. A vault that contains backups cannot be
   * deleted, so with RemovalPolicy.DESTROY, for trials, the plan backs nothing up; point-in-time
   * recovery still works.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What each property takes. */
const KINDS: Kinds<TicketBackupProps> = {
  database: part('a TicketDatabase', 'primary'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  retention: duration,
  copyTo: of('a vault, such as BackupVault.fromBackupVaultArn()'),
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};

/** Nightly backups of the database in a vault of their own. */
export class TicketBackup extends Construct {
  /** The vault. */
  public readonly vault: BackupVault;
  /** The plan that makes the backups. */
  public readonly plan: BackupPlan;
  /** Whether backups are copied to another vault. */
  public readonly copied: boolean;
  /** Whether anything is backed up: in trials nothing is. */
  public readonly taken: boolean;
  /** The role with which AWS Backup takes and copies them. */
  public readonly role: IRole;

  public constructor(scope: Construct, id: string, props: TicketBackupProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { duration: retention, problems } = wholeDays('retention', props.retention, 35, 36_500);
    this.node.addValidation({
      validate: () => [...problems, ...onlyOne(this, 'the name of the vault')],
    });
    const isTrial = props.removalPolicy === RemovalPolicy.DESTROY;
    const copyTo = isTrial ? undefined : props.copyTo;
    if (isTrial && props.copyTo) warnOfNoCopy(this, props.copyTo);
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: `ticketero-${stackSuffix()}`,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    this.plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `ticketero-${stackSuffix()}`,
      backupVault: this.vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'Nightly',
          // UTC: after RDS's own backup window, before branches open
          scheduleExpression: Schedule.cron({ hour: '7', minute: '0' }),
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(4),
          deleteAfter: retention,
          copyActions: copyTo
            ? [{ destinationBackupVault: copyTo, deleteAfter: retention }]
            : undefined,
        }),
      ],
    });
    this.copied = copyTo !== undefined;
    this.taken = !isTrial;
    const { role, sealed } = this.makeRole(props, copyTo);
    this.role = role;
    if (isTrial) {
      acknowledge(props.database.primary, 'trials');
      return;
    }
    this.plan.addSelection('Database', {
      resources: [BackupResource.fromRdsDatabaseInstance(props.database.primary)],
      role: sealed,
      disableDefaultBackupPolicy: true,
    });
  }

  private makeRole(props: TicketBackupProps, copyTo: IBackupVault | undefined) {
    const { partition, region, account } = Stack.of(this);
    const rds = (rest: string) => `arn:${partition}:rds:${region}:${account}:${rest}`;
    return exactRole(
      this,
      'Role',
      'backup.amazonaws.com',
      'Ticketero: AWS Backup takes snapshots of the database',
      [
        allowWide(
          'Snapshots are named while running; the prefix says that AWS Backup made them.',
          [
            'rds:DescribeDBInstances',
            'rds:DescribeDBSnapshots',
            'rds:CreateDBSnapshot',
            'rds:AddTagsToResource',
            'rds:ListTagsForResource',
          ],
          [props.database.primary.instanceArn, rds('snapshot:awsbackup:*')],
        ),
        allowWide(
          "As above; RDS's own snapshots can be copied too.",
          ['rds:CopyDBSnapshot', 'rds:DeleteDBSnapshot', 'rds:ModifyDBSnapshotAttribute'],
          [rds('snapshot:awsbackup:*'), rds('snapshot:rds:*')],
        ),
        allow(
          ['backup:DescribeBackupVault', 'backup:CopyIntoBackupVault'],
          [this.vault.backupVaultArn, ...(copyTo ? [copyTo.backupVaultArn] : [])],
        ),
        allow(
          ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'],
          [props.encryptionKey.keyArn],
        ),
        allow(['kms:CreateGrant'], [props.encryptionKey.keyArn], {
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        }),
        allowWide('The action has no resource.', ['tag:GetResources'], ['*']),
        ...(copyTo ? copying(copyTo, partition, account) : []),
      ],
    );
  }
}

/**
 * A warning, not an error: with the setting in cdk.json a trial still deploys, and nobody believes
 * that it has copies.
 */
function warnOfNoCopy(scope: Construct, { backupVaultArn }: IBackupVault): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:noCopy',
    `Nothing is copied to ${backupVaultArn} (backupCopyTo): with removalPolicy DESTROY nothing ` +
      'is backed up, as a vault that has backups cannot be deleted. ' +
      'Point-in-time recovery is there; for backups and copies of them, give RETAIN.',
  );
}

/**
 * What copying to another region needs there: the copy is another snapshot, encrypted with the key
 * of the other vault.
 */
function copying(vault: IBackupVault, partition: string, account: string): Permission[] {
  const region = Fn.select(3, Fn.split(':', vault.backupVaultArn));
  const there = Token.isUnresolved(vault.backupVaultArn)
    ? region
    : vault.backupVaultArn.split(':')[3];
  const via = { 'kms:ViaService': `rds.${there}.amazonaws.com` };
  const keys = [`arn:${partition}:kms:${there}:${account}:key/*`];
  return [
    allowWide(
      'Copies are named while running, in the region of the vault they go to.',
      [
        'rds:AddTagsToResource',
        'rds:CopyDBSnapshot',
        'rds:DeleteDBSnapshot',
        'rds:DescribeDBSnapshots',
        'rds:ListTagsForResource',
      ],
      [`arn:${partition}:rds:${there}:${account}:snapshot:awsbackup:*`],
    ),
    allowWide(
      'The ARN of the other vault does not say its key; RDS alone may use it for this role.',
      ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      keys,
      { StringEquals: via },
    ),
    allowWide('As above.', ['kms:CreateGrant'], keys, {
      StringEquals: via,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
  ];
}
