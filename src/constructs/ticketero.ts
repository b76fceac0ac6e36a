import { CfnOutput, Duration, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { FlowLogTrafficType, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnTopic, ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { DomainName } from './domain-name';
import { EdgeGuard } from './edge-guard';
import { Egress } from './egress';
import { Phase } from './phase';
import { phaseProblems } from './phase-problems';
import { TicketApp } from './ticket-app';
import { TicketBackup } from './ticket-backup';
import { TicketBalancer } from './ticket-balancer';
import { TicketCache } from './ticket-cache';
import { TicketDatabase } from './ticket-database';
import { TicketEdge } from './ticket-edge';
import { TicketFirewall } from './ticket-firewall';
import { TicketHosts } from './ticket-hosts';
import { TicketKey } from './ticket-key';
import { TicketNetwork } from './ticket-network';
import { TicketObservability } from './ticket-observability';
import { TicketSecrets } from './ticket-secrets';
import { TicketService } from './ticket-service';
import { TicketStorage } from './ticket-storage';

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
   * @default CloudFront's own name; the hop from CloudFront to the load balancer is then plain HTTP inside AWS, and synth warns
   */
  readonly domainName?: DomainName;

  /**
   * Firewall and certificate of the edge, made in us-east-1.
   *
   * @default made here when the stack is in us-east-1; elsewhere it has to be given
   */
  readonly edgeGuard?: EdgeGuard;

  /**
   * Countries whose viewers are served, as two-letter codes; Telegram's calls are served from anywhere. With an `edgeGuard`, give it there.
   *
   * @default every country
   */
  readonly allowedCountries?: string[];

  /**
   * Networks from which staff's pages and sign-in can be reached. With an `edgeGuard`, give it there.
   *
   * @default everywhere, behind sign-in
   */
  readonly staffCidrs?: string[];

  /**
   * Firewall rules of yours at the edge, priorities 100 and up. With an `edgeGuard`, give them there.
   *
   * @default none
   */
  readonly edgeRules?: CfnWebACL.RuleProperty[];

  /**
   * Most requests in five minutes from one viewer's address, at the edge and at the load balancer. A whole branch shares one.
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
   * A key of yours for everything at rest; its policy has to let CloudWatch Logs and the alarm publishers use it.
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
   * What happens to database, buckets, secrets and key when the stack is deleted. RemovalPolicy.DESTROY also turns deletion protection off.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A policy that bounds every role that is made.
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

/**
 * A bank's branches with tickets, screens, messages and reports: network, database, cache, hosts, app, edge, alarms, backups.
 * The same ids in every phase: deploying a larger phase over a smaller one grows it in place.
 */
export class Ticketero extends Construct {
  /** `https://` and the host people use. */
  public readonly url: string;
  /** Encrypts everything at rest. */
  public readonly key: TicketKey;
  /** Buckets. */
  public readonly storage: TicketStorage;
  /** Network. */
  public readonly network: TicketNetwork;
  /** Credentials. */
  public readonly secrets: TicketSecrets;
  /** PostgreSQL. */
  public readonly database: TicketDatabase;
  /** Valkey. */
  public readonly cache: TicketCache;
  /** Cluster and hosts. */
  public readonly hosts: TicketHosts;
  /** Rate limits at the load balancer. */
  public readonly firewall: TicketFirewall;
  /** Load balancer. */
  public readonly balancer: TicketBalancer;
  /** Firewall and certificate of the edge. */
  public readonly guard: EdgeGuard;
  /** CloudFront. */
  public readonly edge: TicketEdge;
  /** The app. */
  public readonly service: TicketService;
  /** Backups. */
  public readonly backup: TicketBackup;
  /** Alarms, dashboard, budget. */
  public readonly observability: TicketObservability;

  public constructor(scope: Construct, id: string, props: TicketeroProps) {
    super(scope, id);
    const { phase, domainName, removalPolicy, logRetention } = props;
    const app = props.app ?? TicketApp.bundled();
    this.node.addValidation({ validate: () => [...phaseProblems(phase), ...(domainName?.problems() ?? []), ...this.placeProblems(props)] });

    this.key = new TicketKey(this, 'Key', { encryptionKey: props.encryptionKey, removalPolicy });
    const encryptionKey = this.key.key;
    this.storage = new TicketStorage(this, 'Storage', {
      encryptionKey, removalPolicy, staticOrigin: phase.staticOrigin, auditRetention: props.auditRetention, accessLogRetention: props.accessLogRetention,
    });
    const logBucket = this.storage.logs;
    const hostEvents = this.makeHostEvents();
    this.network = new TicketNetwork(this, 'Network', {
      egress: props.egress ?? phase.egress,
      cidr: props.cidr,
      availabilityZones: props.availabilityZones,
      vpc: props.vpc,
      appSubnets: props.appSubnets,
      dataSubnets: props.dataSubnets,
      flowLogTraffic: props.flowLogTraffic,
      hostEvents,
      logBucket,
    });
    const network = this.network;
    this.secrets = new TicketSecrets(this, 'Secrets', { encryptionKey, removalPolicy, originSecretVersions: props.originSecretVersions });
    const secrets = this.secrets;
    this.database = new TicketDatabase(this, 'Database', {
      phase, network, encryptionKey, removalPolicy, logRetention, backupRetentionDays: props.backupRetentionDays, restoredFrom: props.restoredFrom,
    });
    this.cache = new TicketCache(this, 'Cache', { phase, network, encryptionKey, logRetention, password: secrets.cachePassword });
    this.hosts = new TicketHosts(this, 'Hosts', { phase, network, encryptionKey, hostEvents, execLog: props.execAccess ? this.execLog(encryptionKey) : undefined });
    this.firewall = new TicketFirewall(this, 'Firewall', { encryptionKey, viewerRateLimit: props.viewerRateLimit, issueRateLimit: props.issueRateLimit, logRetention });
    this.balancer = new TicketBalancer(this, 'Balancer', {
      network, app, secrets, logBucket, firewall: this.firewall, domainName, originPrefixList: props.originPrefixList,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    });
    this.guard = props.edgeGuard ?? new EdgeGuard(this, 'EdgeGuard', {
      domainName, allowedCountries: props.allowedCountries, staffCidrs: props.staffCidrs, rules: props.edgeRules, viewerRateLimit: props.viewerRateLimit, logRetention, encryptionKey,
    });
    this.edge = new TicketEdge(this, 'Edge', {
      balancer: this.balancer, guard: this.guard, secrets, logBucket, domainName, assets: this.storage.assets, priceClass: props.priceClass,
    });
    this.url = this.edge.url;
    this.service = new TicketService(this, 'Service', {
      phase, app, hosts: this.hosts, network, balancer: this.balancer, database: this.database, cache: this.cache, secrets, storage: this.storage,
      encryptionKey, publicUrl: this.url, execAccess: props.execAccess, logRetention,
    });
    this.backup = new TicketBackup(this, 'Backup', { database: this.database, encryptionKey, removalPolicy, copyTo: props.backupCopyTo });
    this.observability = new TicketObservability(this, 'Observability', {
      phase, network, database: this.database, cache: this.cache, hosts: this.hosts, service: this.service, balancer: this.balancer, firewall: this.firewall,
      edge: this.edge, guard: this.guard, backup: this.backup, encryptionKey, alarmTopic: props.alarmTopic, alarmEmail: props.alarmEmail,
    });
    this.outputs();

    for (const [key, value] of Object.entries({ Application: 'Ticketero', ...props.tags })) Tags.of(this).add(key, value);
    if (props.permissionsBoundary) PermissionsBoundary.of(this).apply(props.permissionsBoundary);
  }

  /**
   * Launches and ends of hosts, apart from alarms: they happen every two weeks when all is well. With the key SNS has in every account, because the
   * service role of Auto Scaling cannot be named in a key's policy before it exists.
   */
  private makeHostEvents(): Topic {
    const topic = new Topic(this, 'HostEvents', { displayName: 'Ticketero hosts', enforceSSL: true });
    (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
    return topic;
  }

  private execLog(encryptionKey: IKey): LogGroup {
    return new LogGroup(this, 'ExecLog', { encryptionKey, retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN });
  }

  private outputs() {
    const output = (id: string, description: string, value: string) => new CfnOutput(this, id, { description, value });
    output('Url', 'Where people go', this.url);
    output('AdminCode', 'Secret with the one-time code for the first administrator', this.secrets.adminCode.secretArn);
    output('TelegramSecret', 'Secret whose token turns Telegram on', this.secrets.telegram.secretArn);
    output('AppLog', 'Log group of the app', this.service.log.logGroupName);
  }

  private placeProblems(props: TicketeroProps): string[] {
    const { region } = Stack.of(this);
    if (Token.isUnresolved(region)) {
      return ['the stack has no region; give env: { region: \'us-east-1\' } (or yours): access logs, CloudFront\'s prefix list and the edge\'s firewall depend on it'];
    }
    if (region !== 'us-east-1' && !props.edgeGuard) {
      return [`the stack is in ${region} and has no edgeGuard; CloudFront takes firewall and certificate from us-east-1 only: make an EdgeGuard in a stack there and hand it over`];
    }
    return [];
  }
}
