import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/**
 * Notifications about launches and terminations of hosts. They are not alarms: they come every two
 * weeks. SNS's own key encrypts them, because a key's policy cannot name Auto Scaling's role yet.
 */
export function hostEvents(scope: Construct): Topic {
  const topic = new Topic(scope, 'HostEvents', {
    displayName: 'Ticketero hosts',
    enforceSSL: true,
  });
  (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  return topic;
}

/** What people type in a container is kept for a year. */
export function execLog(
  scope: Construct,
  encryptionKey: IKey,
  removalPolicy = RemovalPolicy.RETAIN,
): LogGroup {
  return new LogGroup(scope, 'ExecLog', {
    encryptionKey,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy,
  });
}
