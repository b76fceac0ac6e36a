import { ON_ALL } from './arrivals';
import { takenByOthers } from './growth-gone';
import { GrowthResource } from './growth-template';
import {
  at,
  changes,
  EDGE,
  gains,
  Guard,
  leaves,
  list,
  loses,
  on,
  same,
  shrinks,
  switchedOff,
  switchedOn,
} from './guard';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** An action or a resource that becomes a bare wildcard. */
const wildcards = (resource: GrowthResource) =>
  (
    list(at(resource, 'PolicyDocument.Statement')) as { Effect?: string; Action?: unknown }[]
  ).filter(
    ({ Effect, Action }) =>
      Effect !== 'Deny' && list(Action).some((each) => /^\*$|^[a-z0-9-]+:\*$/.test(String(each))),
  ).length;

/** What is allowed on everything, and what a policy denies. */
const rightsOf = (resource: GrowthResource) =>
  (
    list(at(resource, 'PolicyDocument.Statement')) as {
      Effect?: string;
      Action?: unknown;
      Resource?: unknown;
      Condition?: unknown;
    }[]
  ).map(({ Effect, Action, Resource, Condition }) => ({
    denies: Effect === 'Deny' ? [JSON.stringify({ Action, Resource, Condition })] : [],
    onAll: Effect !== 'Deny' && list(Resource).includes('*') ? list(Action).map(String) : [],
  }));

const reachesAll = (before: GrowthResource, after: GrowthResource) => {
  const old = rightsOf(before).flatMap(({ onAll }) => onAll);
  return rightsOf(after)
    .flatMap(({ onAll }) => onAll)
    .some((action) => !old.includes(action) && !ON_ALL.test(action));
};
/** Something that was allowed on a condition, and now on another or none. */
const unconditioned = (before: GrowthResource, after: GrowthResource) => {
  const conditionsOf = (resource: GrowthResource) =>
    list(at(resource, 'PolicyDocument.Statement')).map((each) => {
      const { Effect, Action, Resource, Condition } = each as Record<string, unknown>;
      return [JSON.stringify({ Effect, Action, Resource }), JSON.stringify(Condition)] as const;
    });
  const now = conditionsOf(after);
  return conditionsOf(before).some(
    ([what, condition]) =>
      condition !== undefined &&
      now.some(([other]) => other === what) &&
      !now.some(([other, its]) => other === what && its === condition),
  );
};
const refusesLess = (before: GrowthResource, after: GrowthResource) => {
  const now = rightsOf(after).flatMap(({ denies }) => denies);
  return rightsOf(before)
    .flatMap(({ denies }) => denies)
    .some((each) => !now.includes(each));
};

/** Rules that let the whole internet in. */
const openToAll = (resource: GrowthResource) =>
  list(
    at(resource, 'SecurityGroupIngress') ??
      (/Ingress$/.test(resource.Type) ? [resource.Properties] : []),
  )
    .map((each) => each as { CidrIp?: unknown; CidrIpv6?: unknown })
    .filter(({ CidrIp, CidrIpv6 }) => CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0').length;

const opens = (before: GrowthResource, after: GrowthResource) =>
  openToAll(after) > openToAll(before);

const rulesOf = (resource: GrowthResource) =>
  list(at(resource, 'Rules')) as { Name?: string; Action?: object; OverrideAction?: object }[];

/** A rule that is removed, or now only counts. */
const disarmed = (before: GrowthResource, after: GrowthResource) =>
  rulesOf(before).some((rule) => {
    const now = rulesOf(after).find(({ Name }) => Name === rule.Name);
    const counts = (each: typeof rule) =>
      'Count' in (each.Action ?? {}) || 'Count' in (each.OverrideAction ?? {});
    return !now || (!counts(rule) && counts(now));
  });

const attribute = (resource: GrowthResource, key: string) =>
  (list(at(resource, 'LoadBalancerAttributes')) as { Key: string; Value: string }[]).find(
    ({ Key }) => Key === key,
  )?.Value;
const attributeOff = (key: string) => (before: GrowthResource, after: GrowthResource) =>
  on(attribute(before, key)) && !on(attribute(after, key));

/** The way in, who may do what, and who sees it. */
export const accessGuards: readonly Guard[] = [
  { type: 'AWS::EC2::SecurityGroup', says: 'it lets the whole internet in', weakens: opens },
  { type: 'AWS::EC2::SecurityGroupIngress', says: 'it lets the whole internet in', weakens: opens },
  {
    type: 'AWS::EC2::Subnet',
    says: 'what starts in it gets a public address',
    weakens: switchedOn('MapPublicIpOnLaunch'),
  },
  {
    type: BALANCER,
    says: 'deletion_protection.enabled is switched off',
    weakens: attributeOff('deletion_protection.enabled'),
  },
  {
    type: BALANCER,
    says: 'its accesses are no longer logged',
    weakens: attributeOff('access_logs.s3.enabled'),
  },
  {
    type: BALANCER,
    says: 'it lets malformed headers through',
    weakens: attributeOff('routing.http.drop_invalid_header_fields.enabled'),
  },
  { type: LISTENER, says: 'it no longer speaks TLS', weakens: leaves('Protocol', 'HTTPS') },
  {
    type: LISTENER,
    says: 'it takes older versions of TLS, or other ciphers',
    weakens: changes('SslPolicy'),
  },
  {
    type: LISTENER,
    says: 'requests without the origin secret are no longer refused',
    weakens: changes('DefaultActions'),
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    says: 'the way to the tasks is no longer TLS',
    weakens: leaves('Protocol', 'HTTPS'),
  },
  {
    type: EDGE,
    says: 'its firewall goes or is another',
    weakens: changes('DistributionConfig.WebACLId'),
  },
  {
    type: EDGE,
    says: 'it is switched off: nobody is served',
    weakens: switchedOff('DistributionConfig.Enabled'),
  },
  {
    type: EDGE,
    says: 'it takes older versions of TLS',
    weakens: changes('DistributionConfig.ViewerCertificate.MinimumProtocolVersion'),
  },
  {
    type: EDGE,
    says: 'plain HTTP is served',
    weakens: leaves(
      'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
      'redirect-to-https',
      'https-only',
    ),
  },
  {
    type: EDGE,
    says: 'its accesses are no longer logged',
    weakens: (before, after) =>
      at(before, 'DistributionConfig.Logging') !== undefined &&
      at(after, 'DistributionConfig.Logging') === undefined,
  },
  {
    type: EDGE,
    says: 'a name goes: whoever uses it is not served',
    weakens: loses('DistributionConfig.Aliases'),
  },
  {
    type: 'AWS::WAFv2::WebACL',
    says: 'a rule goes, or only counts what it refused',
    weakens: disarmed,
  },
  {
    type: 'AWS::WAFv2::WebACL',
    says: 'another default: what it let in or refused changes',
    weakens: changes('DefaultAction'),
  },
  {
    type: 'AWS::WAFv2::IPSet',
    says: 'a network comes that was refused',
    weakens: gains('Addresses'),
  },
  {
    type: 'AWS::IAM::Role',
    says: 'others may take this role',
    weakens: (before, after) =>
      changes('AssumeRolePolicyDocument')(before, after) ||
      (takenByOthers(after) && !takenByOthers(before)),
  },
  {
    type: 'AWS::IAM::Role',
    says: 'its permissions boundary goes',
    weakens: (before, after) =>
      at(before, 'PermissionsBoundary') !== undefined &&
      !same(at(before, 'PermissionsBoundary'), at(after, 'PermissionsBoundary')),
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    says: 'it allows every action of a service, or of all',
    weakens: (before, after) => wildcards(after) > wildcards(before),
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    says: 'it allows something on everything that it allowed on little or not at all',
    weakens: reachesAll,
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    says: 'it allows without a condition, or on another one, what it allowed on one',
    weakens: unconditioned,
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    says: 'it no longer refuses what it refused',
    weakens: refusesLess,
  },
  {
    type: 'AWS::Logs::LogGroup',
    says: 'older lines are deleted, because RetentionInDays shrinks',
    weakens: (before, after) =>
      Number(at(before, 'RetentionInDays') ?? Infinity) >
      Number(at(after, 'RetentionInDays') ?? Infinity),
  },
  {
    type: 'AWS::Logs::LogGroup',
    says: 'its lines are no longer encrypted with this key',
    weakens: changes('KmsKeyId'),
  },
  {
    type: 'AWS::SNS::Topic',
    says: 'what it carries is no longer encrypted with this key',
    weakens: changes('KmsMasterKeyId'),
  },
  {
    type: 'AWS::ECS::Service',
    says: 'tasks get public addresses',
    weakens: (before, after) =>
      at(before, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp') !== 'ENABLED' &&
      at(after, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp') === 'ENABLED',
  },
  {
    type: 'AWS::ECS::Service',
    says: 'whoever may in the account may open a shell in its tasks',
    weakens: switchedOn('EnableExecuteCommand'),
  },
  {
    type: 'AWS::ECS::Service',
    says: 'a failed deploy is no longer rolled back',
    weakens: switchedOff('DeploymentConfiguration.DeploymentCircuitBreaker.Rollback'),
  },
  {
    type: 'AWS::ECS::Service',
    says: 'a deploy may leave too few tasks',
    weakens: shrinks('DeploymentConfiguration.MinimumHealthyPercent', 100),
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    says: 'hosts answer metadata requests without a session, or their disks are not encrypted',
    weakens: (before, after) =>
      leaves('LaunchTemplateData.MetadataOptions.HttpTokens', 'required')(before, after) ||
      (JSON.stringify(at(before, 'LaunchTemplateData.BlockDeviceMappings') ?? '').includes(
        '"Encrypted":true',
      ) &&
        !JSON.stringify(at(after, 'LaunchTemplateData.BlockDeviceMappings') ?? '').includes(
          '"Encrypted":true',
        )),
  },
];
