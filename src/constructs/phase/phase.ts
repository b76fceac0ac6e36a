import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Egress } from '../network/egress';
import { CacheEngine, PhaseProps } from './phase-props';
import {
  expansion,
  expansionVariants,
  national,
  nationalVariants,
  pilot,
  pilotVariants,
  Sizes,
  Variants,
} from './phase-sizes';

/**
 * How large a deployment is. A phase is only data: every phase produces the same stack with the
 * same network and the same ids, so a pilot grows in place.
 */
export class Phase {
  /**
   * One branch: one host, one task, a Multi-AZ micro database, one cache shard of two micro nodes.
   */
  public static readonly PILOT = new Phase(pilot, pilotVariants);

  /**
   * Five branches: two to three hosts, a small database with one replica, one cache shard of two
   * small nodes.
   */
  public static readonly EXPANSION = new Phase(expansion, expansionVariants);

  /**
   * Fifty or more branches: up to ten hosts and tasks, an r-class database with two replicas, three
   * cache shards, assets from a bucket.
   */
  public static readonly NATIONAL = new Phase(national, nationalVariants);

  /**
   * A phase of your own, based on the pilot: sizes that are not given are the pilot's. Mistakes,
   * such as a minimum above its maximum or a replica without Multi-AZ, are reported together at
   * synth.
   */
  public static custom(props: PhaseProps = {}): Phase {
    return Phase.PILOT.resized(props);
  }

  /** Short name: `pilot`, `expansion`, `national` or that of a custom phase. */
  public readonly name: string;
  /** Number of branches it is meant for. */
  public readonly branches: number;
  /** Instance type of the container hosts. */
  public readonly hostInstanceType: InstanceType;
  /** Minimum number of hosts. */
  public readonly hostsMin: number;
  /** Maximum number of hosts. */
  public readonly hostsMax: number;
  /** Whether hosts publish metrics every minute. */
  public readonly hostDetailedMonitoring: boolean;
  /** Whether the accuracy of promised waits is published as metrics. */
  public readonly foresightMetrics: boolean;
  /** Whether the load balancer's firewall also counts every request of a viewer. */
  public readonly balancerViewerRate: boolean;
  /** Minimum number of tasks. */
  public readonly tasksMin: number;
  /** Maximum number of tasks. */
  public readonly tasksMax: number;
  /** Open WebSockets per task above which another task is added. */
  public readonly socketsPerTask: number;
  /** Instance type of the primary database. */
  public readonly databaseInstanceType: InstanceType;
  /** Whether the primary has a synchronous standby in another zone. */
  public readonly databaseMultiAz: boolean;
  /** Storage of the database, in GiB. */
  public readonly databaseStorageGib: number;
  /** Storage up to which the database may grow by itself, in GiB. */
  public readonly databaseMaxStorageGib: number;
  /** Number of read replicas. */
  public readonly databaseReplicas: number;
  /** Instance type of the read replicas. */
  public readonly databaseReplicaInstanceType: InstanceType;
  /** Engine of the cache. */
  public readonly cacheEngine: CacheEngine;
  /** Node type of the cache. */
  public readonly cacheNodeType: string;
  /** Number of shards of the cache. */
  public readonly cacheShards: number;
  /** Replicas per shard. */
  public readonly cacheReplicasPerShard: number;
  /** How private subnets reach the internet. */
  public readonly egress: Egress;
  /** Whether hashed assets are served from a bucket. */
  public readonly staticOrigin: boolean;
  /** Percentage of requests whose trace is kept. */
  public readonly tracePercent: number;
  /** How long logs are kept. */
  public readonly logRetention: RetentionDays;
  /** What it may cost a month, in US dollars before tax. */
  public readonly monthlyBudget: number;

  private constructor(
    private readonly sizes: Sizes,
    private readonly variants: Variants,
  ) {
    this.name = sizes.name;
    this.branches = sizes.branches;
    this.hostInstanceType = sizes.hostInstanceType;
    this.hostsMin = sizes.hostsMin;
    this.hostsMax = sizes.hostsMax;
    this.hostDetailedMonitoring = sizes.hostDetailedMonitoring;
    this.foresightMetrics = sizes.foresightMetrics;
    this.balancerViewerRate = sizes.balancerViewerRate;
    this.tasksMin = sizes.tasksMin;
    this.tasksMax = sizes.tasksMax;
    this.socketsPerTask = sizes.socketsPerTask;
    this.databaseInstanceType = sizes.databaseInstanceType;
    this.databaseMultiAz = sizes.databaseMultiAz;
    this.databaseStorageGib = sizes.databaseStorageGib;
    this.databaseMaxStorageGib = sizes.databaseMaxStorageGib;
    this.databaseReplicas = sizes.databaseReplicas;
    this.databaseReplicaInstanceType = sizes.databaseReplicaInstanceType;
    this.cacheEngine = sizes.cacheEngine;
    this.cacheNodeType = sizes.cacheNodeType;
    this.cacheShards = sizes.cacheShards;
    this.cacheReplicasPerShard = sizes.cacheReplicasPerShard;
    this.egress = sizes.egress;
    this.staticOrigin = sizes.staticOrigin;
    this.tracePercent = sizes.tracePercent;
    this.logRetention = sizes.logRetention;
    this.monthlyBudget = sizes.monthlyBudget;
  }

  /** The cheapest variant that keeps every component: smaller hosts, five-minute host metrics. */
  public lean(): Phase {
    return this.with({ ...this.variants.lean, name: `${this.name}-lean` });
  }

  /**
   * The instances of the original design (t3, r5, Redis, NAT gateways), to compare prices with. Not
   * meant to be grown from: the instance families differ.
   */
  public literal(): Phase {
    return this.with({ ...this.variants.literal, name: `${this.name}-literal` });
  }

  /**
   * This phase with other sizes; sizes that are not given stay as they are. Named `custom` unless a
   * name is given.
   */
  public resized(props: PhaseProps): Phase {
    return this.with({ name: 'custom', ...props });
  }

  private with(changes: PhaseProps): Phase {
    const given = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    );
    return new Phase({ ...this.sizes, ...given }, this.variants);
  }
}
