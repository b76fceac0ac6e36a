import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  GraphWidget,
  IMetric,
  IWidget,
  LogQueryWidget,
  Metric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FORESIGHT_METRICS, METRICS } from '../../contract';
import { TicketEdge } from '../edge/ticket-edge';
import { TicketService } from '../service/ticket-service';
import { ofApp, ofDatabase, ofGroup, refusedRequests, worstNode } from './measures/metrics';
import { WatchedParts } from './measures/watched-parts';

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6, leftYAxis: { min: 0 } });

const minute = Duration.minutes(1);

const edgeMetric = ({ distribution }: TicketEdge, metricName: string, statistic: string) =>
  new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    statistic,
    region: 'us-east-1',
    dimensionsMap: { DistributionId: distribution.distributionId, Region: 'Global' },
  });

/**
 * One dashboard for three in the morning: what rings, what people notice, then the layers from the
 * outside in, then the latest errors.
 */
export function dashboardRows(parts: WatchedParts, alarms: Alarm[]): IWidget[][] {
  return [
    whatRings(parts, alarms),
    ...whatPeopleNotice(parts),
    whatTheyWereTold(parts),
    theWayIn(parts),
    hostsAndDatabase(parts),
    cacheReplicasAndNat(parts),
    [latestErrors(parts)],
  ];
}

function whatRings({ phase, edge }: WatchedParts, alarms: Alarm[]): IWidget[] {
  return [
    new TextWidget({
      width: 8,
      height: 6,
      markdown:
        `# Ticketero, ${phase.name}\n[${edge.url}](${edge.url})\n\n` +
        'Every alarm has a section of the same name in docs/runbook.md.\n\n' +
        'No tickets: *No task serves*, then *The app answers with errors*, ' +
        'then the database.\n\n' +
        'No messages: *Messages are stopped*, then *A NAT instance is missing*.',
    }),
    new AlarmStatusWidget({ title: 'What rings', alarms, width: 16, height: 6 }),
  ];
}

function whatPeopleNotice({ balancer, edge, service }: WatchedParts): IWidget[][] {
  return [
    [
      graph('Tickets', [
        ofApp(METRICS.ticketsIssued, service, Stats.SUM),
        ofApp(METRICS.waitSeconds, service, Stats.SAMPLE_COUNT).with({ label: 'Called' }),
        ofApp(METRICS.ticketsLost, service, Stats.SUM),
      ]),
      graph('Wait, seconds', [
        ofApp(METRICS.waitSeconds, service, Stats.percentile(50)),
        ofApp(METRICS.waitSeconds, service, Stats.percentile(90)),
      ]),
      graph(
        'Screens connected',
        [ofApp(METRICS.openSockets, service, Stats.SUM, minute)],
        [ofApp(METRICS.openSockets, service, Stats.AVERAGE, minute)],
      ),
    ],
    [
      graph(
        'Messages',
        [
          ofApp(METRICS.deliveriesFailed, service, Stats.SUM),
          ofApp(METRICS.consumersStopped, service, Stats.MAXIMUM),
        ],
        [ofApp(METRICS.deliveryAgeSeconds, service, Stats.MAXIMUM)],
      ),
      graph(
        'Errors',
        [
          ofApp(METRICS.serverErrors, service, Stats.SUM),
          ofApp(METRICS.lockTimeouts, service, Stats.SUM),
        ],
        [edgeMetric(edge, '5xxErrorRate', Stats.AVERAGE)],
      ),
      graph('Answer time, seconds', [
        balancer.targets.metrics.targetResponseTime({ statistic: Stats.percentile(50) }),
        balancer.targets.metrics.targetResponseTime({ statistic: Stats.percentile(95) }),
      ]),
    ],
  ];
}

/** Waits: the branches whose promises did not hold, and how far off they were. */
function whatTheyWereTold({ phase, service }: WatchedParts): IWidget[] {
  const { promiseErrorSeconds, promiseBiasSeconds, promisesKept, learningBehindDays } =
    FORESIGHT_METRICS;
  const hour = Duration.hours(1);
  const average = (name: string) => ofApp(name, service, Stats.AVERAGE, hour);
  return [
    graph(
      'Branches whose promised waits do not hold',
      [ofApp(METRICS.branchesMisled, service, Stats.MAXIMUM)],
      phase.foresightMetrics ? [ofApp(learningBehindDays, service, Stats.MAXIMUM)] : [],
    ),
    ...(phase.foresightMetrics
      ? [
          graph('Promised waits: share that held', [average(promisesKept)]),
          new GraphWidget({
            title: 'Promised waits: error and bias, seconds',
            left: [average(promiseErrorSeconds), average(promiseBiasSeconds)],
            width: 8,
            height: 6,
          }),
        ]
      : [promisesInLog(service)]),
  ];
}

/** Where they are not metrics, the log has the figures. */
const promisesInLog = ({ log }: TicketService) =>
  new LogQueryWidget({
    title: 'Promised waits by day',
    logGroupNames: [log.logGroupName],
    width: 16,
    height: 6,
    queryLines: [
      'filter Promises.called > 0',
      'stats sum(Promises.called) as called, ' +
        'sum(Promises.kept) / sum(Promises.called) as held, ' +
        'sum(Promises.errorSeconds) / sum(Promises.called) as errorSeconds, ' +
        'sum(Promises.biasSeconds) / sum(Promises.called) as biasSeconds by bin(1d) as day',
      'sort day desc',
    ],
  });

function theWayIn({ balancer, edge, guard, firewall, service }: WatchedParts): IWidget[] {
  return [
    graph('Requests', [
      balancer.balancer.metrics.requestCount({ statistic: Stats.SUM }),
      edgeMetric(edge, 'Requests', Stats.SUM),
    ]),
    graph('Refused by firewalls', [
      refusedRequests(guard.metricName),
      refusedRequests(firewall.metricName, Stack.of(firewall).region),
    ]),
    graph(
      'Tasks that serve',
      [balancer.targets.metrics.healthyHostCount({ period: minute, statistic: Stats.MINIMUM })],
      [service.service.metricCpuUtilization(), service.service.metricMemoryUtilization()],
    ),
  ];
}

function hostsAndDatabase({ hosts, database }: WatchedParts): IWidget[] {
  const group = hosts.group.autoScalingGroupName;
  const primary = database.primary.instanceIdentifier;
  return [
    graph(
      'Hosts',
      [ofGroup('AWS/AutoScaling', 'GroupInServiceInstances', group, Stats.MINIMUM, minute)],
      [ofGroup('AWS/EC2', 'CPUUtilization', group, Stats.AVERAGE)],
    ),
    graph(
      'Database',
      [ofDatabase('CPUUtilization', primary, Stats.AVERAGE)],
      [ofDatabase('DatabaseConnections', primary, Stats.MAXIMUM)],
    ),
    graph(
      'Database storage and latency',
      [ofDatabase('FreeStorageSpace', primary, Stats.MINIMUM)],
      [
        ofDatabase('WriteLatency', primary, Stats.AVERAGE),
        ofDatabase('ReadLatency', primary, Stats.AVERAGE),
      ],
    ),
  ];
}

function cacheReplicasAndNat({ cache, database, network }: WatchedParts): IWidget[] {
  return [
    graph('Cache', [
      worstNode('DatabaseMemoryUsagePercentage', cache),
      worstNode('EngineCPUUtilization', cache),
    ]),
    graph(
      'Replica lag, seconds',
      database.replicas.map((replica) =>
        ofDatabase('ReplicaLag', replica.instanceIdentifier, Stats.MAXIMUM),
      ),
    ),
    graph(
      'NAT, bytes out',
      network.natGroupNames.map((name) => ofGroup('AWS/EC2', 'NetworkOut', name, Stats.SUM)),
    ),
  ];
}

const latestErrors = ({ service }: WatchedParts) =>
  new LogQueryWidget({
    title: 'Latest warnings and errors',
    logGroupNames: [service.log.logGroupName],
    width: 24,
    height: 6,
    queryLines: [
      'fields @timestamp, level, msg, error, instance',
      'filter level in ["warn", "error", "fatal"]',
      'sort @timestamp desc',
      'limit 50',
    ],
  });
