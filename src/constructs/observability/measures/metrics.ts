import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../../contract';
import { TicketCache } from '../../data/ticket-cache';
import { TicketService } from '../../service/ticket-service';

const five = Duration.minutes(5);

/** A metric of the app of this deployment. */
export const ofApp = (
  metricName: string,
  { deployment }: TicketService,
  statistic: string,
  period = five,
) =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    statistic,
    period,
    dimensionsMap: { [METRIC_DIMENSION]: deployment },
  });

/** A metric of an Auto Scaling group or its instances. */
export const ofGroup = (
  namespace: string,
  metricName: string,
  group: string,
  statistic: string,
  period = five,
) =>
  new Metric({
    namespace,
    metricName,
    statistic,
    period,
    dimensionsMap: { AutoScalingGroupName: group },
  });

export const ofDatabase = (
  metricName: string,
  identifier: string,
  statistic: string,
  period = five,
) =>
  new Metric({
    namespace: 'AWS/RDS',
    metricName,
    statistic,
    period,
    dimensionsMap: { DBInstanceIdentifier: identifier },
  });

/** How many metrics an alarm's expression may have. */
const METRICS_AT_ONCE = 10;

/** The same in groups that fit an alarm: one group for up to ten nodes. */
export function worstNodes(metricName: string, { nodeIds }: TicketCache): IMetric[] {
  return Array.from({ length: Math.ceil(nodeIds.length / METRICS_AT_ONCE) }, (_, part) =>
    worstNode(metricName, {
      nodeIds: nodeIds.slice(part * METRICS_AT_ONCE, (part + 1) * METRICS_AT_ONCE),
    }),
  );
}

/** The highest value among the nodes of the cache. */
export function worstNode(metricName: string, cache: Pick<TicketCache, 'nodeIds'>): IMetric {
  const ids = cache.nodeIds.map((_, index) => `${metricName.charAt(0).toLowerCase()}${index}`);
  return new MathExpression({
    label: metricName,
    period: five,
    expression: `MAX([${ids.join(', ')}])`,
    usingMetrics: Object.fromEntries(
      cache.nodeIds.map((node, index) => [
        ids[index],
        new Metric({
          namespace: 'AWS/ElastiCache',
          metricName,
          statistic: Stats.MAXIMUM,
          period: five,
          dimensionsMap: { CacheClusterId: node },
        }),
      ]),
    ),
  });
}

/**
 * Requests that a firewall refused. Regional firewalls have their region as a dimension.
 * CloudFront's do not, and their metrics are in us-east-1, wherever the stack is.
 */
export const refusedRequests = (acl: string, region?: string) =>
  new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    statistic: Stats.SUM,
    period: five,
    region: region ?? 'us-east-1',
    dimensionsMap: { WebACL: acl, Rule: 'ALL', ...(region ? { Region: region } : {}) },
  });
