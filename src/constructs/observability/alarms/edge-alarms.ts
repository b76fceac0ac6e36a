import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { refusedRequests } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec, below } from './alarm-spec';

/** Things that nobody looks at daily: the firewall, backups, the certificate. */
export function edgeAlarms({ firewall, balancer, backup }: WatchedParts): AlarmSpec[] {
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
