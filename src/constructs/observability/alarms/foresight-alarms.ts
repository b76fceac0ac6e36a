import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../../../contract';
import { ofApp } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec } from './alarm-spec';

/** What customers are told of their waits. */
export function foresightAlarms({ service }: WatchedParts): AlarmSpec[] {
  return [
    {
      id: 'WaitsMisforetold',
      heading: 'Promised waits do not hold',
      says:
        "For three hours: of a branch's last day, fewer than 65 in 100 waits ended inside what " +
        'had been foretold, or nothing was learned from a closed day.',
      periods: 3,
      threshold: 0,
      // The minimum of an hour: learning is behind for a moment while a day is being closed.
      metric: ofApp(METRICS.branchesMisled, service, Stats.MINIMUM, Duration.hours(1)),
    },
  ];
}
