import { Annotations, Stack } from 'aws-cdk-lib';
import { Settings } from './settings';

/**
 * Warns of a host name that may be another stack's, because the stack's name or region differs from
 * `cdk.json` (decision 0270). Synth asks no account, so it cannot know.
 * @param kept settings of every deploy
 */
export function warnOfDomainElsewhere(
  stack: Stack,
  { domain, stackName, region }: Settings,
  { stackName: name = 'Ticketero', region: place = region }: Readonly<Record<string, unknown>>,
): void {
  if (domain === undefined || (stackName === name && region === place)) return;
  Annotations.of(stack).addWarningV2(
    'ticketero:domainElsewhere',
    `${stackName} in ${region} is to serve ${domain}, and cdk.json (or what it leaves out) says ` +
      `${String(name)} in ${String(place)}. A host name belongs to one stack: while another has ` +
      "it, a deploy stops at CloudFront's alias or at the records in the zone. Give a second " +
      'deployment a domain of its own, or none (-c domain= -c zone= -c zoneId=). To rename the ' +
      'stack: docs/runbook.md, "Give the stack another name". If it is right so, put ' +
      'stackName and region into the context of cdk.json',
  );
}
