import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowWide, exactRole } from '../security/roles';

/** The role with which RDS publishes operating system metrics. */
export function monitoringRole(scope: Construct): Role {
  return exactRole(
    scope,
    'MonitoringRole',
    'monitoring.rds.amazonaws.com',
    'Ticketero: RDS enhanced monitoring writes operating system metrics',
    [
      allowWide(
        'RDS names the group RDSOSMetrics.',
        ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
        [logArn(scope, 'RDS*')],
      ),
      allowWide(
        'Its streams are named after instances that do not exist yet.',
        [
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:DescribeLogStreams',
          'logs:GetLogEvents',
        ],
        [logArn(scope, 'RDS*:log-stream:*')],
      ),
    ],
  ).role;
}

function logArn(scope: Construct, name: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}
