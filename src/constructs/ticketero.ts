import { Tags } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { besideOthers, enlist } from './beside-others';
import { TicketBackup } from './data/ticket-backup';
import { TicketCache } from './data/ticket-cache';
import { TicketDatabase } from './data/ticket-database';
import { TicketStorage } from './data/ticket-storage';
import { EdgeGuard } from './edge/edge-guard';
import { guardProblems } from './edge/guard-problems';
import { TicketBalancer } from './edge/ticket-balancer';
import { TicketEdge } from './edge/ticket-edge';
import { TicketFirewall } from './edge/ticket-firewall';
import { usable } from './given/given';
import { TicketApp } from './image/ticket-app';
import { egressProblems } from './network/egress-problems';
import { TicketNetwork } from './network/ticket-network';
import { TicketObservability } from './observability/ticket-observability';
import { addOutputs } from './outputs';
import { Phase } from './phase/phase';
import { phaseProblems } from './phase/phase-problems';
import { copyRegion, placeProblems } from './place-problems';
import { hasBoundary, reachHelpers } from './security/helpers';
import { TicketKey } from './security/ticket-key';
import { TicketSecrets } from './security/ticket-secrets';
import { execLog, hostEvents } from './service/host-records';
import { TicketHosts } from './service/ticket-hosts';
import { TicketService } from './service/ticket-service';
import { KINDS } from './ticketero-kinds';
import { TicketeroProps } from './ticketero-props';

/**
 * Tickets, screens, messages and reports for a bank's branches: network, database, cache, hosts,
 * app, edge, alarms and backups. Construct ids are the same in every phase, so deploying a larger
 * phase over a smaller one grows it in place.
 */
export class Ticketero extends Construct {
  /** `https://` and the host people use. */
  public readonly url: string;
  /** The key that encrypts everything at rest. */
  public readonly key: TicketKey;
  /** The buckets for logs, audit anchors and assets. */
  public readonly storage: TicketStorage;
  /** The topic that is notified of every launch and termination of a host. */
  public readonly hostEvents: ITopic;
  /** The network. */
  public readonly network: TicketNetwork;
  /** The credentials. */
  public readonly secrets: TicketSecrets;
  /** The PostgreSQL database. */
  public readonly database: TicketDatabase;
  /** The Valkey or Redis cache. */
  public readonly cache: TicketCache;
  /** The ECS cluster and its hosts. */
  public readonly hosts: TicketHosts;
  /** The firewall with the rate limits at the load balancer. */
  public readonly firewall: TicketFirewall;
  /** The load balancer. */
  public readonly balancer: TicketBalancer;
  /** The firewall and certificate of the edge. */
  public readonly guard: EdgeGuard;
  /** The edge: CloudFront. */
  public readonly edge: TicketEdge;
  /** The service that runs the app. */
  public readonly service: TicketService;
  /** The nightly backups. */
  public readonly backup: TicketBackup;
  /** The alarms, the dashboard and the budget. */
  public readonly observability: TicketObservability;

  public constructor(scope: Construct, id: string, props: TicketeroProps) {
    super(scope, id);
    enlist(this, props);
    const { props: fit, problems } = usable(props, KINDS);
    const { domainName, removalPolicy } = fit;
    const wrongSizes = fit.phase ? phaseProblems(fit.phase) : [];
    // parts throw on the first impossible size; with a replacement all problems are reported
    const phase = wrongSizes.length > 0 || !fit.phase ? Phase.PILOT : fit.phase;
    const app = fit.app ?? TicketApp.bundled();
    this.node.addValidation({
      validate: () => [
        ...problems,
        ...wrongSizes,
        ...(domainName?.problems() ?? []),
        ...placeProblems(this, fit),
        ...guardProblems(fit),
        ...egressProblems(fit, phase.egress),
        ...besideOthers(this),
      ],
    });

    this.key = new TicketKey(this, 'Key', { encryptionKey: fit.encryptionKey, removalPolicy });
    this.storage = this.makeStorage(fit, phase);
    this.hostEvents = hostEvents(this);
    this.network = this.makeNetwork(fit, phase);
    this.secrets = new TicketSecrets(this, 'Secrets', {
      encryptionKey: this.key.key,
      removalPolicy,
      originSecretVersions: fit.originSecretVersions,
      dataKeys: fit.dataKeysSecret,
      telegram: fit.telegramSecret,
      replicaRegion: copyRegion(this, fit),
    });
    this.database = this.makeDatabase(fit, phase);
    this.cache = new TicketCache(this, 'Cache', {
      phase,
      network: this.network,
      encryptionKey: this.key.key,
      logRetention: fit.logRetention,
      password: this.secrets.cachePassword,
      maintenanceWindow: fit.cacheMaintenanceWindow,
      removalPolicy,
    });
    this.hosts = this.makeHosts(fit, phase);
    this.firewall = new TicketFirewall(this, 'Firewall', {
      encryptionKey: this.key.key,
      viewerRateLimit: fit.viewerRateLimit,
      issueRateLimit: fit.issueRateLimit,
      countViewers: phase.balancerViewerRate,
      logRetention: fit.logRetention ?? phase.logRetention,
    });
    this.balancer = this.makeBalancer(fit, app);
    this.guard = fit.edgeGuard ?? this.makeGuard(fit, phase);
    this.edge = this.makeEdge(fit);
    this.url = this.edge.url;
    this.service = this.makeService(fit, phase, app);
    this.backup = new TicketBackup(this, 'Backup', {
      database: this.database,
      encryptionKey: this.key.key,
      removalPolicy,
      copyTo: fit.backupCopyTo,
    });
    this.observability = this.makeObservability(fit, phase);
    addOutputs(this);

    const tags = { Application: 'Ticketero', ...fit.tags };
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
    if (fit.permissionsBoundary) PermissionsBoundary.of(this).apply(fit.permissionsBoundary);
    reachHelpers(this, tags, fit.permissionsBoundary);
  }

  private makeStorage(props: TicketeroProps, phase: Phase): TicketStorage {
    return new TicketStorage(this, 'Storage', {
      encryptionKey: this.key.key,
      removalPolicy: props.removalPolicy,
      staticOrigin: phase.staticOrigin,
      auditRetention: props.auditRetention,
      logBucket: props.logBucket,
      accessLogRetention: props.accessLogRetention,
    });
  }

  private makeNetwork(props: TicketeroProps, phase: Phase): TicketNetwork {
    return new TicketNetwork(this, 'Network', {
      egress: props.egress ?? phase.egress,
      cidr: props.cidr,
      availabilityZones: props.availabilityZones,
      vpc: props.vpc,
      appSubnets: props.appSubnets,
      dataSubnets: props.dataSubnets,
      flowLogTraffic: props.flowLogTraffic,
      hostEvents: this.hostEvents,
      logBucket: this.storage.logs,
      mail: props.mail,
      shells: props.execAccess,
      removalPolicy: props.removalPolicy,
    });
  }

  private makeDatabase(props: TicketeroProps, phase: Phase): TicketDatabase {
    return new TicketDatabase(this, 'Database', {
      phase,
      network: this.network,
      encryptionKey: this.key.key,
      removalPolicy: props.removalPolicy,
      logRetention: props.logRetention,
      backupRetentionDays: props.backupRetentionDays,
      maintenanceWindow: props.databaseMaintenanceWindow,
      restoredFrom: props.restoredFrom,
      administrator: props.administratorSecret,
      // the role of AWS's rotation function cannot carry the boundary
      administratorRotation: !props.permissionsBoundary && !hasBoundary(this),
    });
  }

  private makeHosts(props: TicketeroProps, phase: Phase): TicketHosts {
    return new TicketHosts(this, 'Hosts', {
      phase,
      network: this.network,
      encryptionKey: this.key.key,
      hostEvents: this.hostEvents,
      execLog: props.execAccess ? execLog(this, this.key.key, props.removalPolicy) : undefined,
    });
  }

  private makeBalancer(props: TicketeroProps, app: TicketApp): TicketBalancer {
    return new TicketBalancer(this, 'Balancer', {
      network: this.network,
      app,
      secrets: this.secrets,
      logBucket: this.storage.logs,
      firewall: this.firewall,
      domainName: props.domainName,
      originPrefixList: props.originPrefixList,
      deletionProtection: props.balancerProtection,
    });
  }

  private makeGuard(props: TicketeroProps, phase: Phase): EdgeGuard {
    return new EdgeGuard(this, 'EdgeGuard', {
      domainName: props.domainName,
      allowedCountries: props.allowedCountries,
      staffCidrs: props.staffCidrs,
      rules: props.edgeRules,
      countOnly: props.edgeCountOnly,
      mailLinks: props.mail !== undefined,
      viewerRateLimit: props.viewerRateLimit,
      logRetention: props.logRetention ?? phase.logRetention,
      encryptionKey: this.key.key,
    });
  }

  private makeEdge(props: TicketeroProps): TicketEdge {
    return new TicketEdge(this, 'Edge', {
      balancer: this.balancer,
      guard: this.guard,
      secrets: this.secrets,
      logBucket: this.storage.logs,
      domainName: props.domainName,
      assets: this.storage.assets,
      priceClass: props.priceClass,
    });
  }

  private makeService(props: TicketeroProps, phase: Phase, app: TicketApp): TicketService {
    return new TicketService(this, 'Service', {
      phase,
      app,
      hosts: this.hosts,
      network: this.network,
      balancer: this.balancer,
      database: this.database,
      cache: this.cache,
      secrets: this.secrets,
      storage: this.storage,
      encryptionKey: this.key.key,
      publicUrl: this.url,
      environment: props.environment,
      adminCode: props.adminCode,
      execAccess: props.execAccess,
      messages: props.messages,
      staffSignIn: props.staffSignIn,
      mail: props.mail,
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
  }

  private makeObservability(props: TicketeroProps, phase: Phase): TicketObservability {
    return new TicketObservability(this, 'Observability', {
      phase,
      network: this.network,
      database: this.database,
      cache: this.cache,
      hosts: this.hosts,
      service: this.service,
      balancer: this.balancer,
      firewall: this.firewall,
      edge: this.edge,
      guard: this.guard,
      backup: this.backup,
      encryptionKey: this.key.key,
      alarmTopic: props.alarmTopic,
      alarmEmail: props.alarmEmail,
      accountBudget: props.accountBudget,
    });
  }
}
