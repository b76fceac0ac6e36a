import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ORIGIN_SECRET_HEADER } from '../../contract';
import { physicalName } from '../security/physical-name';

/** Headers with credentials; they are never logged. */
const SECRET_HEADERS = ['authorization', 'cookie', 'sec-websocket-protocol', ORIGIN_SECRET_HEADER];

/** Logs refused requests, without credentials, to an encrypted log group. */
export function logRefusals(
  scope: Construct,
  acl: CfnWebACL,
  encryptionKey: IKey,
  retention: RetentionDays,
): void {
  const log = new LogGroup(scope, 'Log', {
    // AWS WAF only writes to log groups whose names begin like this.
    logGroupName: `aws-waf-logs-${physicalName(scope, 'refused', 100).toLowerCase()}`,
    retention,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnLoggingConfiguration(scope, 'Logging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [
      Stack.of(scope).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: log.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields: SECRET_HEADERS.map((header) => ({ singleHeader: { Name: header } })),
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT'].map((action) => ({ ActionCondition: { Action: action } })),
        },
      ],
    },
  });
}
