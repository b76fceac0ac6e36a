import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { METRICS } from '../../../contract';
import { ofApp } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec, below, fiveMinutes, minute } from './alarm-spec';

/** The app and the way to it. */
export function servingAlarms({ balancer, service }: WatchedParts): AlarmSpec[] {
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
      metric: ofApp(METRICS.serverErrors, service, Stats.SUM),
    },
    {
      id: 'BalancerErrors',
      heading: 'The load balancer answers with errors',
      says: 'More than 10 requests in five minutes got no answer from any task.',
      periods: 1,
      threshold: 10,
      metric: balancer.balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, {
        period: fiveMinutes,
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
        period: fiveMinutes,
        statistic: Stats.percentile(95),
      }),
    },
    {
      id: 'LockTimeouts',
      heading: 'Commands wait for a branch',
      says: 'Commands waited three seconds for their branch and were turned away.',
      periods: 1,
      threshold: 0,
      metric: ofApp(METRICS.lockTimeouts, service, Stats.SUM),
    },
  ];
}
