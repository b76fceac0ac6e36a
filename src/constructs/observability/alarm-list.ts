import { Duration, Stack } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { METRICS } from '../../contract';
import { DATABASE_CONNECTIONS } from '../data/database-parameters';
import { EdgeGuard } from '../edge/edge-guard';
import { app, ofDatabase, ofGroup, refusedRequests, worstNode } from './metrics';
import { Phase } from '../phase/phase';
import { TicketBackup } from '../data/ticket-backup';
import { TicketBalancer } from '../edge/ticket-balancer';
import { TicketCache } from '../data/ticket-cache';
import { TicketDatabase } from '../data/ticket-database';
import { TicketEdge } from '../edge/ticket-edge';
import { TicketFirewall } from '../edge/ticket-firewall';
import { TicketHosts } from '../service/ticket-hosts';
import { TicketNetwork } from '../network/ticket-network';

/** What the alarms and the dashboard look at. */
export interface WatchedParts {
  readonly phase: Phase;
  readonly network: TicketNetwork;
  readonly database: TicketDatabase;
  readonly cache: TicketCache;
  readonly hosts: TicketHosts;
  readonly balancer: TicketBalancer;
  readonly firewall: TicketFirewall;
  readonly edge: TicketEdge;
  readonly guard: EdgeGuard;
  readonly backup: TicketBackup;
}

/** One alarm. Its heading is the heading in the runbook. */
export interface AlarmSpec {
  /** Id of the construct; numbered where there are several under one heading. */
  readonly id: string;
  /** What a person reads at three in the morning, and the heading in `docs/runbook.md`. */
  readonly heading: string;
  /** One sentence: what is true when it rings. */
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison?: ComparisonOperator;
  /** Periods in a row. */
  readonly periods: number;
  readonly missing?: TreatMissingData;
}

const minute = Duration.minutes(1);
const five = Duration.minutes(5);
const below = ComparisonOperator.LESS_THAN_THRESHOLD;

const isBurstable = (type: { toString(): string }) => /^t\d/.test(type.toString());

/** Every alarm of a deployment. */
export function alarmList(parts: WatchedParts): AlarmSpec[] {
  return [
    ...serving(parts),
    ...messages(),
    ...hosts(parts),
    ...data(parts),
    ...cacheAlarms(parts),
    ...outside(parts),
  ];
}

function serving({ balancer }: WatchedParts): AlarmSpec[] {
  return [
    {
      id: 'NoTask',
      heading: 'No task serves',
      says: 'The load balancer has no healthy task: nobody can take a ticket.',
      periods: 2,
      threshold: 1,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: balancer.targets.metrics.healthyHostCount({
        period: minute,
        statistic: Stats.MINIMUM,
      }),
    },
    {
      id: 'ServerErrors',
      heading: 'The app answers with errors',
      says: 'More than 10 answers of status 500 and above in five minutes.',
      periods: 1,
      threshold: 10,
      metric: app(METRICS.serverErrors, Stats.SUM),
    },
    {
      id: 'BalancerErrors',
      heading: 'The load balancer answers with errors',
      says: 'More than 10 requests in five minutes got no answer from any task.',
      periods: 1,
      threshold: 10,
      metric: balancer.balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, {
        period: five,
        statistic: Stats.SUM,
      }),
    },
    {
      id: 'Slow',
      heading: 'Answers are slow',
      says: 'One answer in twenty takes longer than a second, for a quarter of an hour.',
      periods: 3,
      threshold: 1,
      metric: balancer.targets.metrics.targetResponseTime({
        period: five,
        statistic: Stats.percentile(95),
      }),
    },
    {
      id: 'LockTimeouts',
      heading: 'Commands wait for a branch',
      says: 'Commands waited three seconds for their branch and were turned away.',
      periods: 1,
      threshold: 0,
      metric: app(METRICS.lockTimeouts, Stats.SUM),
    },
  ];
}

function messages(): AlarmSpec[] {
  return [
    {
      id: 'MessagesStopped',
      heading: 'Messages are stopped',
      says: 'Telegram or a webhook is off, refused our token, or is unreachable.',
      periods: 2,
      threshold: 0,
      metric: app(METRICS.consumersStopped, Stats.MAXIMUM),
    },
    {
      id: 'MessagesLate',
      heading: 'Messages are late',
      says: 'A message that is due has waited longer than five minutes.',
      periods: 1,
      threshold: 300,
      metric: app(METRICS.deliveryAgeSeconds, Stats.MAXIMUM),
    },
    {
      id: 'MessagesFailed',
      heading: 'Messages fail',
      says: 'More than ten messages in five minutes failed for good.',
      periods: 1,
      threshold: 10,
      metric: app(METRICS.deliveriesFailed, Stats.SUM),
    },
  ];
}

function hosts({ phase, hosts: { group }, network }: WatchedParts): AlarmSpec[] {
  const name = group.autoScalingGroupName;
  return [
    {
      id: 'HostsMissing',
      heading: 'Hosts are missing',
      says: 'Fewer hosts are in service than the phase needs.',
      periods: 10,
      threshold: phase.hostsMin,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: ofGroup('AWS/AutoScaling', 'GroupInServiceInstances', name, Stats.MINIMUM, minute),
    },
    {
      id: 'HostCpu',
      heading: 'Hosts are busy',
      says: 'Hosts are above 80 % CPU for a quarter of an hour, scaling included.',
      periods: 3,
      threshold: 80,
      metric: ofGroup('AWS/EC2', 'CPUUtilization', name, Stats.AVERAGE),
    },
    ...(isBurstable(phase.hostInstanceType)
      ? [
          {
            id: 'HostCredits',
            heading: 'Hosts run out of CPU credits',
            says: 'A host lives on surplus credits, which cost extra.',
            periods: 6,
            threshold: 20,
            comparison: below,
            metric: ofGroup('AWS/EC2', 'CPUCreditBalance', name, Stats.MINIMUM),
          },
        ]
      : []),
    ...network.natGroupNames.map((nat, index) => ({
      id: `NatMissing${index + 1}`,
      heading: 'A NAT instance is missing',
      says: 'Private subnets cannot reach the internet: no messages, no image pulls.',
      periods: 10,
      threshold: 1,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: ofGroup('AWS/AutoScaling', 'GroupInServiceInstances', nat, Stats.MINIMUM, minute),
    })),
  ];
}

function data({ phase, database }: WatchedParts): AlarmSpec[] {
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
            says: 'The primary lives on surplus credits, which cost extra.',
            periods: 6,
            threshold: 20,
            comparison: below,
            metric: ofDatabase('CPUCreditBalance', primary, Stats.MINIMUM),
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
      id: 'DatabaseConnections',
      heading: 'The database runs out of connections',
      says:
        `More than ${DATABASE_CONNECTIONS * 0.8} ` +
        `of ${DATABASE_CONNECTIONS} connections are open.`,
      periods: 1,
      threshold: DATABASE_CONNECTIONS * 0.8,
      metric: ofDatabase('DatabaseConnections', primary, Stats.MAXIMUM),
    },
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

function cacheAlarms({ cache }: WatchedParts): AlarmSpec[] {
  return [
    {
      id: 'CacheMemory',
      heading: 'The cache is full',
      says: 'A node of the cache uses more than 85 % of its memory.',
      periods: 2,
      threshold: 85,
      metric: worstNode('DatabaseMemoryUsagePercentage', cache),
    },
    {
      id: 'CacheCpu',
      heading: 'The cache is busy',
      says: 'A node of the cache is above 80 % of its engine CPU for a quarter of an hour.',
      periods: 3,
      threshold: 80,
      metric: worstNode('EngineCPUUtilization', cache),
    },
  ];
}

function outside({ firewall, balancer, backup }: WatchedParts): AlarmSpec[] {
  return [
    {
      id: 'RateLimited',
      heading: 'Many requests are refused',
      says: "The load balancer's firewall refused more than 500 requests in five minutes.",
      periods: 1,
      threshold: 500,
      metric: refusedRequests(firewall.metricName, Stack.of(firewall).region),
    },
    {
      id: 'BackupFailed',
      heading: 'A backup failed',
      says: 'The nightly backup did not finish.',
      periods: 1,
      threshold: 0,
      metric: new Metric({
        namespace: 'AWS/Backup',
        metricName: 'NumberOfBackupJobsFailed',
        statistic: Stats.SUM,
        period: Duration.hours(1),
        dimensionsMap: { BackupVaultName: backup.vault.backupVaultName },
      }),
    },
    ...(balancer.certificate
      ? [
          {
            id: 'CertificateExpires',
            heading: 'A certificate expires',
            says: "The load balancer's certificate expires within a month and was not renewed.",
            periods: 1,
            threshold: 30,
            comparison: below,
            metric: balancer.certificate.metricDaysToExpiry({
              period: Duration.days(1),
              statistic: Stats.MINIMUM,
            }),
          },
        ]
      : []),
  ];
}

/** The link that a Markdown viewer makes of a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}
