import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EdgeGuard } from '../edge/edge-guard';
import { TicketEdge } from '../edge/ticket-edge';
import { checked, Kinds, of, part, text } from '../given/given';
import { topicProblems } from '../security/things-given';
import { ofCloudFront } from './alarms/edge-alarms';
import { alarm, alarmTopic, subscribe } from './make-alarm';

/** What is watched in us-east-1, and who is notified. */
export interface EdgeAlarmsProps {
  /** The edge, in another region's stack. */
  readonly edge: TicketEdge;
  /** Its firewall and certificate. */
  readonly guard: EdgeGuard;

  /**
   * The topic for alarms, in us-east-1.
   *
   * @default a new topic is created
   */
  readonly alarmTopic?: ITopic;

  /**
   * An e-mail address that receives alarms; AWS asks it to confirm.
   *
   * @default nobody receives alarms until you subscribe to the topic
   */
  readonly alarmEmail?: string;
}

/** What each property takes. */
const KINDS: Kinds<EdgeAlarmsProps> = {
  edge: part('a TicketEdge', 'distribution'),
  guard: part('an EdgeGuard', 'mailLinks'),
  alarmTopic: of('a topic, such as Topic.fromTopicArn()'),
  alarmEmail: text,
};

/**
 * Alarms on CloudFront for a deployment outside us-east-1: its errors, and the expiry of the
 * certificate that viewers see. Both are metrics of us-east-1, and an alarm only watches its own
 * region; a deployment in us-east-1 has these alarms already.
 */
export class EdgeAlarms extends Construct {
  /** The topic for alarms. */
  public readonly topic: ITopic;

  public constructor(scope: Construct, id: string, props: EdgeAlarmsProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { region } = Stack.of(this);
    this.node.addValidation({
      validate: () =>
        Token.isUnresolved(region) || region === 'us-east-1'
          ? topicProblems(this, props.alarmTopic)
          : [
              `the alarms of the edge are in ${region}, and CloudFront's metrics in us-east-1; ` +
                'create them in a stack there',
            ],
    });
    this.topic = props.alarmTopic ?? alarmTopic(this, props.guard.logKey);
    if (props.alarmEmail) {
      subscribe(this, this.topic, props.alarmEmail, props.alarmTopic !== undefined);
    }
    const { distributionId } = props.edge.distribution;
    for (const spec of ofCloudFront(distributionId, props.guard.certificate)) {
      alarm(this, spec, this.topic, Stack.of(props.edge));
    }
    new CfnOutput(this, 'EdgeAlarmTopic', {
      description: "Subscribe here to hear CloudFront's alarms",
      value: this.topic.topicArn,
    }).overrideLogicalId('EdgeAlarmTopic');
  }
}
