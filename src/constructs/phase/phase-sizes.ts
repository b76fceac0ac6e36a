import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Egress } from '../network/egress';
import { CacheEngine, PhaseProps } from './phase-props';

/** All sizes of a phase. */
export type Sizes = Required<PhaseProps>;

/** The sizes that `lean()` and `literal()` change. */
export interface Variants {
  readonly lean: PhaseProps;
  readonly literal: PhaseProps;
}

const type = (name: string) => new InstanceType(name);

/** One branch. */
export const pilot: Sizes = {
  name: 'pilot',
  branches: 1,
  hostInstanceType: type('t4g.medium'),
  hostsMin: 1,
  hostsMax: 2,
  hostDetailedMonitoring: true,
  foresightMetrics: false,
  balancerViewerRate: true,
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

/** Five branches. */
export const expansion: Sizes = {
  ...pilot,
  name: 'expansion',
  branches: 5,
  hostsMin: 2,
  hostsMax: 3,
  foresightMetrics: true,
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

/** Fifty or more branches. */
export const national: Sizes = {
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

/** The cheapest pilot, and the one in the original design. */
export const pilotVariants: Variants = {
  lean: {
    hostInstanceType: type('t4g.small'),
    hostDetailedMonitoring: false,
    balancerViewerRate: false,
  },
  literal: {
    hostInstanceType: type('t3.medium'),
    databaseInstanceType: type('t3.micro'),
    databaseReplicaInstanceType: type('t3.micro'),
    cacheEngine: CacheEngine.REDIS,
    cacheNodeType: 'cache.t3.micro',
    cacheReplicasPerShard: 0,
    egress: Egress.natGateway(),
  },
};

/** The cheapest expansion, and the one in the original design. */
export const expansionVariants: Variants = {
  lean: {
    hostInstanceType: type('t4g.small'),
    hostDetailedMonitoring: false,
    foresightMetrics: false,
    databaseReplicaInstanceType: type('t4g.micro'),
    egress: Egress.natInstance(),
  },
  literal: {
    hostInstanceType: type('t3.medium'),
    databaseInstanceType: type('t3.small'),
    databaseReplicaInstanceType: type('t3.small'),
    cacheEngine: CacheEngine.REDIS,
    cacheNodeType: 'cache.t3.small',
    egress: Egress.natGateway(),
  },
};

/** The cheapest national phase, and the one in the original design. */
export const nationalVariants: Variants = {
  lean: {
    hostDetailedMonitoring: false,
    foresightMetrics: false,
    databaseInstanceType: type('t4g.medium'),
    cacheNodeType: 'cache.t4g.micro',
    egress: Egress.natInstance({ count: 2 }),
  },
  literal: {
    hostInstanceType: type('t3.medium'),
    databaseInstanceType: type('r5.large'),
    databaseReplicaInstanceType: type('r5.large'),
    cacheEngine: CacheEngine.REDIS,
    cacheNodeType: 'cache.t3.small',
    egress: Egress.natGateway({ count: 2 }),
  },
};
