import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TicketeroProps } from './ticketero-props';

/** What is wrong with where the alarms go and where the stack is: one sentence each. */
export function placeProblems(scope: Construct, props: TicketeroProps): string[] {
  const { region } = Stack.of(scope);
  const { alarmEmail } = props;
  const mail =
    alarmEmail === undefined ||
    Token.isUnresolved(alarmEmail) ||
    /^[^@\s]+@[^@\s]+$/.test(alarmEmail)
      ? []
      : [`alarmEmail is "${alarmEmail}"; give a mailbox such as oncall@bank.cl`];
  if (Token.isUnresolved(region)) {
    return [
      ...mail,
      "the stack has no region; give env: { region: 'us-east-1' } (or yours): " +
        "access logs, CloudFront's prefix list and the edge's firewall depend on it",
    ];
  }
  if (region !== 'us-east-1' && !props.edgeGuard) {
    return [
      ...mail,
      `the stack is in ${region} and has no edgeGuard; CloudFront only accepts a firewall ` +
        'and certificate from us-east-1: create an EdgeGuard in a stack there and pass it here',
    ];
  }
  return mail;
}
