import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checked, Kinds, member, of } from '../given/given';

/** Properties of the encryption key. */
export interface TicketKeyProps {
  /**
   * An existing key to use. Its policy must allow CloudWatch Logs in the region and the publishers
   * of alarms (CloudWatch, Budgets, EventBridge, RDS events) to use it.
   *
   * @default a new key is created, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * What happens to the key when the stack is deleted. Without the key, every backup is unreadable.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What each property takes. */
const KINDS: Kinds<TicketKeyProps> = {
  encryptionKey: of('a key, such as Key.fromKeyArn()'),
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};

/**
 * The key that encrypts everything at rest: database, cache, secrets, log groups, alarms and audit
 * anchors. It costs about $1 a month.
 */
export class TicketKey extends Construct {
  /** The key. */
  public readonly key: IKey;

  public constructor(scope: Construct, id: string, props: TicketKeyProps = {}) {
    super(scope, id);
    props = checked(this, props, KINDS);
    this.key = props.encryptionKey ?? this.make(props.removalPolicy ?? RemovalPolicy.RETAIN);
  }

  private make(removalPolicy: RemovalPolicy): Key {
    const { partition, region, account } = Stack.of(this);
    const key = new Key(this, 'Key', {
      description: 'Ticketero: data at rest',
      enableKeyRotation: true,
      removalPolicy,
    });
    const logGroups = `arn:${partition}:logs:${region}:${account}:log-group:*`;
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:Describe*',
        ],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'WhoPublishesAlarms',
        principals: ['cloudwatch', 'budgets', 'events.rds'].map(
          (name) => new ServicePrincipal(`${name}.amazonaws.com`),
        ),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        // its deliveries to a topic carry no account for a condition to compare
        sid: 'EventBridge',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    return key;
  }
}
