import { CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EdgeGuard } from '../constructs/edge/edge-guard';
import { EdgeAlarms } from '../constructs/observability/edge-alarms';
import { Settings } from './settings';
import { existingTopic, TicketeroStack } from './ticketero-stack';

/** CloudFront's alarms in us-east-1, for a deployment in another region. */
export class EdgeAlarmsStack extends Stack {
  public constructor(
    scope: Construct,
    id: string,
    { ticketero }: TicketeroStack,
    guard: EdgeGuard,
    { alarmEmail, edgeAlarmTopic }: Settings,
  ) {
    super(scope, id, {
      description: "Ticketero: CloudFront's alarms, whose metrics are in us-east-1",
      env: { region: 'us-east-1' },
    });
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    new EdgeAlarms(this, 'EdgeAlarms', {
      edge: ticketero.edge,
      guard,
      alarmTopic: existingTopic(this, edgeAlarmTopic),
      alarmEmail,
    });
  }
}
