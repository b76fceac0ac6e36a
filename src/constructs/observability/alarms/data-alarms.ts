import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { expectedConnections } from '../../data/task-connections';
import { ofDatabase, worstNodes } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec, below, isBurstable } from './alarm-spec';

/** The primary database and its replicas. */
export function databaseAlarms({ phase, database }: WatchedParts): AlarmSpec[] {
  const primary = database.primary.instanceIdentifier;
  const gib = 1024 ** 3;
  return [
    {
      id: 'DatabaseCpu',
      heading: 'The database is busy',
      says: 'The primary is above 80 % CPU for a quarter of an hour.',
      periods: 3,
      threshold: 80,
      metric: ofDatabase('CPUUtilization', primary, Stats.AVERAGE),
    },
    ...(isBurstable(phase.databaseInstanceType)
      ? [
          {
            id: 'DatabaseCredits',
            heading: 'The database runs out of CPU credits',
            says: 'For half an hour the primary has been charged for surplus credits.',
            periods: 6,
            threshold: 0,
            metric: ofDatabase('CPUSurplusCreditsCharged', primary, Stats.MAXIMUM),
          },
        ]
      : []),
    {
      id: 'DatabaseStorage',
      heading: 'The database runs out of storage',
      says: 'Less than a tenth of the storage is free.',
      periods: 1,
      threshold: (phase.databaseStorageGib * gib) / 10,
      comparison: below,
      metric: ofDatabase('FreeStorageSpace', primary, Stats.MINIMUM),
    },
    {
      id: 'DatabaseMemory',
      heading: 'The database runs out of memory',
      says: 'Less than 64 MiB of memory are free for a quarter of an hour.',
      periods: 3,
      threshold: 64 * 1024 ** 2,
      comparison: below,
      metric: ofDatabase('FreeableMemory', primary, Stats.AVERAGE),
    },
    {
      id: 'DatabaseMemory2',
      heading: 'The database runs out of memory',
      says: 'For a quarter of an hour more than 256 MiB have been swapped out.',
      periods: 3,
      threshold: 256 * 1024 ** 2,
      metric: ofDatabase('SwapUsage', primary, Stats.AVERAGE),
    },
    {
      id: 'DatabaseConnections',
      heading: 'The database runs out of connections',
      says:
        `More than ${expectedConnections(phase)} connections are open, which is more than all ` +
        'tasks of a deploy may hold.',
      periods: 1,
      threshold: expectedConnections(phase),
      metric: ofDatabase('DatabaseConnections', primary, Stats.MAXIMUM),
    },
    ...database.replicas.map((replica, index) => ({
      id: `ReplicaStorage${index + 1}`,
      heading: 'A replica runs out of storage',
      says: 'Less than a tenth of its storage is free; a full one holds back the primary.',
      periods: 1,
      threshold: (phase.databaseStorageGib * gib) / 10,
      comparison: below,
      metric: ofDatabase('FreeStorageSpace', replica.instanceIdentifier, Stats.MINIMUM),
    })),
    ...database.replicas.map((replica, index) => ({
      id: `ReplicaLag${index + 1}`,
      heading: 'A replica lags',
      says: 'Reports read a replica that is more than a minute behind.',
      periods: 3,
      threshold: 60,
      metric: ofDatabase('ReplicaLag', replica.instanceIdentifier, Stats.MAXIMUM),
    })),
  ];
}

export function cacheAlarms({ cache }: WatchedParts): AlarmSpec[] {
  // this many nodes need several alarms under one heading
  const each = (metricName: string, spec: Omit<AlarmSpec, 'metric'>) =>
    worstNodes(metricName, cache).map((metric, index) => ({
      ...spec,
      id: index === 0 ? spec.id : `${spec.id}${index + 1}`,
      metric,
    }));
  return [
    ...each('DatabaseMemoryUsagePercentage', {
      id: 'CacheMemory',
      heading: 'The cache is full',
      says: 'A node of the cache uses more than 85 % of its memory.',
      periods: 2,
      threshold: 85,
    }),
    ...each('EngineCPUUtilization', {
      id: 'CacheCpu',
      heading: 'The cache is busy',
      says: 'A node of the cache is above 80 % of its engine CPU for a quarter of an hour.',
      periods: 3,
      threshold: 80,
    }),
  ];
}
