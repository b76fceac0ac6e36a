import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { BACKUPS, windowProblems } from './weekly-window';

/** Properties of the database. */
export interface TicketDatabaseProps {
  /** The phase, which sets its sizes. */
  readonly phase: Phase;
  /** The network it is in. */
  readonly network: TicketNetwork;
  /**
   * The key that encrypts storage, backups, Performance Insights, logs and the administrator's
   * secret.
   */
  readonly encryptionKey: IKey;

  /**
   * How many days back the database can be restored to any second: 1 to 35.
   *
   * @default 14
   */
  readonly backupRetentionDays?: number;

  /**
   * When AWS may maintain the primary, once a week: days and times in UTC, such as
   * `Sun:06:00-Sun:07:00`, half an hour at least, outside the backups (05:00 to 05:45). Replicas
   * follow one after the other, each for as long.
   *
   * @default 'Sun:06:00-Sun:07:00', night in Chile, branches closed
   */
  readonly maintenanceWindow?: string;

  /**
   * A snapshot to start from, as identifier or ARN. Setting it later creates a new database from
   * the snapshot and keeps the old one.
   *
   * @default an empty database
   */
  readonly restoredFrom?: string;

  /**
   * An existing secret, `{"username", "password"}`, for the administrator. It is read and never
   * changed: it is not attached to the database, and nobody rotates it here.
   *
   * @default a new secret is created and rotated
   */
  readonly administrator?: ISecret;

  /**
   * How long its log is kept.
   *
   * @default the phase's
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether Secrets Manager changes the administrator's password every seven days, with a function
   * that AWS creates with a role of its own.
   *
   * @default true
   */
  readonly administratorRotation?: boolean;

  /**
   * What happens to the database when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The range that RDS supports, in days. */
export const BACKUP_DAYS = { least: 1, most: 35, usual: 14 };

const isBackupDays = (days: number) =>
  Number.isInteger(days) && days >= BACKUP_DAYS.least && days <= BACKUP_DAYS.most;

/** How many days back the database can be restored; the default if the number given is refused. */
export function backupDays({ backupRetentionDays: days }: TicketDatabaseProps): number {
  return days !== undefined && isBackupDays(days) ? days : BACKUP_DAYS.usual;
}

/**
 * What is wrong with a database: a sentence per problem, with the value received and a way out.
 */
export function databaseProblems(props: TicketDatabaseProps, region: string): string[] {
  const found: string[] = [];
  const days = props.backupRetentionDays;
  if (days !== undefined && !isBackupDays(days)) {
    const said = Token.isUnresolved(days) ? 'known only while deploying' : String(days);
    found.push(
      `backupRetentionDays is ${said}; give whole days, 1 to 35, the range that RDS supports`,
    );
  }
  found.push(
    ...windowProblems('databaseMaintenanceWindow', props.maintenanceWindow, {
      least: 30,
      backups: BACKUPS.database,
    }),
  );
  if (props.restoredFrom === '') {
    found.push(
      "restoredFrom is empty; give a snapshot's identifier or ARN, or leave it out for an empty " +
        'database',
    );
  }
  if (Token.isUnresolved(props.restoredFrom)) {
    found.push(
      'restoredFrom is known only while deploying, but the database is named after it; ' +
        "give the snapshot's identifier or ARN as text",
    );
  }
  found.push(...snapshotProblems(props.restoredFrom, region));
  return found;
}

/** What is wrong with a snapshot's name, which RDS would only report half an hour into a deploy. */
function snapshotProblems(given: string | undefined, region: string): string[] {
  if (!given || Token.isUnresolved(given)) return [];
  const [, there, kind, name] =
    /^arn:[a-z-]+:rds:([a-z0-9-]+):\d{12}:([a-z-]+):(.+)$/.exec(given) ?? [];
  if (there === undefined && given.startsWith('arn:')) {
    return [`restoredFrom is "${given}"; give the identifier or the ARN of a snapshot of RDS`];
  }
  if (kind !== undefined && kind !== 'snapshot') {
    return [`restoredFrom is "${given}", which is not a snapshot of an instance but a ${kind}`];
  }
  if (there !== undefined && !Token.isUnresolved(region) && there !== region) {
    return [
      `restoredFrom is in ${there} and the stack in ${region}; copy the snapshot to ${region} ` +
        'first (aws rds copy-db-snapshot), and give the copy',
    ];
  }
  return /^[A-Za-z](-?[A-Za-z0-9])*$/.test((name ?? given).replace(/^(rds|awsbackup):/, ''))
    ? []
    : [
        `restoredFrom is "${given}", which no snapshot is called; give letters, digits and ` +
          'single hyphens, a letter first, or an ARN',
      ];
}
