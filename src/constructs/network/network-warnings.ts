import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** The zone's letter differs from account to account, so only the account can say which it is. */
export function warnOfZones(scope: Construct): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:zones',
    'us-east-1 has a zone that carries neither Graviton hosts nor private origins, ' +
      'and its letter differs from account to account. This prints the zones that do; ' +
      'give three of them as availabilityZones before the first deploy: ' +
      'aws ec2 describe-instance-type-offerings --region us-east-1 ' +
      '--location-type availability-zone --filters Name=instance-type,Values=t4g.medium ' +
      "--query 'InstanceTypeOfferings[].Location' --output text",
  );
}

/** Security groups guard the data all the same; the network's lists of addresses cannot. */
export function warnOfSharedSubnets(scope: Construct, ids: readonly string[]): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:subnets',
    `dataSubnets has ${ids.join(', ')}, which appSubnets has too: database and cache are beside ` +
      'what reaches the internet, and only security groups keep them apart. ' +
      "Give isolated subnets of their own, for example { subnetGroupName: 'data' }.",
  );
}

/** Without egress a deploy hangs until ECS gives up, and only reports that no host joined. */
export function warnOfNoWayOut(scope: Construct, ids: readonly string[]): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:isolated',
    `appSubnets has ${ids.join(', ')}, isolated in the vpc: hosts and tasks must reach AWS's ` +
      'services, and tasks Telegram, by ways that the vpc does not tell. Give private subnets ' +
      'with egress, or egress: Egress.none() and endpoints of your own.',
  );
}

/** Telegram and webhooks need the internet. */
export function warnOfSilence(scope: Construct): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:egress',
    'Nothing leaves the network (egress is none), so nothing is sent by Telegram or webhooks. ' +
      'Tickets, screens and paper need no internet.',
  );
}
