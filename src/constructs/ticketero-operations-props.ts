import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';

/**
 * How a deployment is run: what is kept, when AWS may maintain it, who is notified, who may enter.
 */
export interface TicketeroOperationsProps {
  /**
   * What happens to database, buckets, secrets and key when the stack is deleted. What is kept is
   * kept with all it needs, so that CloudFormation can delete the rest. With RemovalPolicy.DESTROY,
   * for trials and drills, the database is not protected, there are no nightly backups, and only
   * the buckets stay, whose content expires within two weeks.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether AWS refuses to delete the load balancer. Turn it on after the first deploy, and off
   * before the stack is deleted: CloudFormation can neither roll back nor delete it meanwhile.
   *
   * @default false
   */
  readonly balancerProtection?: boolean;

  /**
   * A permissions boundary for every role that is created. The function that changes the database
   * administrator's password gets its role from AWS and cannot carry one. It is then left out, and
   * the runbook says how to change the password by hand.
   *
   * @default that of the stack, its stage or app, if one has any
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Whether administrators may open a recorded shell in a task (ECS Exec).
   *
   * @default false
   */
  readonly execAccess?: boolean;

  /**
   * Whether tasks get the one-time code for the first administrator. It opens nothing once there is
   * one; deploy with `false` then, so that no container has it.
   *
   * @default true
   */
  readonly adminCode?: boolean;

  /**
   * When AWS may maintain the database, once a week: days and times in UTC, such as
   * `Sun:06:00-Sun:07:00`, half an hour at least, outside RDS's backups (05:00 to 05:45). Read
   * replicas follow one after the other, each for as long.
   *
   * @default 'Sun:06:00-Sun:07:00', night in Chile, branches closed
   */
  readonly databaseMaintenanceWindow?: string;

  /**
   * When AWS may maintain the cache, once a week: days and times in UTC, such as
   * `Sun:06:00-Sun:07:00`, an hour at least, outside its snapshots (05:00 to 06:00).
   *
   * @default 'Sun:06:00-Sun:07:00', night in Chile, branches closed
   */
  readonly cacheMaintenanceWindow?: string;

  /**
   * How many days back the database can be restored to any second: 1 to 35.
   *
   * @default 14
   */
  readonly backupRetentionDays?: number;

  /**
   * A vault in another region of this account to which every nightly backup is copied. The data
   * keys are replicated to that region too: without them no copy could be read.
   *
   * @default backups are not copied
   */
  readonly backupCopyTo?: IBackupVault;

  /**
   * How long logs are kept.
   *
   * @default the phase's: two weeks in the pilot, otherwise a month
   */
  readonly logRetention?: RetentionDays;

  /**
   * An existing bucket for access logs and flow logs, in the stack's region: with ACLs, which
   * CloudFront needs, encrypted with keys of S3, and a policy that lets the services in that write
   * there (runbook, _What exists already_). Its own rules decide how long they are kept.
   *
   * @default a new bucket is created
   */
  readonly logBucket?: IBucket;

  /**
   * How long access logs and flow logs are kept in their bucket.
   *
   * @default 90 days; with a `logBucket`, as its own rules say
   */
  readonly accessLogRetention?: Duration;

  /**
   * For how long nobody can change or delete an audit anchor.
   *
   * @default one year
   */
  readonly auditRetention?: Duration;

  /**
   * The topic for alarms. CloudWatch, Budgets, EventBridge and RDS events must be allowed to
   * publish to it.
   *
   * @default a new topic is created
   */
  readonly alarmTopic?: ITopic;

  /**
   * An e-mail address that receives alarms; AWS asks it to confirm.
   *
   * @default nobody receives alarms until you subscribe to the topic
   */
  readonly alarmEmail?: string;

  /**
   * Whether a budget of the phase's amount watches the month's cost. It counts the whole account:
   * leave it out where the account has other tenants, or a budget of its own.
   *
   * @default true
   */
  readonly accountBudget?: boolean;

  /**
   * Tags for every resource that can carry them.
   *
   * @default only `Application` = `Ticketero`
   */
  readonly tags?: { [name: string]: string };
}
