import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { anchor } from './alarms/alarm-list';
import { AlarmSpec } from './alarms/alarm-spec';

/** A topic to which everything that raises alarms may publish. */
export function alarmTopic(scope: Construct, key: IKey): Topic {
  const topic = new Topic(scope, 'Topic', {
    displayName: 'Ticketero',
    masterKey: key,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'WhoPublishesAlarms',
      principals: ['cloudwatch', 'budgets', 'events.rds'].map(
        (name) => new ServicePrincipal(`${name}.amazonaws.com`),
      ),
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  // EventBridge's deliveries carry no account for a condition to compare.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventBridge',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  );
  return topic;
}

/**
 * Subscribes a mailbox. SNS keeps one subscription per address and topic, whoever creates it, so
 * two stacks that subscribe the same address share one, and deleting either stack ends it.
 * @param given whether somebody else created the topic
 */
export function subscribe(scope: Construct, topic: ITopic, mailbox: string, given: boolean): void {
  // subscribed by another deployment in this app, in the stack of the topic
  if (!Token.isUnresolved(mailbox) && topic.node.tryFindChild(mailbox)) return;
  topic.addSubscription(new EmailSubscription(mailbox));
  if (given && !topic.node.defaultChild) {
    Annotations.of(scope).addWarningV2(
      'ticketero:mailbox',
      `alarmEmail is "${mailbox}" and alarmTopic somebody else's. If another stack subscribes ` +
        'the same mailbox to it, whichever is deleted first ends it for both: subscribe it once, ' +
        'where the topic is made, and leave alarmEmail out.',
    );
  }
}

/** An alarm that notifies the topic; it is named after the deployment it watches. */
export function alarm(scope: Construct, spec: AlarmSpec, topic: ITopic, of: Stack): Alarm {
  const made = new Alarm(scope, spec.id, {
    alarmName:
      `${of.stackName} (${of.region}): ` +
      `${spec.heading}${/\d+$/.exec(spec.id)?.[0].replace(/^/, ' ') ?? ''}`,
    alarmDescription: `${spec.says} Runbook: docs/runbook.md#${anchor(spec.heading)}`,
    metric: spec.metric,
    threshold: spec.threshold,
    comparisonOperator: spec.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: spec.periods,
    treatMissingData: spec.missing ?? TreatMissingData.NOT_BREACHING,
  });
  const tell = new SnsAction(topic);
  made.addAlarmAction(tell);
  made.addOkAction(tell);
  return made;
}
