import { compare } from '../../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { phaseTemplates } from '../../../src/stacks/phase-templates';
import { Draft, idOf, national, said } from './stage';

/** New resources of a deploy may open what nothing had opened before. */

const role = (Principal: object, others: object) => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:Assume' }] },
  ...others,
});
const service = { Service: 'ec2.amazonaws.com' };
const allow = (what: object) => ({
  PolicyDocument: { Statement: [{ Effect: 'Allow', ...what }] },
});
const everything = { Action: '*', Resource: '*' };
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const anybody = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
/** Refers to existing resources, so that only the rest can be at fault. */
const ref = (type: string) => ({ Ref: idOf(national, type) });
const group = () => ({
  'Fn::GetAtt': [Object.keys(national.Resources).find((id) => /DatabaseGroup/.test(id)), 'GroupId'],
});
const table = () => ({ RouteTableId: ref('AWS::EC2::RouteTable') });

const openings: readonly (readonly [string, () => object])[] = [
  ['EC2::Route', () => ({ ...table(), GatewayId: ref('AWS::EC2::InternetGateway') })],
  ['EC2::VPCPeeringConnection', () => ({ VpcId: ref('AWS::EC2::VPC'), PeerVpcId: 'vpc-1' })],
  ['EC2::ClientVpnEndpoint', () => ({})],
  ['EC2::Instance', () => ({ ImageId: 'ami-1' })],
  ['EC2::EIPAssociation', () => ({ EIP: '1.2.3.4' })],
  ['EC2::NetworkAclEntry', () => ({ RuleAction: 'allow', CidrBlock: '0.0.0.0/0' })],
  ['EC2::Subnet', () => ({ VpcId: ref('AWS::EC2::VPC'), MapPublicIpOnLaunch: true })],
  ['EC2::SecurityGroup', () => ({ SecurityGroupIngress: [{ CidrIp: '0.0.0.0/1' }] })],
  ['EC2::SecurityGroupIngress', () => ({ GroupId: group(), CidrIp: '8.8.8.0/24' })],
  ['EC2::SecurityGroupIngress', () => ({ GroupId: group(), CidrIpv6: '2000::/3' })],
  ['EC2::SecurityGroupIngress', () => ({ GroupId: group(), SourcePrefixListId: 'pl-1' })],
  ['EC2::VPCEndpoint', () => ({ ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1' })],
  ['EC2::LaunchTemplate', () => ({ LaunchTemplateData: { ImageId: 'ami-1' } })],
  ['IAM::Policy', () => allow(everything)],
  ['IAM::User', () => ({ ManagedPolicyArns: [administrator] })],
  ['IAM::AccessKey', () => ({ UserName: 'somebody' })],
  ['IAM::OIDCProvider', () => ({ Url: 'https://id.example.com' })],
  ['IAM::Role', () => role(service, { ManagedPolicyArns: [administrator] })],
  ['IAM::Role', () => role(service, { Policies: [allow(everything)] })],
  ['IAM::Role', () => role({ Federated: 'accounts.example.com' }, {})],
  ['IAM::ManagedPolicy', () => allow({ NotAction: 'iam:*', Resource: '*' })],
  ['IAM::ManagedPolicy', () => allow({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::*' })],
  ['Lambda::Url', () => ({ AuthType: 'NONE' })],
  ['Lambda::Function', () => ({ Role: 'any' })],
  ['ElasticLoadBalancingV2::LoadBalancer', () => ({ Scheme: 'internet-facing' })],
  [
    'ElasticLoadBalancingV2::Listener',
    () => ({
      LoadBalancerArn: ref('AWS::ElasticLoadBalancingV2::LoadBalancer'),
      DefaultActions: [{ Type: 'forward' }],
    }),
  ],
  ['ElasticLoadBalancingV2::ListenerRule', () => ({ Actions: [{ Type: 'forward' }] })],
  ['CloudFront::Distribution', () => ({ DistributionConfig: { Enabled: true } })],
  ['WAFv2::WebACLAssociation', () => ({ WebACLArn: 'another' })],
  ['S3::AccessPoint', () => ({ Bucket: 'one' })],
  ['S3::Bucket', () => ({ BucketEncryption: {} })],
  ['S3::BucketPolicy', () => ({ PolicyDocument: { Statement: [anybody] } })],
  ['RDS::DBInstance', () => ({ DBInstanceClass: 'db.t4g.micro' })],
  [
    'RDS::DBInstance',
    () => ({
      SourceDBInstanceIdentifier: ref('AWS::RDS::DBInstance'),
      PubliclyAccessible: true,
    }),
  ],
  ['SecretsManager::ResourcePolicy', () => ({ ResourcePolicy: { Statement: [anybody] } })],
  ['SNS::TopicPolicy', () => ({ PolicyDocument: { Statement: [anybody] } })],
  ['SNS::Subscription', () => ({ TopicArn: ref('AWS::SNS::Topic'), Protocol: 'https' })],
  ['Logs::SubscriptionFilter', () => ({ DestinationArn: 'arn:aws:logs:us-east-1:9:x' })],
  ['Events::Rule', () => ({ Targets: [{ Arn: 'arn:aws:events:us-east-1:9:event-bus/x' }] })],
  ['ECS::TaskDefinition', () => ({ ContainerDefinitions: [{ Privileged: true }] })],
  ['Route53::RecordSet', () => ({ Name: 'www.bank.cl', ResourceRecords: ['1.2.3.4'] })],
  ['CloudFormation::CustomResource', () => ({ ServiceToken: 'arn:aws:lambda:us-east-1:9:x' })],
];

/** What the report says about a deploy whose templates differ by this. */
function changed(change: (next: Draftable) => void, from: GrowthTemplate = national): string {
  const next = structuredClone(from) as unknown as Draftable;
  change(next);
  return said(compare(from, next as unknown as GrowthTemplate));
}
interface Draftable {
  Resources: Record<string, Draft & { UpdatePolicy?: unknown }>;
  Mappings?: Record<string, unknown>;
  Parameters?: Record<string, unknown>;
  Transform?: unknown;
}

test.each(openings)('a new %s', (type, properties) => {
  const dangers = changed((next) => {
    next.Resources.Extra = {
      Type: `AWS::${type}`,
      Properties: properties() as Draft['Properties'],
    };
  });
  expect(dangers).not.toBe('');
});

test('resources that watch others may come: an alarm, a log, a rule for the same topic', () => {
  const dangers = changed(({ Resources }) => {
    const add = (id: string, Type: string, Properties: Draft['Properties']) => {
      Resources[id] = { Type, Properties };
    };
    add('Alarm', 'AWS::CloudWatch::Alarm', { Threshold: 1 });
    add('Log', 'AWS::Logs::LogGroup', { RetentionInDays: 30 });
    add('Rule', 'AWS::Events::Rule', { Targets: [{ Arn: ref('AWS::SNS::Topic'), Id: 'a' }] });
  });
  expect(dangers).toBe('');
});

test('what resources are computed from and updated by is compared too', () => {
  const domain = phaseTemplates('pilot').templates[0] as GrowthTemplate;
  expect(
    changed((next) => {
      next.Mappings = JSON.parse(
        JSON.stringify(next.Mappings).replace('Z2FDTNDATAQYW2', 'Z1'),
      ) as Draftable['Mappings'];
    }, domain),
  ).toMatch(/the template|changes Mappings\.AWSCloudFront\w+\.aws\.zoneId/);
  expect(
    changed((next) => {
      next.Transform = 'A::Macro';
    }),
  ).toMatch(/changes Transform \(.*→ A::Macro\)/);
  expect(
    changed((next) => {
      (next.Parameters!.BootstrapVersion as Record<string, unknown>).Default = '/elsewhere';
    }),
  ).toMatch(/changes Parameters\.BootstrapVersion\.Default/);
  for (const type of ['ElastiCache::ReplicationGroup', 'AutoScaling::AutoScalingGroup']) {
    expect(
      changed((next) => {
        for (const each of Object.values(next.Resources)) {
          if (each.Type === `AWS::${type}`) delete each.UpdatePolicy;
        }
      }),
    ).toMatch(/changes UpdatePolicy/);
  }
});

type Container = Record<'Environment' | 'Name', unknown>;
test.each([
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['NODE_OPTIONS', '--inspect=0.0.0.0'],
  ['HTTPS_PROXY', 'http://elsewhere'],
])("a variable that changes the runtime is not a user's own: %s", (Name, Value) => {
  const dangers = changed((next) => {
    const { Properties } = next.Resources[idOf(national, 'AWS::ECS::TaskDefinition')];
    for (const each of Properties.ContainerDefinitions as Container[]) {
      each.Environment = [...((each.Environment ?? []) as unknown[]), { Name, Value }];
    }
  });
  expect(dangers).toMatch(new RegExp(`Environment\\.${Name}`));
});

test.each([
  [{ PathPattern: '/x', ViewerProtocolPolicy: 'allow-all' }],
  [{ PathPattern: '/api/*', ViewerProtocolPolicy: 'https-only', CachePolicyId: 'keeps' }],
])('a path that reaches the edge by plain HTTP, or is cached there: %j', (behavior) => {
  const dangers = changed((next) => {
    const { Properties } = next.Resources[idOf(national, 'AWS::CloudFront::Distribution')];
    (Properties.DistributionConfig as { CacheBehaviors: object[] }).CacheBehaviors.push(behavior);
  });
  expect(dangers).toMatch(/CacheBehaviors/);
});

test('settings that give nothing up are no danger, in either direction', () => {
  const of = (context: Record<string, string>) =>
    phaseTemplates('pilot', context).templates[0] as GrowthTemplate;
  const plain = of({});
  const contexts: Record<string, string>[] = [
    { countries: 'CL,AR' },
    { egress: 'none' },
    { messages: 'off' },
  ];
  for (const context of contexts) {
    expect(said(compare(of(context), plain))).toBe('');
  }
  expect(said(compare(plain, of({ countries: 'CL,AR' })))).toBe('');
  expect(said(compare(of({ edgeCountOnly: 'CommonRules' }), plain))).toBe('');
  expect(said(compare(of({ egress: 'none' }), of({ egress: 'none:2' })))).toBe('');
});
