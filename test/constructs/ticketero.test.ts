import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EdgeGuard } from '../../src/constructs/edge/edge-guard';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { anyApp, deploymentTemplate, has, only, refusal, resources } from './synthesized';

describe('what a bank asks', () => {
  test('its network, its key, its topic, its boundary, its tags', () => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      vpcCidrBlock: '10.1.0.0/16',
      privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      isolatedSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
    });
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      vpc,
      encryptionKey: Key.fromKeyArn(
        stack,
        'Key',
        'arn:aws:kms:us-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef',
      ),
      alarmTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:bank'),
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'bank-boundary'),
      tags: { CostCentre: '42' },
    });
    const template = Template.fromStack(stack);
    for (const type of [
      'AWS::EC2::VPC',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::FlowLog',
      'AWS::EC2::NetworkInterface',
      'AWS::KMS::Key',
    ]) {
      template.resourceCountIs(type, 0);
    }
    template.resourceCountIs('AWS::SNS::Topic', 1); // for the hosts only
    template.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] },
      },
    });
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
    });
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef',
    });
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: ['arn:aws:sns:us-east-1:111122223333:bank'],
    });
    template.allResourcesProperties('AWS::IAM::Role', {
      PermissionsBoundary: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
    });
    // AWS creates that function's role, without the boundary
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
    expect(template.toJSON()).not.toHaveProperty('Transform');
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      Tags: has({ Key: 'CostCentre', Value: '42' }),
    });
  });

  test('retention, backups, copies, restore', () => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.EXPANSION,
      app: anyApp(),
      logRetention: RetentionDays.ONE_YEAR,
      backupRetentionDays: 35,
      auditRetention: Duration.days(3650),
      restoredFrom: 'before-the-accident',
      backupCopyTo: BackupVault.fromBackupVaultArn(
        stack,
        'Far',
        'arn:aws:backup:us-west-2:111122223333:backup-vault:far',
      ),
    });
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      DBSnapshotIdentifier: 'before-the-accident',
      BackupRetentionPeriod: 35,
      MasterUsername: Match.absent(),
      MasterUserPassword: Match.anyValue(),
      MultiAZ: true,
      // both come from the snapshot, which may be of an upgraded and grown database
      EngineVersion: Match.absent(),
      AllocatedStorage: Match.absent(),
    });
    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 3650 } } },
    });
    template.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: has({
          CopyActions: [
            Match.objectLike({
              DestinationBackupVaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:far',
            }),
          ],
        }),
      },
    });
  });

  test('restoring keeps the old database, and the new one has another name', () => {
    const name = (restoredFrom?: string) =>
      JSON.stringify(
        only(deploymentTemplate({ restoredFrom }), 'AWS::RDS::DBInstance').DBInstanceIdentifier,
      );
    expect(name('snapshot-7')).not.toBe(name());
    expect(name('first-copy-of-2026-11-26')).not.toBe(name('other-copy-of-2026-11-26'));
    deploymentTemplate({ restoredFrom: 'snapshot-7' }).hasResource('AWS::RDS::DBInstance', {
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('a recreated stack takes over the previous secrets, and changes none', () => {
    const secret = (name: string) =>
      `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
    const given = (name: string) => Secret.fromSecretCompleteArn(stack, name, secret(name));
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      restoredFrom: 'before-the-accident',
      dataKeysSecret: given('Keys'),
      telegramSecret: given('Bot'),
      administratorSecret: given('Admin'),
    });
    const template = Template.fromStack(stack);
    const made = Object.keys(resources(template, 'AWS::SecretsManager::Secret')).join();
    expect(made).not.toMatch(/DataKeys|Telegram|AdministratorSecret/);
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
    template.resourceCountIs('AWS::SecretsManager::SecretTargetAttachment', 0);
    const task = JSON.stringify(resources(template, 'AWS::ECS::TaskDefinition'));
    expect(task).toContain(`"Name":"DATA_KEYS","ValueFrom":"${secret('Keys')}"`);
    expect(task).toContain(`"ValueFrom":"${secret('Bot')}:token::"`);
    expect(task).toContain(`"ValueFrom":"${secret('Admin')}:password::"`);
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      MasterUserPassword: `{{resolve:secretsmanager:${secret('Admin')}:SecretString:password::}}`,
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: Match.stringLikeRegexp('ECS starts tasks'),
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'secretsmanager:GetSecretValue',
            Resource: Match.arrayWith([secret('Bot'), secret('Keys')]),
          }),
          // another stack's key, only through Secrets Manager
          Match.objectLike({
            Action: 'kms:Decrypt',
            Condition: {
              StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' },
            },
            Resource: Match.objectLike({
              'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':key/\\*')])],
            }),
          }),
        ]),
      },
    });
  });

  test('secrets that ECS could not read are named and refused', () => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
    const arn = (region: string, end: string) =>
      `arn:aws:secretsmanager:${region}:111122223333:secret:Keys${end}`;
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      dataKeysSecret: Secret.fromSecretCompleteArn(stack, 'Far', arn('sa-east-1', '-AbCdEf')),
      telegramSecret: Secret.fromSecretPartialArn(stack, 'Short', arn('us-east-1', '')),
    });
    const said = refusal(app);
    expect(said).toMatch(
      /dataKeysSecret is in sa-east-1 and the stack in us-east-1; replicate the secret/,
    );
    expect(said).toMatch(/telegramSecret is ".*:Keys"; give the whole ARN/);
  });

  test('exec is off by default, and recorded when on', () => {
    deploymentTemplate().hasResourceProperties('AWS::ECS::Service', {
      EnableExecuteCommand: false,
    });
    const open = deploymentTemplate({ execAccess: true });
    open.hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: true });
    open.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: has({ Action: Match.arrayWith(['ssmmessages:OpenDataChannel']) }),
      },
    });
    open.hasResourceProperties('AWS::ECS::Cluster', {
      Configuration: {
        ExecuteCommandConfiguration: { Logging: 'OVERRIDE', KmsKeyId: Match.anyValue() },
      },
    });
  });

  test('a trial has no protections', () => {
    const template = deploymentTemplate({ removalPolicy: RemovalPolicy.DESTROY });
    template.hasResource('AWS::RDS::DBInstance', {
      DeletionPolicy: 'Delete',
      Properties: Match.objectLike({ DeletionProtection: false }),
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: has({ Key: 'deletion_protection.enabled', Value: 'false' }),
    });
    expect(
      Object.values(resources(template, 'AWS::SecretsManager::Secret')).every(
        (secret) => secret.DeletionPolicy === 'Delete',
      ),
    ).toBe(true);
  });

  test('staff pages only from staff networks; own rules come after ours', () => {
    const template = deploymentTemplate({
      allowedCountries: ['CL', 'AR'],
      staffCidrs: ['200.1.2.0/24', '2001:db8::/32'],
      edgeRules: [
        {
          name: 'Ours',
          priority: 100,
          action: { count: {} },
          statement: { geoMatchStatement: { countryCodes: ['AR'] } },
          visibilityConfig: {
            cloudWatchMetricsEnabled: true,
            metricName: 'Ours',
            sampledRequestsEnabled: false,
          },
        },
      ],
    });
    template.resourceCountIs('AWS::WAFv2::IPSet', 2);
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
      Rules: has({ Name: 'StaffNetworks', Action: { Block: {} } }),
    });
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
      Rules: has({ Name: 'Ours', Priority: 100 }),
    });
  });
});

test('in another region, firewall and certificate come from us-east-1 by a weak reference', () => {
  const app = new App({
    analyticsReporting: false,
    context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' },
  });
  const edge = new Stack(app, 'Edge', { env: { region: 'us-east-1' } });
  const stack = new Stack(app, 'Bank', { env: { region: 'sa-east-1' } });
  new Ticketero(stack, 'Ticketero', {
    phase: Phase.PILOT,
    app: anyApp(),
    edgeGuard: new EdgeGuard(edge, 'Guard', { allowedCountries: ['CL'] }),
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      WebACLId: {
        'Fn::GetStackOutput': Match.objectLike({ StackName: 'Edge', Region: 'us-east-1' }),
      },
    },
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    SourcePrefixListId: 'pl-5da64334',
    FromPort: 80,
  });
});
