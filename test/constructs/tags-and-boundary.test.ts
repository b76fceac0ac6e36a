import { App, PermissionsBoundary, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, deploymentTemplate, resources } from './synthesized';

/** Types of resources that take no tags, or must not have any. */
const NO_TAGS = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Backup::BackupSelection',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudFront::VpcOrigin',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::ECS::ClusterCapacityProviderAssociations',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
  'Custom::VpcRestrictDefaultSG',
];

test.each([Phase.PILOT, Phase.NATIONAL])(
  'the boundary is on every role, the tags are on everything that takes them (%#)',
  (phase) => {
    const boundary = ManagedPolicy.fromManagedPolicyArn(
      new Stack(),
      'Boundary',
      'arn:aws:iam::111122223333:policy/bank-boundary',
    );
    const template = deploymentTemplate({
      phase,
      execAccess: true,
      permissionsBoundary: boundary,
      tags: { CostCentre: '42' },
    });
    const all = Object.entries(
      template.toJSON().Resources as Record<
        string,
        { Type: string; Properties?: Record<string, unknown> }
      >,
    );
    const roles = all.filter(([, { Type }]) => /^AWS::IAM::(Role|User)$/.test(Type));
    expect(roles.length).toBeGreaterThan(5);
    expect(
      roles.filter(([, { Properties = {} }]) => !Properties.PermissionsBoundary).map(([id]) => id),
    ).toEqual([]);
    const untagged = new Set(
      all
        .filter(([, { Properties }]) => !JSON.stringify(Properties ?? {}).includes('CostCentre'))
        .map(([, { Type }]) => Type),
    );
    expect([...untagged].sort()).toEqual(NO_TAGS.filter((type) => untagged.has(type)));
    // AWS refuses to change one in use, and a tag is a change
    expect(untagged).toContain('AWS::CloudFront::VpcOrigin');
  },
);

describe("the CDK's own boundary also reaches roles that AWS would make without one", () => {
  const env = { account: '111122223333', region: 'us-east-1' };
  const permissionsBoundary = PermissionsBoundary.fromName('bank-boundary');
  const within = (stack: Stack): Stack => {
    new Ticketero(stack, 'Ticketero', { phase: Phase.PILOT, app: anyApp() });
    return stack;
  };
  const app = () => new App({ analyticsReporting: false });

  test.each([
    ['a stack', () => within(new Stack(app(), 'Bank', { env, permissionsBoundary }))],
    [
      'its stage',
      () => within(new Stack(new Stage(app(), 'Live', { env, permissionsBoundary }), 'Bank')),
    ],
    [
      'cdk.json',
      () =>
        makeApp(
          { phase: 'pilot', '@aws-cdk/core:permissionsBoundary': { name: 'bank-boundary' } },
          { ticketApp: anyApp() },
        ).stack,
    ],
  ])('%s has it', (_, make) => {
    const template = Template.fromStack(make());
    const bare = Object.entries(resources(template, 'AWS::IAM::Role')).filter(
      ([, { Properties }]) => !Properties.PermissionsBoundary,
    );
    expect(bare.map(([id]) => id)).toEqual([]);
    // its function would have a role of AWS's making
    expect(resources(template, 'AWS::SecretsManager::RotationSchedule')).toEqual({});
    expect(template.toJSON().Transform).toBeUndefined();
  });
});
