import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../../../contract';
import { app } from '../measures/metrics';
import { AlarmSpec } from './alarm-spec';

/** Deliveries to Telegram and to webhooks. */
export function messageAlarms(): AlarmSpec[] {
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
