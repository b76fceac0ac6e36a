import { Stack } from 'aws-cdk-lib';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { BoundTicketApp } from '../image/ticket-app';
import { allow, allowWide, exactRole, Permission } from '../security/roles';
import { TicketServiceProps } from './ticket-service-props';

/**
 * The role that starts tasks. It may pull the images, read the secrets that the containers name,
 * write the log, and nothing else.
 */
export function executionRole(
  scope: Construct,
  props: TicketServiceProps,
  images: readonly BoundTicketApp[],
  log: ILogGroup,
): IRole {
  const { secrets, database, cache, encryptionKey, app } = props;
  const { partition, region, account } = Stack.of(scope);
  const viaSecrets = `secretsmanager.${region}.amazonaws.com`;
  const read = [
    secrets.telegram,
    secrets.dataKeys,
    ...((props.adminCode ?? true) ? [secrets.adminCode] : []),
    ...(props.staffSignIn ? [props.staffSignIn.clientSecret] : []),
    ...(props.mail?.credentials ? [props.mail.credentials] : []),
    cache.password,
    ...(app.migrateCommand.length > 0 ? [database.administrator] : []),
  ];
  const statements: Permission[] = [
    allow(
      ['secretsmanager:GetSecretValue'],
      read.map((secret) => secret.secretArn),
    ),
    allow(['kms:Decrypt'], [encryptionKey.keyArn], {
      StringEquals: { 'kms:ViaService': viaSecrets },
    }),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
  ];
  if (read.some(isOfAnotherStack)) {
    statements.push(
      allowWide(
        'A secret of another stack does not say which key encrypts it. The role can read only ' +
          'the secrets named above, and decrypt only through Secrets Manager.',
        ['kms:Decrypt'],
        [`arn:${partition}:kms:${region}:${account}:key/*`],
        { StringEquals: { 'kms:ViaService': viaSecrets } },
      ),
    );
  }
  const repositories = images.flatMap(({ repository }) => repository ?? []);
  if (repositories.length > 0) {
    statements.push(
      allowWide('The action has no resource.', ['ecr:GetAuthorizationToken'], ['*']),
      allow(
        ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
        [...new Set(repositories.map(({ repositoryArn }) => repositoryArn))],
      ),
    );
  }
  const { sealed } = exactRole(
    scope,
    'ExecutionRole',
    'ecs-tasks.amazonaws.com',
    'Ticketero: ECS starts tasks: image, secrets, log',
    statements,
  );
  return sealed;
}

/** Whether a secret comes from another stack, perhaps with another key. */
const isOfAnotherStack = (secret: ISecret) => secret.node.defaultChild === undefined;

/**
 * The role of the app itself. It may sign in to the database, store anchors and assets, and send
 * spans.
 */
export function taskRole(scope: Construct, props: TicketServiceProps): IRole {
  const { database, storage, encryptionKey } = props;
  const statements: Permission[] = [
    allow(['rds-db:connect'], database.connectArns),
    allowWide(
      'One object per branch and day; the bucket is named.',
      ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion'],
      [storage.anchors.arnForObjects('*')],
    ),
    allow(['s3:ListBucket', 's3:ListBucketVersions'], [storage.anchors.bucketArn]),
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], [encryptionKey.keyArn], {
      StringEquals: { 'kms:ViaService': `s3.${Stack.of(scope).region}.amazonaws.com` },
    }),
    allowWide(
      'X-Ray has no resources.',
      ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      ['*'],
    ),
  ];
  if (storage.assets) {
    statements.push(
      allowWide(
        'Assets are named by their hash; the bucket is named.',
        ['s3:PutObject', 's3:GetObject'],
        [storage.assets.arnForObjects('*')],
      ),
      allow(['s3:ListBucket'], [storage.assets.bucketArn]),
    );
  }
  if (props.execAccess) {
    if (props.hosts.execLog) {
      statements.push(
        allow(['kms:Decrypt'], [encryptionKey.keyArn]),
        allow(
          ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          [props.hosts.execLog.logGroupArn],
        ),
        allowWide('The action has no resource.', ['logs:DescribeLogGroups'], ['*']),
      );
    }
    statements.push(
      allowWide(
        'Channels of ECS exec have no names beforehand.',
        [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        ['*'],
      ),
    );
  }
  const { sealed } = exactRole(
    scope,
    'TaskRole',
    'ecs-tasks.amazonaws.com',
    'Ticketero: what the app itself may do',
    statements,
  );
  return sealed;
}
