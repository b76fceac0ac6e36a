import { CfnOutput, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnTopic, ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EdgeGuard } from './edge/edge-guard';
import { Phase } from './phase/phase';
import { phaseProblems } from './phase/phase-problems';
import { TicketApp } from './image/ticket-app';
import { TicketBackup } from './data/ticket-backup';
import { TicketBalancer } from './edge/ticket-balancer';
import { TicketCache } from './data/ticket-cache';
import { TicketDatabase } from './data/ticket-database';
import { TicketEdge } from './edge/ticket-edge';
import { TicketFirewall } from './edge/ticket-firewall';
import { TicketHosts } from './service/ticket-hosts';
import { TicketKey } from './security/ticket-key';
import { TicketNetwork } from './network/ticket-network';
import { TicketObservability } from './observability/ticket-observability';
import { TicketSecrets } from './security/ticket-secrets';
import { TicketService } from './service/ticket-service';
import { TicketStorage } from './data/ticket-storage';
import { TicketeroProps } from './ticketero-props';

/**
 * A bank's branches with tickets, screens, messages and reports: network, database, cache, hosts,
 * app, edge, alarms, backups. The same ids in every phase: deploying a larger phase over a smaller
 * one grows it in place.
 */
export class Ticketero extends Construct {
  /** `https://` and the host people use. */
  public readonly url: string;
  /** Encrypts everything at rest. */
  public readonly key: TicketKey;
  /** Buckets. */
  public readonly storage: TicketStorage;
  /** Where launches and ends of hosts are told. */
  public readonly hostEvents: ITopic;
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
    const { domainName, removalPolicy, logRetention } = props;
    const wrongSizes = phaseProblems(props.phase);
    // Parts throw on the first impossible size; with a sound phase in its place every mistake is
    // reported together.
    const phase = wrongSizes.length > 0 ? Phase.PILOT : props.phase;
    const app = props.app ?? TicketApp.bundled();
    this.node.addValidation({
      validate: () => [
        ...wrongSizes,
        ...(domainName?.problems() ?? []),
        ...this.placeProblems(props),
      ],
    });

    this.key = new TicketKey(this, 'Key', { encryptionKey: props.encryptionKey, removalPolicy });
    const encryptionKey = this.key.key;
    this.storage = new TicketStorage(this, 'Storage', {
      encryptionKey,
      removalPolicy,
      staticOrigin: phase.staticOrigin,
      auditRetention: props.auditRetention,
      accessLogRetention: props.accessLogRetention,
    });
    const logBucket = this.storage.logs;
    this.hostEvents = this.makeHostEvents();
    const { hostEvents } = this;
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
    this.secrets = new TicketSecrets(this, 'Secrets', {
      encryptionKey,
      removalPolicy,
      originSecretVersions: props.originSecretVersions,
    });
    const secrets = this.secrets;
    this.database = new TicketDatabase(this, 'Database', {
      phase,
      network,
      encryptionKey,
      removalPolicy,
      logRetention,
      backupRetentionDays: props.backupRetentionDays,
      restoredFrom: props.restoredFrom,
      // the role of AWS's function could not carry it
      administratorRotation: props.permissionsBoundary === undefined,
    });
    this.cache = new TicketCache(this, 'Cache', {
      phase,
      network,
      encryptionKey,
      logRetention,
      password: secrets.cachePassword,
    });
    this.hosts = new TicketHosts(this, 'Hosts', {
      phase,
      network,
      encryptionKey,
      hostEvents,
      execLog: props.execAccess ? this.execLog(encryptionKey) : undefined,
    });
    this.firewall = new TicketFirewall(this, 'Firewall', {
      encryptionKey,
      viewerRateLimit: props.viewerRateLimit,
      issueRateLimit: props.issueRateLimit,
      logRetention,
    });
    this.balancer = new TicketBalancer(this, 'Balancer', {
      network,
      app,
      secrets,
      logBucket,
      firewall: this.firewall,
      domainName,
      originPrefixList: props.originPrefixList,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    });
    this.guard =
      props.edgeGuard ??
      new EdgeGuard(this, 'EdgeGuard', {
        domainName,
        allowedCountries: props.allowedCountries,
        staffCidrs: props.staffCidrs,
        rules: props.edgeRules,
        viewerRateLimit: props.viewerRateLimit,
        logRetention,
        encryptionKey,
      });
    this.edge = new TicketEdge(this, 'Edge', {
      balancer: this.balancer,
      guard: this.guard,
      secrets,
      logBucket,
      domainName,
      assets: this.storage.assets,
      priceClass: props.priceClass,
    });
    this.url = this.edge.url;
    this.service = new TicketService(this, 'Service', {
      phase,
      app,
      hosts: this.hosts,
      network,
      balancer: this.balancer,
      database: this.database,
      cache: this.cache,
      secrets,
      storage: this.storage,
      encryptionKey,
      publicUrl: this.url,
      execAccess: props.execAccess,
      logRetention,
    });
    this.backup = new TicketBackup(this, 'Backup', {
      database: this.database,
      encryptionKey,
      removalPolicy,
      copyTo: props.backupCopyTo,
    });
    this.observability = new TicketObservability(this, 'Observability', {
      phase,
      network,
      database: this.database,
      cache: this.cache,
      hosts: this.hosts,
      service: this.service,
      balancer: this.balancer,
      firewall: this.firewall,
      edge: this.edge,
      guard: this.guard,
      backup: this.backup,
      encryptionKey,
      alarmTopic: props.alarmTopic,
      alarmEmail: props.alarmEmail,
    });
    this.outputs();

    for (const [key, value] of Object.entries({ Application: 'Ticketero', ...props.tags }))
      Tags.of(this).add(key, value);
    if (props.permissionsBoundary) PermissionsBoundary.of(this).apply(props.permissionsBoundary);
  }

  /**
   * Launches and ends of hosts, apart from alarms: they happen every two weeks when all is well.
   * With the key SNS has in every account, because the service role of Auto Scaling cannot be named
   * in a key's policy before it exists.
   */
  private makeHostEvents(): Topic {
    const topic = new Topic(this, 'HostEvents', {
      displayName: 'Ticketero hosts',
      enforceSSL: true,
    });
    (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
    return topic;
  }

  private execLog(encryptionKey: IKey): LogGroup {
    return new LogGroup(this, 'ExecLog', {
      encryptionKey,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private outputs() {
    const output = (id: string, description: string, value: string) =>
      new CfnOutput(this, id, { description, value });
    output('Url', 'Where people go', this.url);
    output(
      'AdminCode',
      'Secret with the one-time code for the first administrator',
      this.secrets.adminCode.secretArn,
    );
    output(
      'TelegramSecret',
      'Secret whose token turns Telegram on',
      this.secrets.telegram.secretArn,
    );
    output(
      'HostEventTopic',
      'Subscribe here to hear of every launch and end of a host',
      this.hostEvents.topicArn,
    );
    output('AppLog', 'Log group of the app', this.service.log.logGroupName);
  }

  private placeProblems(props: TicketeroProps): string[] {
    const { region } = Stack.of(this);
    const { alarmEmail } = props;
    const mail =
      alarmEmail === undefined ||
      Token.isUnresolved(alarmEmail) ||
      /^[^@\s]+@[^@\s]+$/.test(alarmEmail)
        ? []
        : [`alarmEmail is "${alarmEmail}"; give a mailbox, as oncall@bank.cl`];
    if (Token.isUnresolved(region)) {
      return [
        ...mail,
        "the stack has no region; give env: { region: 'us-east-1' } (or yours): " +
          "access logs, CloudFront's prefix list and the edge's firewall depend on it",
      ];
    }
    if (region !== 'us-east-1' && !props.edgeGuard) {
      return [
        ...mail,
        `the stack is in ${region} and has no edgeGuard; ` +
          'CloudFront takes firewall and certificate from us-east-1 only: ' +
          'make an EdgeGuard in a stack there and hand it over',
      ];
    }
    return mail;
  }
}
