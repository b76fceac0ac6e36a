import { Duration, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { TicketBackup } from '../../data/ticket-backup';
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
    ...backupAlarms(backup),
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

/**
 * Longer than the longest regular gap: from a backup that ended at once to one of the next night
 * that began as late and took as long as the plan allows.
 */
const HOURS_WITHOUT_BACKUP = 30;

/** A failed backup raises an event; one that never began raises nothing. */
function backupAlarms({ taken, vault }: TicketBackup): AlarmSpec[] {
  if (!taken) return [];
  return [
    {
      id: 'BackupMissing',
      heading: 'No backup was made',
      says: `For ${HOURS_WITHOUT_BACKUP} hours no backup has been finished.`,
      // in hours, because an alarm on days could ring a day late; seven days is the maximum
      periods: HOURS_WITHOUT_BACKUP,
      threshold: 1,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: new Metric({
        namespace: 'AWS/Backup',
        metricName: 'NumberOfBackupJobsCompleted',
        statistic: Stats.SUM,
        period: Duration.hours(1),
        dimensionsMap: { BackupVaultName: vault.backupVaultName },
      }),
    },
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
