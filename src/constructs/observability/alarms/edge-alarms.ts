import { Duration, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { refusedRequests } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec, below } from './alarm-spec';

/** Things that nobody looks at daily: the firewall, backups, the certificate. */
export function edgeAlarms(parts: WatchedParts): AlarmSpec[] {
  const { firewall, balancer, backup, edge, guard } = parts;
  // CloudFront's metrics and certificate are in us-east-1, and an alarm watches its own region only
  const global = Stack.of(edge).region === 'us-east-1';
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
    ...(global ? ofCloudFront(edge.distribution.distributionId, guard.certificate) : []),
  ];
}

/** What only us-east-1 can watch: CloudFront's answers, and the certificate that viewers see. */
export function ofCloudFront(
  distributionId: string,
  certificate: ICertificate | undefined,
): AlarmSpec[] {
  return [
    ...(certificate
      ? [
          {
            id: 'CertificateExpires2',
            heading: 'A certificate expires',
            says: "CloudFront's certificate expires within a month and was not renewed.",
            periods: 1,
            threshold: 30,
            comparison: below,
            metric: certificate.metricDaysToExpiry({
              period: Duration.days(1),
              statistic: Stats.MINIMUM,
            }),
          },
        ]
      : []),
    {
      id: 'EdgeErrors',
      heading: 'The edge answers with errors',
      says: 'For a quarter of an hour one answer in twenty of CloudFront was an error.',
      periods: 3,
      threshold: 5,
      metric: new Metric({
        namespace: 'AWS/CloudFront',
        metricName: '5xxErrorRate',
        statistic: Stats.AVERAGE,
        period: Duration.minutes(5),
        dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
      }),
    },
  ];
}
