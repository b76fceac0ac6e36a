import { Annotations, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CaCertificate,
  CfnDBInstance,
  Credentials,
  DatabaseInsightsMode,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceFromSnapshot,
  DatabaseInstanceNewProps,
  DatabaseInstanceReadReplica,
  EngineLifecycleSupport,
  IDatabaseInstance,
  ParameterGroup,
  PerformanceInsightRetention,
  PostgresEngineVersion,
  SnapshotCredentials,
  StorageType,
  SubnetGroup,
} from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DATABASE, PORTS } from '../../contract';
import { checked, Kinds, member, number, of, part, required, text, yesOrNo } from '../given/given';
import { PHASE } from '../phase/phase-problems';
import { acknowledge } from '../security/acknowledgements';
import { keepRole, keepTogether } from '../security/kept-together';
import { onlyOne } from '../security/only-one';
import { shortHash } from '../security/physical-name';
import { administratorSecret, rotate, rotateByHand } from './administrator-secret';
import { monitoringRole } from './database-monitoring';
import { databaseParameters } from './database-parameters';
import { stackSuffix } from './stack-suffix';
import { connectionProblems, memoryParameters, warnOfMemory } from './task-connections';
import { backupDays, databaseProblems, TicketDatabaseProps } from './ticket-database-props';
import { BACKUPS, meetsNightlyBackup, windowAfter } from './weekly-window';

/** The logs that RDS sends to CloudWatch. */
const LOGS = ['postgresql', 'upgrade'];

const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_9 });

/** What each property takes. */
const KINDS: Kinds<TicketDatabaseProps> = {
  phase: PHASE,
  network: part('a TicketNetwork', 'taskGroup'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  backupRetentionDays: number,
  maintenanceWindow: text,
  restoredFrom: text,
  administrator: of('a secret, such as Secret.fromSecretCompleteArn()'),
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
  administratorRotation: yesOrNo,
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};

/**
 * PostgreSQL with forced TLS and encryption at rest. The app signs in with IAM tokens, the
 * administrator with a rotated secret. The phase decides the number of replicas.
 */
export class TicketDatabase extends Construct {
  /** The primary. Every decision reads and writes here. */
  public readonly primary: IDatabaseInstance;
  /** Read replicas, for reports and the audit of closed days only. */
  public readonly replicas: IDatabaseInstance[];
  /**
   * The administrator's secret, `{"username", "password"}`, changed every seven days by Secrets
   * Manager. Only the `migrate` command reads it.
   */
  public readonly administrator: ISecret;
  /** `postgresql://` URL of the primary for the app's role, without a password. */
  public readonly url: string;
  /** The same URL for each replica, separated by commas; empty without replicas. */
  public readonly replicaUrls: string;
  /** URL of the primary without a user, for the `migrate` command. */
  public readonly administratorUrl: string;
  /** ARNs of the database users for which the app's role needs `rds-db:connect`. */
  public readonly connectArns: string[];

  public constructor(scope: Construct, id: string, props: TicketDatabaseProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    this.node.addValidation({
      validate: () => [
        ...databaseProblems(props, Stack.of(this).region),
        ...connectionProblems(props.phase),
        ...onlyOne(this, 'the identifier of the instance'),
      ],
    });
    warnOfMemory(this, props.phase);
    if (props.maintenanceWindow && meetsNightlyBackup(props.maintenanceWindow)) warnOfBackup(this);
    const { network, encryptionKey } = props;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const shared = this.sharedProps(props, removalPolicy);

    // Named explicitly, so that its log groups can be created first, with a retention and a key. A
    // database from another snapshot gets another name, because both exist while one replaces the
    // other.
    const suffix = props.restoredFrom ? `-${shortHash(props.restoredFrom)}` : '';
    const identifier = `ticketero-${stackSuffix()}${suffix}`;
    this.administrator =
      props.administrator ?? administratorSecret(this, encryptionKey, removalPolicy);
    const primary = this.makePrimary(identifier, shared, props);
    this.primary = primary;
    primary.node.addDependency(...this.logsOf(identifier, 'PrimaryLog', props, removalPolicy));
    if (!props.administrator && !(props.administratorRotation ?? true)) {
      rotateByHand(this.administrator);
    } else if (primary.secret) {
      rotate(this, primary.secret, {
        network,
        encryptionKey,
        logRetention: props.logRetention ?? props.phase.logRetention,
      });
    }
    const replicas = this.makeReplicas(identifier, primary, shared, props);
    this.replicas = replicas;

    this.url = urlOf(this.primary, `${DATABASE.appRole}@`);
    this.administratorUrl = urlOf(this.primary, '');
    this.replicaUrls = replicas.map((replica) => urlOf(replica, `${DATABASE.appRole}@`)).join(',');
    const { partition, region, account } = Stack.of(this);
    const users = `arn:${partition}:rds-db:${region}:${account}:dbuser`;
    this.connectArns = [primary, ...replicas].map((instance) => {
      const { attrDbiResourceId } = instance.node.defaultChild as CfnDBInstance;
      return `${users}:${attrDbiResourceId}/${DATABASE.appRole}`;
    });
  }

  /** Properties that the primary and its replicas share. */
  private sharedProps(
    { network, encryptionKey, phase }: TicketDatabaseProps,
    removalPolicy: RemovalPolicy,
  ): DatabaseInstanceNewProps {
    const parameterGroup = new ParameterGroup(this, 'Parameters', {
      engine,
      description: 'Ticketero: primary and replicas',
      parameters: { ...databaseParameters, ...memoryParameters(phase) },
      removalPolicy,
    });
    const subnetGroup = new SubnetGroup(this, 'Subnets', {
      vpc: network.vpc,
      vpcSubnets: network.dataSubnets,
      description: 'Ticketero data tier',
      removalPolicy,
    });
    const osMetrics = monitoringRole(this);
    keepRole(removalPolicy, osMetrics);
    keepTogether(removalPolicy, network.databaseGroup);
    return {
      vpc: network.vpc,
      subnetGroup,
      securityGroups: [network.databaseGroup],
      port: PORTS.database,
      parameterGroup,
      iamAuthentication: true,
      storageType: StorageType.GP3,
      caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
      monitoringInterval: Duration.seconds(60),
      monitoringRole: osMetrics,
      enablePerformanceInsights: true,
      performanceInsightRetention: PerformanceInsightRetention.DEFAULT, // seven days are free
      performanceInsightEncryptionKey: encryptionKey,
      databaseInsightsMode: DatabaseInsightsMode.STANDARD,
      cloudwatchLogsExports: LOGS,
      copyTagsToSnapshot: true,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      autoMinorVersionUpgrade: true,
      publiclyAccessible: false,
      removalPolicy,
    };
  }

  /** The log groups of an instance, created before it so that RDS finds them. */
  private logsOf(
    identifier: string,
    logId: string,
    props: TicketDatabaseProps,
    removalPolicy: RemovalPolicy,
  ): LogGroup[] {
    return LOGS.map(
      (log) =>
        new LogGroup(this, `${logId}-${log}`, {
          logGroupName: `/aws/rds/instance/${identifier}/${log}`,
          retention: props.logRetention ?? props.phase.logRetention,
          encryptionKey: props.encryptionKey,
          // A database that is kept goes on writing, and would create them again: unencrypted, for
          // ever.
          removalPolicy,
        }),
    );
  }

  private makePrimary(
    identifier: string,
    shared: DatabaseInstanceNewProps,
    props: TicketDatabaseProps,
  ): DatabaseInstance | DatabaseInstanceFromSnapshot {
    const { phase, encryptionKey, restoredFrom, administrator } = props;
    const primaryProps = {
      ...shared,
      instanceIdentifier: identifier,
      engine,
      instanceType: phase.databaseInstanceType,
      allocatedStorage: phase.databaseStorageGib,
      maxAllocatedStorage: phase.databaseMaxStorageGib,
      multiAz: phase.databaseMultiAz,
      backupRetention: Duration.days(backupDays(props)),
      deleteAutomatedBackups: shared.removalPolicy === RemovalPolicy.DESTROY,
      preferredBackupWindow: BACKUPS.database,
      preferredMaintenanceWindow: windowAfter(props.maintenanceWindow, 0),
      engineLifecycleSupport: EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    };
    // an empty one is reported
    if (!restoredFrom) {
      return new DatabaseInstance(this, 'Primary', {
        ...primaryProps,
        databaseName: DATABASE.name,
        storageEncrypted: true,
        storageEncryptionKey: encryptionKey,
        credentials: administrator
          ? Credentials.fromPassword(
              DATABASE.administrator,
              administrator.secretValueFromJson('password'),
            )
          : Credentials.fromSecret(this.administrator, DATABASE.administrator),
      });
    }
    const restored = new DatabaseInstanceFromSnapshot(this, 'Primary', {
      ...primaryProps,
      snapshotIdentifier: restoredFrom,
      credentials: administrator
        ? SnapshotCredentials.fromPassword(administrator.secretValueFromJson('password'))
        : SnapshotCredentials.fromSecret(this.administrator),
    });
    // Version and storage come from the snapshot. Its database may have been upgraded and may have
    // grown since this template was first deployed, and RDS refuses to go back in either.
    const instance = restored.node.defaultChild as CfnDBInstance;
    instance.addPropertyDeletionOverride('EngineVersion');
    instance.addPropertyDeletionOverride('AllocatedStorage');
    acknowledge(restored, 'restored');
    return restored;
  }

  private makeReplicas(
    identifier: string,
    primary: IDatabaseInstance,
    shared: DatabaseInstanceNewProps,
    props: TicketDatabaseProps,
  ): DatabaseInstanceReadReplica[] {
    const { phase } = props;
    return Array.from({ length: Math.max(phase.databaseReplicas, 0) }, (_, index) => {
      const name = `${identifier}-r${index + 1}`;
      const replica = new DatabaseInstanceReadReplica(this, `Replica${index + 1}`, {
        ...shared,
        instanceIdentifier: name,
        sourceDatabaseInstance: primary,
        instanceType: phase.databaseReplicaInstanceType,
        // as the primary: a full replica would hold back the primary's log until the primary is
        // full too
        maxAllocatedStorage: phase.databaseMaxStorageGib,
        // never two at once
        preferredMaintenanceWindow: windowAfter(props.maintenanceWindow, index + 1),
        deletionProtection: false, // a copy
        removalPolicy: RemovalPolicy.DESTROY,
      });
      replica.node.addDependency(
        ...this.logsOf(name, `Replica${index + 1}Log`, props, RemovalPolicy.DESTROY),
      );
      acknowledge(replica, 'readReplicas');
      return replica;
    });
  }
}

/** AWS Backup cannot take a snapshot of a database that is being changed. */
function warnOfBackup(scope: Construct): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:maintenance',
    `The database's maintenance window meets the nightly backup (${BACKUPS.nightly} UTC), which ` +
      'fails when the database is being maintained; choose another hour, or expect that alarm.',
  );
}

function urlOf(instance: IDatabaseInstance, user: string): string {
  const address = `${instance.dbInstanceEndpointAddress}:${PORTS.database}`;
  return `postgresql://${user}${address}/${DATABASE.name}?sslmode=verify-full`;
}
