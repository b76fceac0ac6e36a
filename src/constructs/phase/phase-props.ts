import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Egress } from '../network/egress';

/** Which server provides the Redis protocol. */
export enum CacheEngine {
  /** Valkey, the open-source continuation of Redis; its nodes are 20 % cheaper. */
  VALKEY = 'valkey',
  /** Redis OSS 7.1, the last version that ElastiCache offers. */
  REDIS = 'redis',
}

/**
 * The sizes of a `custom` phase. Sizes that are not given are taken from the phase it is based on.
 */
export interface PhaseProps {
  /**
   * A short name, used in outputs and on the dashboard. It is never part of a construct id, because
   * growing must not rename anything.
   *
   * @default 'custom'
   */
  readonly name?: string;

  /**
   * Number of branches it is meant for. It is used to price the phase; more branches are not
   * refused.
   *
   * @default as in the phase it is based on
   */
  readonly branches?: number;

  /**
   * Instance type of the container hosts. Its architecture must be that of the image. A t-class
   * host carries two tasks, because it has three network interfaces.
   *
   * @default as in the phase it is based on
   */
  readonly hostInstanceType?: InstanceType;

  /**
   * Minimum number of hosts.
   *
   * @default as in the phase it is based on
   */
  readonly hostsMin?: number;

  /**
   * Maximum number of hosts, at least 2: a new host must serve before an old one leaves.
   *
   * @default as in the phase it is based on
   */
  readonly hostsMax?: number;

  /**
   * Whether hosts publish metrics every minute, for $2.10 per host and month. Otherwise the alarms
   * on hosts see five-minute averages.
   *
   * @default as in the phase it is based on
   */
  readonly hostDetailedMonitoring?: boolean;

  /**
   * Whether error, bias and coverage of the waits that customers are told, and how far learning is
   * behind, are published as metrics: four, for $1.20 a month. The alarm on them exists either way,
   * and the log has the figures.
   *
   * @default as in the phase it is based on
   */
  readonly foresightMetrics?: boolean;

  /**
   * Whether the firewall at the load balancer also counts every request of a viewer, for $1 a
   * month. The edge counts them all against the same limit; the limit on tickets always applies at
   * both.
   *
   * @default as in the phase it is based on
   */
  readonly balancerViewerRate?: boolean;

  /**
   * Minimum number of tasks (instances of the app).
   *
   * @default as in the phase it is based on
   */
  readonly tasksMin?: number;

  /**
   * Maximum number of tasks. The hosts must fit twice as many, because a deploy starts the new
   * tasks before it stops the old ones.
   *
   * @default as in the phase it is based on
   */
  readonly tasksMax?: number;

  /**
   * Open WebSockets per task above which another task is added.
   *
   * @default as in the phase it is based on
   */
  readonly socketsPerTask?: number;

  /**
   * Instance type of the primary database, without the `db.` prefix.
   *
   * @default as in the phase it is based on
   */
  readonly databaseInstanceType?: InstanceType;

  /**
   * Whether the primary has a synchronous standby in another zone, to which it fails over.
   *
   * @default as in the phase it is based on
   */
  readonly databaseMultiAz?: boolean;

  /**
   * Storage of the database, in GiB. It can grow but never shrink.
   *
   * @default as in the phase it is based on
   */
  readonly databaseStorageGib?: number;

  /**
   * Storage up to which the database may grow by itself, in GiB.
   *
   * @default as in the phase it is based on
   */
  readonly databaseMaxStorageGib?: number;

  /**
   * Number of read replicas, for reports and the audit of closed days. They are never failover
   * targets.
   *
   * @default as in the phase it is based on
   */
  readonly databaseReplicas?: number;

  /**
   * Instance type of the read replicas, without the `db.` prefix.
   *
   * @default as in the phase it is based on
   */
  readonly databaseReplicaInstanceType?: InstanceType;

  /**
   * Engine of the cache.
   *
   * @default as in the phase it is based on
   */
  readonly cacheEngine?: CacheEngine;

  /**
   * Node type of the cache, with the `cache.` prefix.
   *
   * @default as in the phase it is based on
   */
  readonly cacheNodeType?: string;

  /**
   * Number of shards of the cache. Cluster mode is on even with one shard, so that more can be
   * added while the cache serves.
   *
   * @default as in the phase it is based on
   */
  readonly cacheShards?: number;

  /**
   * Replicas per shard. Changing this later may replace the cache.
   *
   * @default as in the phase it is based on
   */
  readonly cacheReplicasPerShard?: number;

  /**
   * How private subnets reach the internet.
   *
   * @default as in the phase it is based on
   */
  readonly egress?: Egress;

  /**
   * Whether hashed assets are served from a bucket of their own, which also holds a failover page,
   * shown while no task answers.
   *
   * @default as in the phase it is based on
   */
  readonly staticOrigin?: boolean;

  /**
   * Percentage of requests whose trace is kept. The first 100,000 traces a month are free.
   *
   * @default as in the phase it is based on
   */
  readonly tracePercent?: number;

  /**
   * How long logs are kept.
   *
   * @default as in the phase it is based on
   */
  readonly logRetention?: RetentionDays;

  /**
   * What the phase may cost a month, in US dollars before tax. Used for the budget's alarm and the
   * bill's check.
   *
   * @default as in the phase it is based on
   */
  readonly monthlyBudget?: number;
}
