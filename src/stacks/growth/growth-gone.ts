import { Check, Step } from './growth-step';
import { GrowthResource, property } from './growth-template';
import { same } from './guard';

/** Ids that a value refers to by Ref or Fn::GetAtt, at any depth. */
const refers = (value: unknown): string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")(\w+)/g)].map(
    ([, id]) => id,
  );

/** Whether everything that a resource belonged to, by these properties, goes with it. */
const goesWith =
  (...names: readonly string[]) =>
  ({ before, to }: Step) =>
    names.some((name) => {
      const owners = refers(property(before, name));
      return owners.length > 0 && owners.every((id) => !(id in to.Resources));
    });

const added = ({ from, to }: Step, type: string) =>
  Object.entries(to.Resources)
    .filter(([id, each]) => each.Type === type && !(id in from.Resources))
    .map(([, each]) => each);

const lost = ({ from, to }: Step, type: string) =>
  Object.entries(from.Resources).some(([id, each]) => each.Type === type && !(id in to.Resources));

const PORTS = ['IpProtocol', 'FromPort', 'ToPort'];
const PEERS = /^(Cidr|(Source|Destination)(SecurityGroup|PrefixList))/;

/**
 * Whether the same group gets another rule for the same ports, such as from another prefix list, or
 * for the same peer, such as at another port.
 */
const anotherRule = (step: Step) => {
  const peers = Object.keys(step.before!.Properties ?? {}).filter((name) => PEERS.test(name));
  const likeIt = (each: GrowthResource, names: readonly string[]) =>
    ['GroupId', ...names].every((name) => same(property(each, name), property(step.before, name)));
  return added(step, step.before!.Type).some((each) => likeIt(each, PORTS) || likeIt(each, peers));
};

/** Whether subnets without internet access get it, so that endpoints are no longer needed. */
const outOpens = (step: Step) => added(step, 'AWS::EC2::Route').length > 0;

/** Classes that are not burstable cannot run out of credits. */
const ofCredits = ({ before }: Step) =>
  /^CPUSurplusCredits/.test(String(property(before, 'MetricName')));

/** The runbook section named in a description. */
const sectionOf = (each: GrowthResource) =>
  /docs\/runbook\.md#[\w-]+$/.exec(
    String(property(each, 'AlarmDescription') ?? property(each, 'Description')),
  )?.[0];

/**
 * Whether an event reports the same as an alarm, because both refer to the same runbook section.
 */
const eventTells = ({ before, to }: Step) => {
  const section = sectionOf(before!);
  return Object.values(to.Resources).some(
    (each) =>
      each.Type === 'AWS::Events::Rule' &&
      property(each, 'State') === 'ENABLED' &&
      section !== undefined &&
      sectionOf(each) === section,
  );
};

/** Whether a log group's lines outlive it. */
const retained = ({ before }: Step) => /^Retain/.test(before!.DeletionPolicy ?? '');

/** What is lost with a resource that holds no data, and when it may still be removed. */
interface Support {
  readonly says: string;
  readonly unless?: (step: Step) => boolean;
}
const UNREACHED = 'whoever came or went that way no longer does';

const supports: Readonly<Record<string, Support>> = {
  'AWS::EC2::RouteTable': { says: UNREACHED },
  'AWS::EC2::Route': { says: UNREACHED, unless: goesWith('RouteTableId') },
  'AWS::EC2::SubnetRouteTableAssociation': { says: UNREACHED, unless: goesWith('SubnetId') },
  'AWS::EC2::InternetGateway': { says: UNREACHED },
  'AWS::EC2::VPCGatewayAttachment': { says: UNREACHED },
  'AWS::EC2::VPCEndpoint': {
    says: 'what reached AWS by it takes another way, or none',
    unless: outOpens,
  },
  'AWS::EC2::NetworkAcl': { says: 'what it refused is let through' },
  'AWS::EC2::NetworkAclEntry': {
    says: 'what it refused is let through, or what it let through is refused',
    unless: goesWith('NetworkAclId'),
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    says: 'what it refused is let through',
    unless: goesWith('SubnetId'),
  },
  'AWS::EC2::SecurityGroupIngress': {
    says: UNREACHED,
    unless: (step) => goesWith('GroupId', 'SourceSecurityGroupId')(step) || anotherRule(step),
  },
  'AWS::EC2::SecurityGroupEgress': {
    says: UNREACHED,
    unless: (step) => goesWith('GroupId', 'DestinationSecurityGroupId')(step) || anotherRule(step),
  },
  'Custom::VpcRestrictDefaultSG': { says: "the VPC's default security group is open again" },
  'AWS::SNS::TopicPolicy': {
    says: 'who may send, and that it must be encrypted, is no longer said',
    unless: goesWith('Topics'),
  },
  'AWS::SNS::Subscription': {
    says: 'nobody is told there when something rings',
    unless: goesWith('TopicArn'),
  },
  'AWS::SecretsManager::ResourcePolicy': {
    says: 'whoever may in the account may delete the secret',
    unless: goesWith('SecretId'),
  },
  'AWS::SecretsManager::SecretTargetAttachment': {
    says: 'its password can no longer be rotated',
    unless: goesWith('SecretId'),
  },
  'AWS::ECS::ClusterCapacityProviderAssociations': { says: 'tasks find no hosts' },
  'AWS::AutoScaling::AutoScalingGroup': {
    says: 'its instances end',
    // the groups of NAT instances are removed with their addresses
    unless: (step) => lost(step, 'AWS::EC2::NetworkInterface'),
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': { says: 'tasks no longer follow the load' },
  'AWS::ApplicationAutoScaling::ScalingPolicy': { says: 'tasks no longer follow the load' },
  'AWS::CloudWatch::Alarm': {
    says: 'nobody is told when it would ring',
    unless: (step) =>
      goesWith('Dimensions', 'Metrics')(step) || ofCredits(step) || eventTells(step),
  },
  'AWS::Events::Rule': { says: 'nobody is told of what it waited for' },
  'AWS::RDS::EventSubscription': { says: 'nobody is told of a failover' },
  'AWS::Budgets::Budget': { says: 'nobody is told that the month costs too much' },
  'AWS::Logs::LogGroup': { says: 'its lines are deleted', unless: retained },
};

/** A removed resource that holds no data and serves nobody itself, but that something needs. */
export const supportGone: Check = (step) => {
  const { before, after } = step;
  if (!before || after) return undefined;
  const support = Object.hasOwn(supports, before.Type) ? supports[before.Type] : undefined;
  if (!support || (support.unless?.(step) ?? false)) return undefined;
  return `goes: ${support.says}`;
};

/** Whether a role may be assumed by somebody outside the account, or by everybody. */
export function takenByOthers({ Properties }: GrowthResource): boolean {
  const { Statement = [] } = (Properties?.AssumeRolePolicyDocument ?? {}) as {
    Statement?: readonly { Effect?: string; Principal?: unknown }[];
  };
  return [Statement].flat().some(({ Effect, Principal }) => {
    if (Effect !== 'Allow') return false;
    if (typeof Principal === 'string') return true;
    const { AWS } = (Principal ?? {}) as { AWS?: unknown };
    return AWS !== undefined && !JSON.stringify(AWS).includes('AWS::AccountId');
  });
}
