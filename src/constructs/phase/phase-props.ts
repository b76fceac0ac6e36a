import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Egress } from '../network/egress';

/** Which server speaks the Redis protocol. */
export enum CacheEngine {
  /** Valkey, the open continuation of Redis; 20 % cheaper a node. */
  VALKEY = 'valkey',
  /** Redis OSS 7.1, the last one that ElastiCache carries. */
  REDIS = 'redis',
}

/** The sizes of a `custom` phase. What is not given is taken from the phase it is based on. */
export interface PhaseProps {
  /**
   * A short name, used in outputs and on the dashboard. Never part of an id: growing must not
   * rename anything.
   *
   * @default 'custom'
   */
  readonly name?: string;

  /**
   * Branches it is meant for. Only documents and prices the phase; nothing is refused above it.
   *
   * @default that of the phase it is based on
   */
  readonly branches?: number;

  /**
   * Instance type of the container hosts; its architecture has to be the image's. t-class hosts
   * carry two tasks (three network interfaces).
   *
   * @default that of the phase it is based on
   */
  readonly hostInstanceType?: InstanceType;

  /**
   * Fewest hosts.
   *
   * @default that of the phase it is based on
   */
  readonly hostsMin?: number;

  /**
   * Most hosts, at least one more than a deploy needs: a new host serves before an old one leaves.
   *
   * @default that of the phase it is based on
   */
  readonly hostsMax?: number;

  /**
   * One-minute instance metrics of the hosts ($2.10 a host and month). Without them the host's
   * alarms see five-minute averages.
   *
   * @default that of the phase it is based on
   */
  readonly hostDetailedMonitoring?: boolean;

  /**
   * Fewest tasks (instances of the app).
   *
   * @default that of the phase it is based on
   */
  readonly tasksMin?: number;

  /**
   * Most tasks. Twice as many have to fit the hosts, because a deploy starts the new ones before it
   * stops the old.
   *
   * @default that of the phase it is based on
   */
  readonly tasksMax?: number;

  /**
   * Open WebSockets per task above which a task is added.
   *
   * @default that of the phase it is based on
   */
  readonly socketsPerTask?: number;

  /**
   * Instance type of the primary database, without the `db.` prefix.
   *
   * @default that of the phase it is based on
   */
  readonly databaseInstanceType?: InstanceType;

  /**
   * Whether the primary has a synchronous standby in another zone.
   *
   * @default that of the phase it is based on
   */
  readonly databaseMultiAz?: boolean;

  /**
   * Storage of the database, GiB. It can grow, never shrink.
   *
   * @default that of the phase it is based on
   */
  readonly databaseStorageGib?: number;

  /**
   * Storage the database may grow to by itself, GiB.
   *
   * @default that of the phase it is based on
   */
  readonly databaseMaxStorageGib?: number;

  /**
   * Read replicas, for reports and closed-day audit. Never failover targets.
   *
   * @default that of the phase it is based on
   */
  readonly databaseReplicas?: number;

  /**
   * Instance type of the read replicas, without the `db.` prefix.
   *
   * @default that of the phase it is based on
   */
  readonly databaseReplicaInstanceType?: InstanceType;

  /**
   * Engine of the cache.
   *
   * @default that of the phase it is based on
   */
  readonly cacheEngine?: CacheEngine;

  /**
   * Node type of the cache, with the `cache.` prefix.
   *
   * @default that of the phase it is based on
   */
  readonly cacheNodeType?: string;

  /**
   * Shards of the cache. Cluster mode is on from one shard, so that more can be added while it
   * serves.
   *
   * @default that of the phase it is based on
   */
  readonly cacheShards?: number;

  /**
   * Replicas of each shard. Changing it later may replace the cache.
   *
   * @default that of the phase it is based on
   */
  readonly cacheReplicasPerShard?: number;

  /**
   * How private subnets reach the internet.
   *
   * @default that of the phase it is based on
   */
  readonly egress?: Egress;

  /**
   * Whether hashed assets come from a bucket of their own (several origins) with a failover page
   * for page requests.
   *
   * @default that of the phase it is based on
   */
  readonly staticOrigin?: boolean;

  /**
   * Share of requests whose trace is kept, percent. X-Ray keeps 100,000 a month without charge.
   *
   * @default that of the phase it is based on
   */
  readonly tracePercent?: number;

  /**
   * How long logs are kept.
   *
   * @default that of the phase it is based on
   */
  readonly logRetention?: RetentionDays;

  /**
   * What the phase may cost a month, US dollars, before tax: the budget's alarm and the bill's
   * check.
   *
   * @default that of the phase it is based on
   */
  readonly monthlyBudget?: number;
}
