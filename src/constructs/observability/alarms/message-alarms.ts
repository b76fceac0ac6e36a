import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../../../contract';
import { ofApp } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec } from './alarm-spec';

/** Deliveries to Telegram and to webhooks. */
export function messageAlarms({ service }: WatchedParts): AlarmSpec[] {
  return [
    {
      id: 'MessagesStopped',
      heading: 'Messages are stopped',
      says: 'Telegram or a webhook is off, refused our token, or is unreachable.',
      periods: 2,
      threshold: 0,
      metric: ofApp(METRICS.consumersStopped, service, Stats.MAXIMUM),
    },
    {
      id: 'MessagesLate',
      heading: 'Messages are late',
      says: 'A message that is due has waited longer than five minutes.',
      periods: 1,
      threshold: 300,
      metric: ofApp(METRICS.deliveryAgeSeconds, service, Stats.MAXIMUM),
    },
    {
      id: 'MessagesFailed',
      heading: 'Messages fail',
      says: 'More than ten messages in five minutes failed for good.',
      periods: 1,
      threshold: 10,
      metric: ofApp(METRICS.deliveriesFailed, service, Stats.SUM),
    },
  ];
}
