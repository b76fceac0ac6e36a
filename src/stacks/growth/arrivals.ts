import { GrowthResource, GrowthTemplate } from './growth-template';
import { at, list } from './guard';

/** Whether a new resource is known to open nothing. */
type Opens = (resource: GrowthResource, to: GrowthTemplate) => boolean;

/** Whether a value is computed from resources of the template, and only those. */
function ofTemplate(value: unknown, { Resources }: GrowthTemplate): boolean {
  const ids = [...(JSON.stringify(value) ?? '').matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)];
  return ids.length > 0 && ids.every(([, id]) => id in Resources);
}

/** Actions that support no narrower resource, or limit it in another way. */
export const ON_ALL =
  /^(ssmmessages|logs:Describe|xray:Put|cloudwatch:PutMetricData|ec2:Describe|ecs:|ecr:GetAuth)/;
/**
 * Resources that are the template's own or named by a setting, or snapshots that AWS Backup makes.
 */
const NAMED = /:(secret|backup-vault|repository)[:/][^*]+$|:snapshot:awsbackup:\*$/;

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: Readonly<Record<string, unknown>> | string;
  readonly Condition?: unknown;
}
const bare = (action: unknown) => /^(\*|[a-z0-9-]+:\*)$/.test(String(action));

/** Whether a statement denies, or allows named actions on the template's own resources. */
export function isNarrow(given: unknown, to: GrowthTemplate): boolean {
  const { Effect, Action, Resource, Condition } = (given ?? {}) as Statement;
  if (Effect === 'Deny') return true;
  const actions = list(Action);
  const own = (each: unknown) =>
    ofTemplate(each, to) ||
    JSON.stringify(each).includes('"AWS::StackId"') ||
    (typeof JSON.stringify(each) === 'string' &&
      NAMED.test(JSON.stringify(each).replaceAll(/["\]}]/g, '')));
  return (
    actions.length > 0 &&
    !actions.some(bare) &&
    (Condition !== undefined ||
      actions.every((action) => ON_ALL.test(String(action))) ||
      (list(Resource).length > 0 && list(Resource).every(own)))
  );
}

/** Whether a statement of a resource's policy only lets in an AWS service, on a condition. */
export function isForService(given: unknown): boolean {
  const { Effect, Principal, Action, Condition } = (given ?? {}) as Statement;
  return (
    Effect === 'Deny' ||
    (typeof Principal === 'object' &&
      JSON.stringify(Object.keys(Principal)) === '["Service"]' &&
      Condition !== undefined &&
      !list(Action).some(bare))
  );
}

/** An image that AWS maintains, by its public parameter. */
export const isImageOfAws = (id: unknown) => /^resolve:ssm:\/aws\/service\//.test(String(id));

const always: Opens = () => true;
const follows =
  (...paths: readonly string[]): Opens =>
  (resource, to) =>
    paths.every((path) => list(at(resource, path)).every((each) => ofTemplate(each, to)));
const has = (resource: GrowthResource, path: string) => list(at(resource, path)).length > 0;

const statements = (resource: GrowthResource, path: string) =>
  list(at(resource, `${path}.Statement`));

/** Private addresses (RFC 1918), or the network's own. */
const isInside = (cidr: unknown, to: GrowthTemplate) =>
  ofTemplate(cidr, to) || /^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./.test(String(cidr));

/** Whether a rule only lets in the network itself, or CloudFront where it was let in before. */
export function isRuleInside(rule: object, to: GrowthTemplate): boolean {
  const { CidrIp, CidrIpv6, SourceSecurityGroupId, SourcePrefixListId, GroupId } = rule as Record<
    string,
    unknown
  >;
  if (CidrIpv6 !== undefined) return false;
  if (CidrIp !== undefined) return isInside(CidrIp, to);
  if (SourceSecurityGroupId !== undefined) return ofTemplate(SourceSecurityGroupId, to);
  return SourcePrefixListId !== undefined && /Balancer/.test(JSON.stringify(GroupId ?? ''));
}

/** Whether a rule lets out one port of TCP, as to a mail server. */
export function isOnePortOut(rule: unknown): boolean {
  const { IpProtocol, FromPort, ToPort } = (rule ?? {}) as Record<string, unknown>;
  return IpProtocol === 'tcp' && FromPort !== undefined && FromPort === ToPort;
}

/** The same for a network ACL. */
const onePortOut: Opens = (resource, to) =>
  at(resource, 'Egress') === true &&
  at(resource, 'Protocol') === 6 &&
  at(resource, 'PortRange.From') !== undefined &&
  at(resource, 'PortRange.From') === at(resource, 'PortRange.To') &&
  follows('NetworkAclId')(resource, to);

const role: Opens = (resource, to) =>
  statements(resource, 'AssumeRolePolicyDocument').every((each) => {
    const { Principal } = each as Statement;
    return (
      typeof Principal === 'object' && JSON.stringify(Object.keys(Principal)) === '["Service"]'
    );
  }) &&
  list(at(resource, 'ManagedPolicyArns')).every(
    (each) => ofTemplate(each, to) || JSON.stringify(each).includes(':policy/service-role/'),
  ) &&
  list(at(resource, 'Policies')).every((each) =>
    list(
      (each as { PolicyDocument?: Statement & { Statement?: unknown } }).PolicyDocument?.Statement,
    ).every((one) => isNarrow(one, to)),
  );

const hosts: Opens = (resource) =>
  isImageOfAws(at(resource, 'LaunchTemplateData.ImageId')) &&
  at(resource, 'LaunchTemplateData.MetadataOptions.HttpTokens') === 'required' &&
  list(at(resource, 'LaunchTemplateData.BlockDeviceMappings')).every(
    (each) => (each as { Ebs?: { Encrypted?: unknown } }).Ebs?.Encrypted === true,
  );

const replica: Opens = (resource, to) =>
  ofTemplate(at(resource, 'SourceDBInstanceIdentifier'), to) &&
  at(resource, 'PubliclyAccessible') !== true &&
  at(resource, 'StorageEncrypted') !== false &&
  follows('VPCSecurityGroups')(resource, to);

const bucket: Opens = (resource) =>
  ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
    (name) => at(resource, `PublicAccessBlockConfiguration.${name}`) === true,
  ) && at(resource, 'BucketEncryption') !== undefined;

/** The way out is NAT, never a gateway that also lets traffic in. */
const route: Opens = (resource, to) =>
  ['NatGatewayId', 'NetworkInterfaceId'].some((name) => ofTemplate(at(resource, name), to)) &&
  !has(resource, 'GatewayId');

const listener: Opens = (resource, to) =>
  follows('LoadBalancerArn')(resource, to) &&
  list(at(resource, 'DefaultActions')).every((each) =>
    JSON.stringify(each).includes('"StatusCode":"403"'),
  );

const record: Opens = (resource, to) =>
  ofTemplate(at(resource, 'AliasTarget.DNSName'), to) && !has(resource, 'ResourceRecords');

const endpoint: Opens = (resource, to) =>
  /"com\.amazonaws\.(?!vpce\.)/.test(JSON.stringify(at(resource, 'ServiceName')) ?? '') &&
  follows('VpcId', 'SecurityGroupIds')(resource, to);

/** Types that may be added, and the check for each. */
const table: Readonly<Record<string, Opens>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': always,
  'AWS::ApplicationAutoScaling::ScalingPolicy': always,
  'AWS::AutoScaling::AutoScalingGroup': follows('LaunchTemplate.LaunchTemplateId'),
  'AWS::Backup::BackupPlan': always,
  'AWS::Backup::BackupSelection': always,
  'AWS::Budgets::Budget': always,
  'AWS::CDK::Metadata': always,
  'AWS::CertificateManager::Certificate': always,
  'AWS::CloudFront::Function': always,
  'AWS::CloudFront::OriginAccessControl': (resource) =>
    at(resource, 'OriginAccessControlConfig.SigningBehavior') === 'always',
  'AWS::CloudFront::ResponseHeadersPolicy': always,
  'AWS::CloudFront::VpcOrigin': follows('VpcOriginEndpointConfig.Arn'),
  'AWS::CloudWatch::Alarm': always,
  'AWS::CloudWatch::Dashboard': always,
  // one that is not the address of a resource
  'AWS::EC2::EIP': (resource) => !has(resource, 'InstanceId'),
  'AWS::EC2::LaunchTemplate': hosts,
  'AWS::EC2::NatGateway': follows('SubnetId'),
  'AWS::EC2::NetworkAclEntry': onePortOut,
  'AWS::EC2::NetworkInterface': follows('SubnetId', 'GroupSet'),
  'AWS::EC2::Route': route,
  'AWS::EC2::SecurityGroup': (resource, to) =>
    list(at(resource, 'SecurityGroupIngress')).every((each) => isRuleInside(each as object, to)),
  'AWS::EC2::SecurityGroupEgress': follows('GroupId'),
  'AWS::EC2::SecurityGroupIngress': (resource, to) =>
    isRuleInside(resource.Properties ?? {}, to) && follows('GroupId')(resource, to),
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::ECS::TaskDefinition': (resource) => !/"Privileged":true/.test(JSON.stringify(resource)),
  'AWS::ElastiCache::ParameterGroup': always,
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::Events::Rule': (resource, to) =>
    list(at(resource, 'Targets')).every((each) => ofTemplate((each as { Arn?: unknown }).Arn, to)),
  'AWS::IAM::InstanceProfile': follows('Roles'),
  'AWS::IAM::ManagedPolicy': (resource, to) =>
    statements(resource, 'PolicyDocument').every((each) => isNarrow(each, to)),
  'AWS::IAM::Role': role,
  'AWS::Logs::LogGroup': always,
  'AWS::RDS::DBInstance': replica,
  'AWS::RDS::DBParameterGroup': always,
  'AWS::RDS::EventSubscription': follows('SnsTopicArn'),
  'AWS::Route53::RecordSet': record,
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': (resource) => statements(resource, 'PolicyDocument').every(isForService),
  'AWS::SNS::Subscription': (resource, to) =>
    at(resource, 'Protocol') === 'email' && follows('TopicArn')(resource, to),
  'AWS::SecretsManager::Secret': (resource) =>
    has(resource, 'GenerateSecretString') && !has(resource, 'SecretString'),
  'AWS::WAFv2::IPSet': always,
};

/** Whether a new resource opens nothing and takes nothing over. */
export const opensNothing: Opens = (resource, to) =>
  Object.hasOwn(table, resource.Type) && table[resource.Type](resource, to);
