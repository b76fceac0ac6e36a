import { Annotations, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  BucketProps,
  IBucket,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checked, duration, Kinds, member, of, required, yesOrNo } from '../given/given';
import { acknowledge } from '../security/acknowledgements';
import { wholeDays } from './whole-days';

/** Properties of the buckets. */
export interface TicketStorageProps {
  /** The key that encrypts the audit anchors. */
  readonly encryptionKey: IKey;

  /**
   * For how long nobody, not even the account's root user, can change or delete an audit anchor (S3
   * Object Lock in compliance mode).
   *
   * @default one year; with RemovalPolicy.DESTROY one day
   */
  readonly auditRetention?: Duration;

  /**
   * An existing bucket for the logs. It needs ACLs, which CloudFront delivers with, keys of S3, and
   * a policy that lets in the services that write there.
   *
   * @default a new bucket is created
   */
  readonly logBucket?: IBucket;

  /**
   * How long the access logs of the edge and the load balancer, and the network's flow logs, are
   * kept.
   *
   * @default 90 days; with a `logBucket`, as its own rules say
   */
  readonly accessLogRetention?: Duration;

  /**
   * Whether the pages' hashed assets are served from a bucket of their own.
   *
   * @default false, the app serves them
   */
  readonly staticOrigin?: boolean;

  /**
   * What happens to the content of the buckets. The buckets themselves always outlive the stack,
   * because CloudFormation cannot delete a bucket that is not empty, and logs still arrive while
   * the stack is being deleted. With RemovalPolicy.DESTROY, for trials, everything in them expires
   * a week after it was written, and an empty bucket costs nothing.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Object Lock keeps versions, but anybody who may write can put a newer version or a delete marker
 * on top, which hides the older ones from a reader that does not ask for versions. So a write that
 * would replace an object is refused, and so is a delete that names no version.
 */
function writeOnce(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OnlyNewNames',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: {
        Null: { 's3:if-none-match': 'true' },
        // the parts of an upload carry no condition; its completion does
        Bool: { 's3:ObjectCreationOperation': 'true' },
      },
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'NothingIsHidden',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:DeleteObject'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
}

/** How long a trial keeps what is written to its buckets. */
const TRIAL = Duration.days(7);

/** Empties a trial's bucket, versions included, once no lock holds them. */
const emptiesItself = { expiration: TRIAL, noncurrentVersionExpiration: Duration.days(1) };

/**
 * A warning, not an error: with the setting in cdk.json a trial still deploys, and nobody is
 * surprised by what stays.
 */
function warnOfLock(scope: Construct, locked: Duration): void {
  Annotations.of(scope).addWarningV2(
    'ticketero:longLock',
    `auditRetention (auditRetentionDays) is ${locked.toDays()} days and removalPolicy DESTROY: ` +
      'for that long nobody, not even the root user, can delete the anchors of this trial, or ' +
      'their bucket. Leave it out for one day.',
  );
}

/** What each property takes. */
const KINDS: Kinds<TicketStorageProps> = {
  encryptionKey: required(of('a key, such as TicketKey.key')),
  auditRetention: duration,
  logBucket: of('a bucket, such as Bucket.fromBucketName()'),
  accessLogRetention: duration,
  staticOrigin: yesOrNo,
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};

/**
 * Three buckets: access logs, write-once audit anchors, and (from the national phase) the pages'
 * hashed assets.
 */
export class TicketStorage extends Construct {
  /** Logs of CloudFront, the load balancer, the network and the buckets themselves. */
  public readonly logs: IBucket;
  /** Where the app stores the hash of each closed day; write-once. */
  public readonly anchors: Bucket;
  /** Hashed assets and the failover page; none without `staticOrigin`. */
  public readonly assets: Bucket | undefined;

  public constructor(scope: Construct, id: string, props: TicketStorageProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const trial = props.removalPolicy === RemovalPolicy.DESTROY;
    const accessLogs = wholeDays('accessLogRetention', props.accessLogRetention, 90, 3650);
    // 100 years is the most that S3 accepts
    const audit = wholeDays('auditRetention', props.auditRetention, trial ? 1 : 365, 36_500);
    this.node.addValidation({
      validate: () => [
        ...accessLogs.problems,
        ...audit.problems,
        ...(props.logBucket && props.accessLogRetention
          ? ['accessLogRetention is given beside a logBucket, whose rules say it; leave it out']
          : []),
      ],
    });
    if (trial && !audit.duration.isUnresolved() && audit.duration.toDays() > TRIAL.toDays()) {
      warnOfLock(this, audit.duration);
    }
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    };

    this.logs =
      props.logBucket ?? this.makeLogs(closed, trial ? TRIAL : accessLogs.duration, trial);
    this.anchors = this.makeAnchors(closed, trial, audit.duration, props);
    if (props.staticOrigin ?? false) {
      this.assets = new Bucket(this, 'Assets', {
        ...closed,
        // its content is public; a customer key would have to be open to CloudFront
        encryption: BucketEncryption.S3_MANAGED,
        serverAccessLogsBucket: this.logs,
        serverAccessLogsPrefix: 'buckets/',
        // Assets are never deleted: a page opened before a deploy still asks for its own.
        lifecycleRules: [
          {
            noncurrentVersionExpiration: Duration.days(30),
            abortIncompleteMultipartUploadAfter: Duration.days(7),
          },
          ...(trial ? [emptiesItself] : []),
        ],
      });
      acknowledge(this.assets, 'bucketKeys');
    }
  }

  private makeLogs(closed: BucketProps, kept: Duration, trial: boolean): Bucket {
    const logs = new Bucket(this, 'Logs', {
      ...closed,
      encryption: BucketEncryption.S3_MANAGED, // the only kind that load balancers can write to
      // CloudFront delivers its logs with an ACL
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        {
          expiration: kept,
          noncurrentVersionExpiration: trial ? Duration.days(1) : Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    this.allowFlowLogs(logs);
    acknowledge(logs, 'bucketKeys');
    return logs;
  }

  private makeAnchors(
    closed: BucketProps,
    trial: boolean,
    locked: Duration,
    props: TicketStorageProps,
  ): Bucket {
    const anchors = new Bucket(this, 'Anchors', {
      ...closed,
      // a trial's key goes with its stack, and would leave this bucket useless
      ...(trial
        ? { encryption: BucketEncryption.S3_MANAGED }
        : {
            encryption: BucketEncryption.KMS,
            encryptionKey: props.encryptionKey,
            bucketKeyEnabled: true,
          }),
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(locked),
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 'buckets/',
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          transitions: [
            { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) },
          ],
        },
        ...(trial ? [emptiesItself] : []),
      ],
    });
    acknowledge(anchors, 'bucketKeys');
    writeOnce(anchors);
    return anchors;
  }

  private allowFlowLogs(logs: Bucket) {
    const { partition, region, account } = Stack.of(this);
    const from = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
    };
    const delivery = new ServicePrincipal('delivery.logs.amazonaws.com');
    logs.addToResourcePolicy(
      new PolicyStatement({
        sid: 'FlowLogsWrite',
        principals: [delivery],
        actions: ['s3:PutObject'],
        resources: [logs.arnForObjects(`network/AWSLogs/${Aws.ACCOUNT_ID}/*`)],
        conditions: {
          ...from,
          StringEquals: { ...from.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      }),
    );
    logs.addToResourcePolicy(
      new PolicyStatement({
        sid: 'FlowLogsCheck',
        principals: [delivery],
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: [logs.bucketArn],
        conditions: from,
      }),
    );
  }
}
