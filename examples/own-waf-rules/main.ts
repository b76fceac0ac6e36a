import { App, Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnIPSet } from 'aws-cdk-lib/aws-wafv2';
import { DomainName, Phase, Ticketero } from 'ticketero';

export const app = new App();
const stack = new Stack(app, 'Ticketero', { env: { region: 'us-east-1' } });
const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
  zoneName: 'bank.example',
  hostedZoneId: 'Z0123456789EXAMPLE',
});

const blocked = new CfnIPSet(stack, 'Blocked', {
  scope: 'CLOUDFRONT',
  ipAddressVersion: 'IPV4',
  addresses: ['203.0.113.0/24'],
});
const visibility = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

new Ticketero(stack, 'Ticketero', {
  phase: Phase.PILOT,
  domainName: DomainName.inZone(zone, 'turnos.bank.example'),
  allowedCountries: ['CL', 'PE'],
  staffCidrs: ['198.51.100.0/24'],
  viewerRateLimit: 3000, // a large branch shares one address
  // Your own priorities start at 100; the platform's rules come first.
  edgeRules: [
    {
      name: 'BlockedByTheBank',
      priority: 100,
      action: { block: {} },
      visibilityConfig: visibility('BlockedByTheBank'),
      statement: { ipSetReferenceStatement: { arn: blocked.attrArn } },
    },
    {
      name: 'LargeBodies',
      priority: 101,
      action: { block: {} },
      visibilityConfig: visibility('LargeBodies'),
      statement: {
        sizeConstraintStatement: {
          comparisonOperator: 'GT',
          size: 8192,
          fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
          textTransformations: [{ priority: 0, type: 'NONE' }],
        },
      },
    },
  ],
});
