import { Check, Step } from './growth-step';
import { GrowthResource, GrowthTemplate, isStateful, property, short } from './growth-template';
import { at } from './guard';

/**
 * Types that must not be removed although they hold no data: without them nobody is served, or
 * nobody is protected.
 */
const NEEDED = [
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::VpcOrigin',
  'AWS::ECS::Cluster',
  'AWS::ECS::Service',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::EC2::FlowLog',
  'AWS::ECS::CapacityProvider',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::User',
  'AWS::ElastiCache::UserGroup',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::RotationSchedule',
];

/** Whether its loss would be noticed at once. */
const isNeeded = (resource: GrowthResource) =>
  isStateful(resource) || NEEDED.includes(resource.Type);

/** The protocol of a listener or a private origin. */
const protocolOf = (resource: GrowthResource): unknown =>
  resource.Type === 'AWS::CloudFront::VpcOrigin'
    ? at(resource, 'VpcOriginEndpointConfig.OriginProtocolPolicy')
    : property(resource, 'Protocol');

/**
 * Whether a resource is removed because a domain is added or removed: the private origin and the
 * listener of the other protocol replace it.
 */
function changesProtocol(before: GrowthResource, { from, to }: Step): boolean {
  const types = ['AWS::CloudFront::VpcOrigin', 'AWS::ElasticLoadBalancingV2::Listener'];
  return (
    types.includes(before.Type) &&
    Object.entries(to.Resources).some(
      ([id, each]) =>
        !(id in from.Resources) &&
        each.Type === before.Type &&
        protocolOf(each) !== protocolOf(before),
    )
  );
}

/** Whether a policy is removed with its bucket, which is reported anyway. */
function goesWithBucket({ Type, Properties }: GrowthResource, { to }: Step): boolean {
  const { Ref: bucket } = (Properties?.Bucket ?? {}) as { Ref?: string };
  return Type === 'AWS::S3::BucketPolicy' && bucket !== undefined && !(bucket in to.Resources);
}

/** Something that must not be lost is removed. */
export const gone: Check = (step) => {
  const { id, before, after, from, to } = step;
  if (!before || after || !isNeeded(before)) return undefined;
  if (changesProtocol(before, step) || goesWithBucket(before, step)) return undefined;
  const successor = Object.keys(to.Resources).find(
    (other) => !(other in from.Resources) && to.Resources[other].Type === before.Type,
  );
  const renamed = successor
    ? `; ${successor} comes instead, so it looks renamed: ` +
      `give the construct its old id again (${id})`
    : '';
  return isStateful(before)
    ? `goes, and its content is deleted or leaves the stack${renamed}`
    : `goes, and the service needs it${renamed}`;
};

/** AWS answers 409: a private origin is replaced by another, never changed. */
export const privateOrigin: Check = ({ before, after }) =>
  before?.Type === 'AWS::CloudFront::VpcOrigin' &&
  after?.Type === before.Type &&
  JSON.stringify(before.Properties) !== JSON.stringify(after.Properties)
    ? 'would be updated while a distribution uses it, which AWS refuses (409); ' +
      'give the changed one another id, so that it takes over before this one goes'
    : undefined;

/** A condition decides when deploying, so where it is false the resource is deleted. */
export const conditional: Check = ({ before, after, from, to }) => {
  if (!before || !after?.Condition) return undefined;
  const meaning = (template: GrowthTemplate) =>
    JSON.stringify(template.Conditions?.[after.Condition!]);
  if (before.Condition === after.Condition && meaning(from) === meaning(to)) return undefined;
  return (
    `is made only where ${after.Condition} holds (${short(to.Conditions?.[after.Condition])}); ` +
    'where it does not, the resource is deleted: make it without a condition'
  );
};
