import { givenUp, guards } from '../../../src/stacks/growth/given-up';
import { compare } from '../../../src/stacks/growth/growth';
import { GrowthResource, GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { Draft, national, said } from './stage';

/**
 * Every protecting property, weakened in the template of the national phase. A value is set at a
 * path; undefined removes it.
 */
type Tampering = readonly [
  type: string,
  path: string,
  value: unknown,
  sentence: RegExp,
  id?: RegExp,
];

const DATABASE = 'AWS::RDS::DBInstance';
const PARAMETERS = 'AWS::RDS::DBParameterGroup';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const KEY = 'AWS::KMS::Key';
const SECRET = 'AWS::SecretsManager::Secret';
const BUCKET = 'AWS::S3::Bucket';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const EDGE = 'AWS::CloudFront::Distribution';
const ACL = 'AWS::WAFv2::WebACL';
const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };

const tamperings: readonly Tampering[] = [
  [DATABASE, 'PubliclyAccessible', true, /reachable from the internet/],
  [DATABASE, 'EngineVersion', '18.3', /another major version/],
  [DATABASE, 'DeletionProtection', false, /DeletionProtection is switched off/],
  [DATABASE, 'MultiAZ', false, /MultiAZ is switched off/],
  [DATABASE, 'StorageEncrypted', false, /StorageEncrypted/],
  [DATABASE, 'KmsKeyId', 'another', /KmsKeyId/],
  [DATABASE, 'BackupRetentionPeriod', 0, /BackupRetentionPeriod shrinks/],
  [DATABASE, 'DeleteAutomatedBackups', true, /automated backups will be deleted/],
  [DATABASE, 'EnableIAMDatabaseAuthentication', false, /sign in with its tokens/],
  [DATABASE, 'AutoMinorVersionUpgrade', false, /security fixes/],
  [DATABASE, 'MaxAllocatedStorage', undefined, /grows by itself less far, or not/],
  [DATABASE, 'EnableCloudwatchLogsExports', ['upgrade'], /no longer sent to CloudWatch/],
  [DATABASE, 'VPCSecurityGroups', ['sg-0123'], /security group .* exchanged/],
  [DATABASE, 'Port', '5432', /port changes/],
  [DATABASE, 'DBParameterGroupName', 'default.postgres17', /parameter group changes/],
  [DATABASE, 'DBSnapshotIdentifier', 'old', /another snapshot/],
  [DATABASE, 'MonitoringInterval', 0, /monitoring is switched off/],
  [PARAMETERS, 'Parameters.rds.force_ssl', '0', /without TLS/],
  [PARAMETERS, 'Parameters.max_connections', '100', /replicas stop/],
  [PARAMETERS, 'Parameters.log_parameter_max_length', '-1', /personal data/],
  [PARAMETERS, 'Family', 'postgres18', /another major version/],
  [CACHE, 'ClusterMode', 'disabled', /cluster mode is switched off/],
  [CACHE, 'TransitEncryptionEnabled', false, /TransitEncryptionEnabled is switched off/],
  [CACHE, 'TransitEncryptionMode', 'preferred', /without TLS/],
  [CACHE, 'AtRestEncryptionEnabled', false, /AtRestEncryptionEnabled/],
  [CACHE, 'AutomaticFailoverEnabled', false, /AutomaticFailoverEnabled is switched off/],
  [CACHE, 'MultiAZEnabled', false, /MultiAZEnabled is switched off/],
  [CACHE, 'UserGroupIds', undefined, /users go/],
  [CACHE, 'SnapshotRetentionLimit', 0, /older snapshots/],
  [CACHE, 'SecurityGroupIds', ['sg-0123'], /security group .* exchanged/],
  [CACHE, 'ReplicasPerNodeGroup', 0, /standby nodes go/],
  [CACHE, 'EngineVersion', '9.0', /another major version/],
  ['AWS::ElastiCache::User', 'AccessString', 'on ~* &* +@all', /rights of a user/],
  ['AWS::ElastiCache::User', 'AuthenticationMode', { Type: 'iam' }, /another way/],
  ['AWS::ElastiCache::ParameterGroup', 'Properties.cluster-enabled', 'no', /cluster mode/],
  [KEY, 'Enabled', false, /it is disabled/],
  [KEY, 'EnableKeyRotation', false, /EnableKeyRotation is switched off/],
  [KEY, 'PendingWindowInDays', 7, /deleted sooner/],
  [KEY, 'KeyPolicy.Statement', [everybody], /lets everybody in/],
  [KEY, 'KeyPolicy.Statement', [], /a statement of its policy goes/],
  [SECRET, 'KmsKeyId', undefined, /another key/],
  [SECRET, 'SecretString', 'in the open', /in the template/],
  [SECRET, 'Name', 'keys', /makes a new secret/],
  [BUCKET, 'PublicAccessBlockConfiguration.BlockPublicAcls', false, /BlockPublicAcls/],
  [BUCKET, 'PublicAccessBlockConfiguration.BlockPublicPolicy', false, /BlockPublicPolicy/],
  [BUCKET, 'PublicAccessBlockConfiguration.IgnorePublicAcls', false, /IgnorePublicAcls/],
  [BUCKET, 'PublicAccessBlockConfiguration', undefined, /RestrictPublicBuckets/],
  [BUCKET, 'VersioningConfiguration.Status', 'Suspended', /no older versions/],
  [BUCKET, 'BucketEncryption', undefined, /encrypted otherwise/],
  [BUCKET, 'ObjectLockEnabled', false, /ObjectLockEnabled is switched off/, /Anchors/],
  [BUCKET, 'ObjectLockConfiguration.Rule.DefaultRetention.Days', 1, /shorter time/, /Anchors/],
  [
    BUCKET,
    'ObjectLockConfiguration.Rule.DefaultRetention.Mode',
    'GOVERNANCE',
    /can be lifted/,
    /Anchors/,
  ],
  [BUCKET, 'LoggingConfiguration', undefined, /no longer logged/, /Anchors/],
  [BUCKET, 'LifecycleConfiguration.Rules', [{ ExpirationInDays: 1 }], /expires sooner/],
  ['AWS::S3::BucketPolicy', 'PolicyDocument.Statement', [everybody], /lets everybody in/],
  ['AWS::Backup::BackupPlan', 'BackupPlan.BackupPlanRule', [], /a rule of the plan goes/],
  ['AWS::Backup::BackupVault', 'EncryptionKeyArn', undefined, /another key/],
  ['AWS::Backup::BackupSelection', 'BackupSelection.Resources', [], /no longer selects/],
  [
    'AWS::EC2::SecurityGroup',
    'SecurityGroupIngress',
    [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }],
    /whole internet/,
  ],
  ['AWS::EC2::SecurityGroupIngress', 'CidrIpv6', '::/0', /whole internet/],
  ['AWS::EC2::Subnet', 'MapPublicIpOnLaunch', true, /public address/],
  [BALANCER, 'Scheme', 'internet-facing', /scheme changes/],
  [BALANCER, 'LoadBalancerAttributes', [], /no longer logged/],
  [BALANCER, 'LoadBalancerAttributes', [], /malformed headers/],
  [LISTENER, 'Protocol', 'HTTP', /no longer speaks TLS/],
  [LISTENER, 'SslPolicy', 'ELBSecurityPolicy-2016-08', /older versions of TLS/],
  [LISTENER, 'DefaultActions', [{ Type: 'forward' }], /origin secret/],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', 'Protocol', 'HTTP', /no longer TLS/],
  [EDGE, 'DistributionConfig.WebACLId', undefined, /firewall goes/],
  [EDGE, 'DistributionConfig.Enabled', false, /switched off: nobody/],
  [EDGE, 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion', 'TLSv1', /older versions/],
  [
    EDGE,
    'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
    'allow-all',
    /plain HTTP is served/,
  ],
  [EDGE, 'DistributionConfig.Logging', undefined, /no longer logged/],
  [EDGE, 'DistributionConfig.Aliases', [], /a name goes/],
  [ACL, 'Rules', [], /a rule goes/],
  [ACL, 'DefaultAction', { Block: {} }, /another default/],
  ['AWS::IAM::Role', 'AssumeRolePolicyDocument', { Statement: [] }, /others may take/],
  [
    'AWS::IAM::ManagedPolicy',
    'PolicyDocument.Statement',
    [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    /every action/,
  ],
  [
    'AWS::IAM::ManagedPolicy',
    'PolicyDocument.Statement',
    [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
    /something on everything/,
  ],
  ['AWS::ECS::Service', 'EnableExecuteCommand', true, /open a shell/],
  ['AWS::Logs::LogGroup', 'RetentionInDays', 1, /older lines are deleted/],
  ['AWS::Logs::LogGroup', 'KmsKeyId', undefined, /no longer encrypted/],
  ['AWS::SNS::Topic', 'KmsMasterKeyId', undefined, /no longer encrypted/],
  [
    'AWS::ECS::Service',
    'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp',
    'ENABLED',
    /public addresses/,
  ],
  [
    'AWS::ECS::Service',
    'DeploymentConfiguration.DeploymentCircuitBreaker.Rollback',
    false,
    /no longer rolled back/,
  ],
  ['AWS::ECS::Service', 'DeploymentConfiguration.MinimumHealthyPercent', 0, /too few tasks/],
  [
    'AWS::EC2::LaunchTemplate',
    'LaunchTemplateData.MetadataOptions.HttpTokens',
    'optional',
    /metadata requests/,
  ],
];

/** Sets the value at a path; `rds.force_ssl` is one name. */
function set(resource: Draft, path: string, value: unknown) {
  const parts = path.replace('rds.force_ssl', 'rds~force_ssl').split('.');
  const name = parts.pop()!.replace('~', '.');
  let holder = resource.Properties;
  for (const part of parts) holder = (holder[part] ??= {}) as Record<string, unknown>;
  if (value === undefined) delete holder[name];
  else holder[name] = value;
}

function tampered([type, path, value, , which]: Tampering) {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  const ids = Object.keys(next.Resources).filter(
    (id) =>
      next.Resources[id].Type === type &&
      (which?.test(id) ?? true) &&
      next.Resources[id].Properties?.SourceDBInstanceIdentifier === undefined,
  );
  for (const id of ids) set(next.Resources[id], path, value);
  // only the changed resource: comparing the whole template takes a hundred times as long
  const only = ({ Resources }: GrowthTemplate): GrowthTemplate => ({
    Resources: Object.fromEntries(ids.map((id) => [id, Resources[id]])),
  });
  return { growth: compare(only(national), only(next as GrowthTemplate)), ids, next };
}

test.each(tamperings.map((each) => [each[0], each[1], each] as const))(
  '%s: %s',
  (_type, _path, each) => {
    const { growth, ids } = tampered(each);
    expect(ids.length).toBeGreaterThan(0);
    expect(said(growth)).toMatch(each[3]);
  },
);

/** Guards of resources that the national phase does not have. */
const elsewhere: readonly (readonly [string, object, object, RegExp])[] = [
  [SECRET, { ReplicaRegions: [{ Region: 'us-west-2' }] }, {}, /copy in another region/],
  [BUCKET, { ReplicationConfiguration: {} }, {}, /copy elsewhere/],
  ['AWS::Backup::BackupVault', { LockConfiguration: { MinRetentionDays: 7 } }, {}, /lock goes/],
  ['AWS::WAFv2::IPSet', { Addresses: [] }, { Addresses: ['0.0.0.0/1'] }, /a network comes/],
  ['AWS::IAM::Role', { PermissionsBoundary: 'b' }, {}, /boundary goes/],
  [
    'AWS::IAM::ManagedPolicy',
    { PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: 'a' }] } },
    { PolicyDocument: { Statement: [] } },
    /no longer refuses/,
  ],
  [
    'AWS::IAM::ManagedPolicy',
    {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'kms:CreateGrant', Resource: 'a', Condition: { Bool: {} } },
        ],
      },
    },
    {
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'kms:CreateGrant', Resource: 'a' }],
      },
    },
    /allows without a condition/,
  ],
  [
    BALANCER,
    { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
    {},
    /deletion_protection/,
  ],
];
const resource = (Type: string, Properties: object): GrowthResource => ({
  Type,
  Properties: { ...Properties },
});

test.each(elsewhere)('%s: from %j to %j', (type, before, after, sentence) => {
  expect(givenUp(resource(type, before), resource(type, after)).join()).toMatch(sentence);
  expect(givenUp(resource(type, before), resource(type, before))).toEqual([]);
});

test('every guard has a tampering that it notices', () => {
  const noticed = new Set(
    tamperings.flatMap((each) => {
      const { ids, next } = tampered(each);
      return ids.flatMap((id) =>
        givenUp(national.Resources[id], next.Resources[id]).map((says) => each[0] + says),
      );
    }),
  );
  for (const [type, before, after] of elsewhere) {
    for (const says of givenUp(resource(type, before), resource(type, after))) {
      noticed.add(type + says);
    }
  }
  expect(guards.filter(({ type, says }) => !noticed.has(type + says))).toEqual([]);
});

test('a condition that may be false, on any resource', () => {
  const conditional = (type: string) => {
    const next = structuredClone(national) as {
      Resources: Record<string, Draft & { Condition?: string }>;
      Conditions?: Record<string, unknown>;
    };
    next.Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    for (const each of Object.values(next.Resources)) {
      if (each.Type === type) each.Condition = 'Never';
    }
    return said(compare(national, next as GrowthTemplate));
  };
  for (const type of [DATABASE, BUCKET, 'AWS::WAFv2::WebACLAssociation', 'AWS::EC2::Route']) {
    expect(conditional(type)).toMatch(/a condition decides: is made only where Never holds/);
  }
});

test('a new resource that opens what had been closed', () => {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  next.Resources.Open = {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: 'sg-1', CidrIp: '0.0.0.0/0', IpProtocol: '-1' },
  };
  next.Resources.Everybody = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'b', PolicyDocument: { Statement: [everybody] } },
  };
  expect(said(compare(national, next))).toMatch(/whole internet[^]*lets everybody in/);
});

test('a private origin to be updated, and one with another protocol that takes over', () => {
  const type = 'AWS::CloudFront::VpcOrigin';
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  const id = Object.keys(next.Resources).find((each) => next.Resources[each].Type === type)!;
  next.Resources[id].Properties.Tags = [{ Key: 'a', Value: 'b' }];
  expect(said(compare(national, next))).toMatch(/a private origin is updated: .*\(409\)/);
});
