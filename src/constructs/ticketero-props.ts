import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { FlowLogTrafficType, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { DomainName } from './edge/domain-name';
import { EdgeGuard } from './edge/edge-guard';
import { TicketApp } from './image/ticket-app';
import { Egress } from './network/egress';
import { Phase } from './phase/phase';

/** What a deployment is made of. Everything but the phase has a default. */
export interface TicketeroProps {
  /** How large it is. */
  readonly phase: Phase;

  /**
   * What it runs.
   *
   * @default TicketApp.bundled(), the app of this package
   */
  readonly app?: TicketApp;

  /**
   * The name people use, with TLS on every hop.
   *
   * @default CloudFront's own name; the hop from CloudFront to the load balancer is then plain HTTP
   * inside AWS, and synth warns
   */
  readonly domainName?: DomainName;

  /**
   * Firewall and certificate of the edge, made in us-east-1.
   *
   * @default made here when the stack is in us-east-1; elsewhere it has to be given
   */
  readonly edgeGuard?: EdgeGuard;

  /**
   * Countries whose viewers are served, as two-letter codes; Telegram's calls are served from
   * anywhere. With an `edgeGuard`, give it there.
   *
   * @default every country
   */
  readonly allowedCountries?: string[];

  /**
   * Networks from which staff's pages and sign-in can be reached. With an `edgeGuard`, give it
   * there.
   *
   * @default everywhere, behind sign-in
   */
  readonly staffCidrs?: string[];

  /**
   * Firewall rules of yours at the edge, priorities 100 and up. With an `edgeGuard`, give them
   * there.
   *
   * @default none
   */
  readonly edgeRules?: CfnWebACL.RuleProperty[];

  /**
   * Most requests in five minutes from one viewer's address, at the edge and at the load balancer.
   * A whole branch shares one.
   *
   * @default 2000
   */
  readonly viewerRateLimit?: number;

  /**
   * Most tickets asked for in five minutes from one viewer's address.
   *
   * @default 100
   */
  readonly issueRateLimit?: number;

  /**
   * From which parts of the world CloudFront answers.
   *
   * @default PriceClass.PRICE_CLASS_ALL, the only one with South America
   */
  readonly priceClass?: PriceClass;

  /**
   * Id of CloudFront's origin-facing prefix list in the stack's region.
   *
   * @default the published id, where two public sources agree
   */
  readonly originPrefixList?: string;

  /**
   * Versions of the origin secret the load balancer accepts, newest first; two while it is rotated.
   *
   * @default the current version
   */
  readonly originSecretVersions?: string[];

  /**
   * How private subnets reach the internet.
   *
   * @default the phase's
   */
  readonly egress?: Egress;

  /**
   * The network's addresses, /16 to /22.
   *
   * @default '10.20.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Exactly three zones; changing them later replaces every subnet.
   *
   * @default the first three of the region
   */
  readonly availabilityZones?: string[];

  /**
   * A network of yours, with an internet gateway attached, egress and flow logs.
   *
   * @default a network is made
   */
  readonly vpc?: IVpc;

  /**
   * Where load balancer, hosts and tasks go in your `vpc`.
   *
   * @default its private subnets with egress
   */
  readonly appSubnets?: SubnetSelection;

  /**
   * Where database and cache go in your `vpc`.
   *
   * @default its isolated subnets
   */
  readonly dataSubnets?: SubnetSelection;

  /**
   * Which connections flow logs hold.
   *
   * @default FlowLogTrafficType.REJECT
   */
  readonly flowLogTraffic?: FlowLogTrafficType;

  /**
   * A key of yours for everything at rest; its policy has to let CloudWatch Logs and the alarm
   * publishers use it.
   *
   * @default a key is made
   */
  readonly encryptionKey?: IKey;

  /**
   * How long logs are kept.
   *
   * @default the phase's: two weeks, then a month
   */
  readonly logRetention?: RetentionDays;

  /**
   * How long access logs in the bucket are kept.
   *
   * @default 90 days
   */
  readonly accessLogRetention?: Duration;

  /**
   * How long nobody can change or delete an audit anchor.
   *
   * @default one year
   */
  readonly auditRetention?: Duration;

  /**
   * How far back the database can be restored to any second, days: 1 to 35.
   *
   * @default 14
   */
  readonly backupRetentionDays?: number;

  /**
   * A vault in another region to which every nightly backup is copied.
   *
   * @default no copy
   */
  readonly backupCopyTo?: IBackupVault;

  /**
   * A database snapshot to start from.
   *
   * @default an empty database
   */
  readonly restoredFrom?: string;

  /**
   * What happens to database, buckets, secrets and key when the stack is deleted.
   * RemovalPolicy.DESTROY also turns deletion protection off.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A policy that bounds every role that is made. The function that changes the database
   * administrator's password gets its role from AWS, which cannot carry one: it is left out then,
   * and the runbook says how to change the password by hand.
   *
   * @default none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Whether administrators may open a recorded shell in a task.
   *
   * @default false
   */
  readonly execAccess?: boolean;

  /**
   * Where alarms go.
   *
   * @default a topic is made
   */
  readonly alarmTopic?: ITopic;

  /**
   * A mailbox that hears alarms.
   *
   * @default nobody, until you subscribe to the topic
   */
  readonly alarmEmail?: string;

  /**
   * Tags on everything that can carry them.
   *
   * @default Application = Ticketero
   */
  readonly tags?: { [name: string]: string };
}
