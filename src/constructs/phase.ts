import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Egress } from './egress';

/** Which server speaks the Redis protocol. */
export enum CacheEngine {
  /** Valkey, the open continuation of Redis; 20 % cheaper a node. */
  VALKEY = 'valkey',
  /** Redis OSS 7.1, the last one that ElastiCache carries. */
  REDIS = 'redis',
}

/** The sizes of a `custom` phase. What is not given is taken from `basedOn`. */
export interface PhaseProps {
  /**
   * The phase whose sizes are the starting point.
   *
   * @default Phase.PILOT
   */
  readonly basedOn?: Phase;

  /**
   * A short name, used in outputs and on the dashboard. Never part of an id: growing must not rename anything.
   *
   * @default 'custom'
   */
  readonly name?: string;

  /**
   * Branches it is meant for. Only documents and prices the phase; nothing is refused above it.
   *
   * @default that of `basedOn`
   */
  readonly branches?: number;

  /**
   * Instance type of the container hosts; its architecture has to be the image's. t-class hosts carry two tasks (three network interfaces).
   *
   * @default that of `basedOn`
   */
  readonly hostInstanceType?: InstanceType;

  /**
   * Fewest hosts.
   *
   * @default that of `basedOn`
   */
  readonly hostsMin?: number;

  /**
   * Most hosts, at least one more than a deploy needs: a new host serves before an old one leaves.
   *
   * @default that of `basedOn`
   */
  readonly hostsMax?: number;

  /**
   * One-minute instance metrics of the hosts ($2.10 a host and month). Without them the host's alarms see five-minute averages.
   *
   * @default that of `basedOn`
   */
  readonly hostDetailedMonitoring?: boolean;

  /**
   * Fewest tasks (instances of the app).
   *
   * @default that of `basedOn`
   */
  readonly tasksMin?: number;

  /**
   * Most tasks. Twice as many have to fit the hosts, because a deploy starts the new ones before it stops the old.
   *
   * @default that of `basedOn`
   */
  readonly tasksMax?: number;

  /**
   * Open WebSockets per task above which a task is added.
   *
   * @default that of `basedOn`
   */
  readonly socketsPerTask?: number;

  /**
   * Instance type of the primary database, without the `db.` prefix.
   *
   * @default that of `basedOn`
   */
  readonly databaseInstanceType?: InstanceType;

  /**
   * Whether the primary has a synchronous standby in another zone.
   *
   * @default that of `basedOn`
   */
  readonly databaseMultiAz?: boolean;

  /**
   * Storage of the database, GiB. It can grow, never shrink.
   *
   * @default that of `basedOn`
   */
  readonly databaseStorageGib?: number;

  /**
   * Storage the database may grow to by itself, GiB.
   *
   * @default that of `basedOn`
   */
  readonly databaseMaxStorageGib?: number;

  /**
   * Read replicas, for reports and closed-day audit. Never failover targets.
   *
   * @default that of `basedOn`
   */
  readonly databaseReplicas?: number;

  /**
   * Instance type of the read replicas, without the `db.` prefix.
   *
   * @default that of `basedOn`
   */
  readonly databaseReplicaInstanceType?: InstanceType;

  /**
   * Engine of the cache.
   *
   * @default that of `basedOn`
   */
  readonly cacheEngine?: CacheEngine;

  /**
   * Node type of the cache, with the `cache.` prefix.
   *
   * @default that of `basedOn`
   */
  readonly cacheNodeType?: string;

  /**
   * Shards of the cache. Cluster mode is on from one shard, so that more can be added while it serves.
   *
   * @default that of `basedOn`
   */
  readonly cacheShards?: number;

  /**
   * Replicas of each shard. Changing it later may replace the cache.
   *
   * @default that of `basedOn`
   */
  readonly cacheReplicasPerShard?: number;

  /**
   * How private subnets reach the internet.
   *
   * @default that of `basedOn`
   */
  readonly egress?: Egress;

  /**
   * Whether hashed assets come from a bucket of their own (several origins) with a failover page for page requests.
   *
   * @default that of `basedOn`
   */
  readonly staticOrigin?: boolean;

  /**
   * Share of requests whose trace is kept, percent. X-Ray keeps 100,000 a month without charge.
   *
   * @default that of `basedOn`
   */
  readonly tracePercent?: number;

  /**
   * How long logs are kept.
   *
   * @default that of `basedOn`
   */
  readonly logRetention?: RetentionDays;

  /**
   * What the phase may cost a month, US dollars, before tax: the budget's alarm and the bill's check.
   *
   * @default that of `basedOn`
   */
  readonly monthlyBudget?: number;
}

type Sizes = Required<Omit<PhaseProps, 'basedOn'>>;

/** What `lean()` and `literal()` change of a phase. */
interface Variants {
  readonly lean: Omit<PhaseProps, 'basedOn'>;
  readonly literal: Omit<PhaseProps, 'basedOn'>;
}

const type = (name: string) => new InstanceType(name);

const pilot: Sizes = {
  name: 'pilot',
  branches: 1,
  hostInstanceType: type('t4g.medium'),
  hostsMin: 1,
  hostsMax: 2,
  hostDetailedMonitoring: true,
  tasksMin: 1,
  tasksMax: 2,
  socketsPerTask: 1500,
  databaseInstanceType: type('t4g.micro'),
  databaseMultiAz: true,
  databaseStorageGib: 20,
  databaseMaxStorageGib: 100,
  databaseReplicas: 0,
  databaseReplicaInstanceType: type('t4g.micro'),
  cacheEngine: CacheEngine.VALKEY,
  cacheNodeType: 'cache.t4g.micro',
  cacheShards: 1,
  cacheReplicasPerShard: 1,
  egress: Egress.natInstance(),
  staticOrigin: false,
  tracePercent: 10,
  logRetention: RetentionDays.TWO_WEEKS,
  monthlyBudget: 110,
};

const expansion: Sizes = {
  ...pilot,
  name: 'expansion',
  branches: 5,
  hostsMin: 2,
  hostsMax: 3,
  tasksMin: 2,
  tasksMax: 3,
  databaseInstanceType: type('t4g.small'),
  databaseStorageGib: 50,
  databaseMaxStorageGib: 200,
  databaseReplicas: 1,
  databaseReplicaInstanceType: type('t4g.small'),
  cacheNodeType: 'cache.t4g.small',
  egress: Egress.natInstance({ count: 2 }),
  tracePercent: 5,
  logRetention: RetentionDays.ONE_MONTH,
  monthlyBudget: 242,
};

const national: Sizes = {
  ...expansion,
  name: 'national',
  branches: 50,
  hostsMin: 3,
  hostsMax: 10,
  tasksMin: 3,
  tasksMax: 10,
  databaseInstanceType: type('r7g.large'),
  databaseStorageGib: 100,
  databaseMaxStorageGib: 500,
  databaseReplicas: 2,
  databaseReplicaInstanceType: type('t4g.medium'),
  cacheShards: 3,
  egress: Egress.natGateway(),
  staticOrigin: true,
  tracePercent: 1,
  monthlyBudget: 750,
};

/**
 * How large a deployment is. A phase is data, never a different shape: every phase makes the same stack with the same network and the same ids,
 * so a pilot grows in place.
 */
export class Phase {
  /** One branch: one host, one task, a Multi-AZ micro database, one shard of two micro nodes. */
  public static readonly PILOT = new Phase(pilot, {
    lean: { hostInstanceType: type('t4g.small'), hostDetailedMonitoring: false },
    literal: {
      hostInstanceType: type('t3.medium'),
      databaseInstanceType: type('t3.micro'),
      databaseReplicaInstanceType: type('t3.micro'),
      cacheEngine: CacheEngine.REDIS,
      cacheNodeType: 'cache.t3.micro',
      cacheReplicasPerShard: 0,
      egress: Egress.natGateway(),
    },
  });

  /** Five branches: two to three hosts, a small database with one replica, one shard of two small nodes. */
  public static readonly EXPANSION = new Phase(expansion, {
    lean: { hostInstanceType: type('t4g.small'), hostDetailedMonitoring: false, databaseReplicaInstanceType: type('t4g.micro'), egress: Egress.natInstance() },
    literal: {
      hostInstanceType: type('t3.medium'),
      databaseInstanceType: type('t3.small'),
      databaseReplicaInstanceType: type('t3.small'),
      cacheEngine: CacheEngine.REDIS,
      cacheNodeType: 'cache.t3.small',
      egress: Egress.natGateway(),
    },
  });

  /** Fifty branches and more: up to ten hosts and tasks, an r-class database with two replicas, three shards, assets from a bucket. */
  public static readonly NATIONAL = new Phase(national, {
    lean: { hostDetailedMonitoring: false, databaseInstanceType: type('t4g.medium'), cacheNodeType: 'cache.t4g.micro', egress: Egress.natInstance({ count: 2 }) },
    literal: {
      hostInstanceType: type('t3.medium'),
      databaseInstanceType: type('r5.large'),
      databaseReplicaInstanceType: type('r5.large'),
      cacheEngine: CacheEngine.REDIS,
      cacheNodeType: 'cache.t3.small',
      egress: Egress.natGateway({ count: 2 }),
    },
  });

  /**
   * A phase of your own. What is not given is `basedOn`'s. Mistakes (a minimum above its maximum, a replica without Multi-AZ, ...) are reported
   * at synth, all together.
   */
  public static custom(props: PhaseProps = {}): Phase {
    const { basedOn = Phase.PILOT, ...own } = props;
    return basedOn.with({ name: 'custom', ...own });
  }

  /** Short name: `pilot`, `expansion`, `national`, or the custom one. */
  public readonly name: string;
  /** Branches it is meant for. */
  public readonly branches: number;
  /** Instance type of the container hosts. */
  public readonly hostInstanceType: InstanceType;
  /** Fewest hosts. */
  public readonly hostsMin: number;
  /** Most hosts. */
  public readonly hostsMax: number;
  /** One-minute metrics of the hosts. */
  public readonly hostDetailedMonitoring: boolean;
  /** Fewest tasks. */
  public readonly tasksMin: number;
  /** Most tasks. */
  public readonly tasksMax: number;
  /** Open sockets per task above which a task is added. */
  public readonly socketsPerTask: number;
  /** Instance type of the primary database. */
  public readonly databaseInstanceType: InstanceType;
  /** Whether the primary has a standby in another zone. */
  public readonly databaseMultiAz: boolean;
  /** Storage, GiB. */
  public readonly databaseStorageGib: number;
  /** Storage it may grow to by itself, GiB. */
  public readonly databaseMaxStorageGib: number;
  /** Read replicas. */
  public readonly databaseReplicas: number;
  /** Instance type of the read replicas. */
  public readonly databaseReplicaInstanceType: InstanceType;
  /** Engine of the cache. */
  public readonly cacheEngine: CacheEngine;
  /** Node type of the cache. */
  public readonly cacheNodeType: string;
  /** Shards of the cache. */
  public readonly cacheShards: number;
  /** Replicas of each shard. */
  public readonly cacheReplicasPerShard: number;
  /** How private subnets reach the internet. */
  public readonly egress: Egress;
  /** Whether hashed assets come from a bucket. */
  public readonly staticOrigin: boolean;
  /** Share of requests whose trace is kept, percent. */
  public readonly tracePercent: number;
  /** How long logs are kept. */
  public readonly logRetention: RetentionDays;
  /** What it may cost a month, US dollars. */
  public readonly monthlyBudget: number;

  private constructor(private readonly sizes: Sizes, private readonly variants: Variants) {
    this.name = sizes.name;
    this.branches = sizes.branches;
    this.hostInstanceType = sizes.hostInstanceType;
    this.hostsMin = sizes.hostsMin;
    this.hostsMax = sizes.hostsMax;
    this.hostDetailedMonitoring = sizes.hostDetailedMonitoring;
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

  /** The cheapest sizes that keep every component: smaller hosts, five-minute host metrics. */
  public lean(): Phase {
    return this.with({ ...this.variants.lean, name: `${this.name}-lean` });
  }

  /** The original design's own list (t3, r5, Redis, NAT gateways), to compare prices with. Not meant for growing: the families differ. */
  public literal(): Phase {
    return this.with({ ...this.variants.literal, name: `${this.name}-literal` });
  }

  private with(changes: Omit<PhaseProps, 'basedOn'>): Phase {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return new Phase({ ...this.sizes, ...given }, this.variants);
  }
}
