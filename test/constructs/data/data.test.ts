import { Match } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Phase } from '../../../src/constructs/phase/phase';
import { deploymentTemplate, only, phaseTemplate, resources } from '../synthesized';

const phases = ['pilot', 'expansion', 'national'];

describe('database', () => {
  test('primary and replicas share a parameter group with the same connections per phase', () => {
    for (const phase of phases) {
      const template = phaseTemplate(phase);
      template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
        Family: 'postgres17',
        Parameters: Match.objectLike({ max_connections: '400' }),
      });
      const [parameterGroup] = Object.keys(resources(template, 'AWS::RDS::DBParameterGroup'));
      template.allResourcesProperties('AWS::RDS::DBInstance', {
        DBParameterGroupName: { Ref: parameterGroup },
      });
    }
  });

  test('bound values, which may be personal data, never reach the log', () => {
    phaseTemplate('pilot').hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: Match.objectLike({
        log_parameter_max_length: '0',
        log_parameter_max_length_on_error: '0',
      }),
    });
  });

  test('its log groups exist before it, so they have a retention and a key', () => {
    const template = phaseTemplate('expansion');
    const groups = Object.entries(resources(template, 'AWS::Logs::LogGroup')).filter(([, group]) =>
      JSON.stringify(group.Properties.LogGroupName ?? '').includes('/aws/rds/instance/'),
    );
    expect(groups).toHaveLength(4);
    const waits = Object.values(resources(template, 'AWS::RDS::DBInstance')).flatMap(
      (instance) => instance.DependsOn as string[],
    );
    expect(groups.map(([id]) => id).filter((id) => !waits.includes(id))).toEqual([]);
  });

  test('a replica is readable, in one zone, and inherits encryption', () => {
    phaseTemplate('expansion').hasResourceProperties('AWS::RDS::DBInstance', {
      SourceDBInstanceIdentifier: Match.anyValue(),
      DBInstanceClass: 'db.t4g.small',
      EnableIAMDatabaseAuthentication: true,
      StorageEncrypted: Match.absent(),
      MultiAZ: Match.absent(),
      Port: '5433',
    });
  });

  test("the administrator's password is a secret that a function of AWS rotates", () => {
    const template = phaseTemplate('expansion');
    const [secret] = Object.keys(resources(template, 'AWS::SecretsManager::Secret')).filter((id) =>
      id.includes('AdministratorSecret'),
    );
    const primary = Object.values(resources(template, 'AWS::RDS::DBInstance')).find(
      ({ Properties }) => Properties.SourceDBInstanceIdentifier === undefined,
    )!;
    expect(primary.Properties.MasterUserPassword).toEqual({
      'Fn::Join': [
        '',
        ['{{resolve:secretsmanager:', { Ref: secret }, ':SecretString:password::}}'],
      ],
    });
    const [{ Properties: schedule, DependsOn }] = Object.values(
      resources(template, 'AWS::SecretsManager::RotationSchedule'),
    );
    const [log, group] = ['RotationLog', 'RotationGroup'].map((name) =>
      (DependsOn as string[]).find((id) => id.includes(name))!,
    );
    expect(schedule).toMatchObject({
      RotateImmediatelyOnUpdate: false,
      HostedRotationLambda: { VpcSecurityGroupIds: { 'Fn::GetAtt': [group, 'GroupId'] } },
    });
    const { RotationLambdaName } = schedule.HostedRotationLambda as {
      RotationLambdaName: object;
    };
    expect(resources(template, 'AWS::Logs::LogGroup')[log].Properties.LogGroupName).toEqual({
      'Fn::Join': ['', ['/aws/lambda/', RotationLambdaName]],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5433,
      SourceSecurityGroupId: { 'Fn::GetAtt': [group, 'GroupId'] },
    });
  });

  test("its name is the stack's own, so one retained by an earlier stack does not collide", () => {
    expect(
      JSON.stringify(only(phaseTemplate('pilot'), 'AWS::RDS::DBInstance').DBInstanceIdentifier),
    ).toContain('AWS::StackId');
  });
});

describe('cache', () => {
  const group = (phase: string) =>
    only(phaseTemplate(phase), 'AWS::ElastiCache::ReplicationGroup') as Record<string, unknown>;

  test('phases differ only in node type and shard count: nothing else can grow in place', () => {
    const { CacheNodeType: _a, NumNodeGroups: _b, ...pilot } = group('pilot');
    for (const phase of phases.slice(1)) {
      const { CacheNodeType: _c, NumNodeGroups: _d, ...other } = group(phase);
      expect(other).toEqual(pilot);
    }
  });

  test("the app's user cannot administer it", () => {
    const { AccessString } = only(phaseTemplate('pilot'), 'AWS::ElastiCache::User') as never as {
      AccessString: string;
    };
    expect(AccessString).toMatch(/-@admin -@dangerous/);
  });

  test('with Redis, as first designed, the default user may do nothing', () => {
    const template = deploymentTemplate({ phase: Phase.PILOT.literal() });
    template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      Engine: 'redis',
      EngineVersion: '7.1',
      ReplicasPerNodeGroup: 0,
      MultiAZEnabled: false,
    });
    template.hasResourceProperties('AWS::ElastiCache::User', {
      UserName: 'default',
      AccessString: 'off -@all',
    });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      CacheParameterGroupFamily: 'redis7',
    });
  });
});

describe('what holds data', () => {
  const stateful = [
    'AWS::RDS::DBInstance',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
    'AWS::KMS::Key',
    'AWS::Backup::BackupVault',
    'AWS::ElastiCache::ReplicationGroup',
  ];

  test('outlives the stack, except replicas, which are copies', () => {
    const template = phaseTemplate('national');
    const lost = stateful
      .flatMap((type) => Object.entries(resources(template, type)))
      .filter(
        ([, resource]) =>
          !['Retain', 'Snapshot'].includes(String(resource.DeletionPolicy)) ||
          !['Retain', 'Snapshot'].includes(String(resource.UpdateReplacePolicy)),
      )
      .map(([id]) => id);
    expect(lost.every((id) => id.includes('Replica'))).toBe(true);
    expect(lost).toHaveLength(2);
  });

  test('keeps its id from phase to phase', () => {
    const ids = (phase: string) =>
      stateful.flatMap((type) => Object.keys(resources(phaseTemplate(phase), type)));
    expect(ids('expansion')).toEqual(expect.arrayContaining(ids('pilot')));
    expect(ids('national')).toEqual(expect.arrayContaining(ids('expansion')));
  });

  test('secrets have the same generator in every phase: another would replace the secret', () => {
    const generators = (phase: string) =>
      Object.fromEntries(
        Object.entries(resources(phaseTemplate(phase), 'AWS::SecretsManager::Secret')).map(
          ([id, secret]) => [id, secret.Properties.GenerateSecretString],
        ),
      );
    expect(generators('expansion')).toEqual(generators('pilot'));
    expect(generators('national')).toEqual(generators('pilot'));
  });

  test('is encrypted with the one key', () => {
    const template = phaseTemplate('national');
    const [key] = Object.keys(resources(template, 'AWS::KMS::Key'));
    const arn = { 'Fn::GetAtt': [key, 'Arn'] };
    template.hasResourceProperties('AWS::RDS::DBInstance', { KmsKeyId: arn });
    template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { KmsKeyId: arn });
    template.allResourcesProperties('AWS::SecretsManager::Secret', { KmsKeyId: arn });
    template.hasResourceProperties('AWS::Backup::BackupVault', { EncryptionKeyArn: arn });
    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { KMSMasterKeyID: arn } },
        ],
      },
    });
  });

  test("log retention is the phase's, or the one given", () => {
    phaseTemplate('pilot').hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 14 });
    phaseTemplate('national').hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    deploymentTemplate({ logRetention: RetentionDays.SIX_MONTHS }).allResourcesProperties(
      'AWS::Logs::LogGroup',
      { RetentionInDays: 180 },
    );
  });
});

test('the key serves this account only, except EventBridge, which cannot be scoped', () => {
  const { KeyPolicy } = only(phaseTemplate('pilot'), 'AWS::KMS::Key') as never as {
    KeyPolicy: { Statement: { Principal: { Service?: unknown }; Condition?: object }[] };
  };
  const open = KeyPolicy.Statement.filter(
    ({ Principal, Condition }) => Principal.Service && !Condition,
  ).map(({ Principal }) => Principal.Service);
  expect(open).toEqual(['events.amazonaws.com']);
});
