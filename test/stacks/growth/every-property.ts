import { compare } from '../../../src/stacks/growth/growth';
import { dangersOf } from '../../../src/stacks/growth/growth-dangers';
import { GrowthResource, GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { phaseTemplates } from '../../../src/stacks/phase-templates';
import { Draft, national, said } from './stage';

const COPY = 'arn:aws:backup:us-east-2:111122223333:backup-vault:ticketero';

/** Templates that together have every kind of resource, including those of the edge's stacks. */
function everything(): GrowthTemplate[] {
  return [
    phaseTemplates('national', {
      region: 'us-west-2',
      availabilityZones: 'us-west-2a,us-west-2b,us-west-2c',
      originPrefixList: 'pl-0123abcd',
      alarmEmail: 'oncall@bank.cl',
      staffCidrs: '200.1.2.0/24',
      backupCopyTo: COPY,
    }),
    phaseTemplates('pilot', { execAccess: 'yes' }),
  ].flatMap(({ templates }) => templates as readonly GrowthTemplate[] as GrowthTemplate[]);
}

/** Every property, at any depth, with possible new values; undefined removes it. */
function* spoilings(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<{ path: readonly (string | number)[]; to: unknown }> {
  if (path.length > 0) {
    yield { path, to: undefined };
    if (typeof value === 'boolean') yield { path, to: !value };
    else if (typeof value === 'number') yield* [0, value * 2].map((to) => ({ path, to }));
    else yield { path, to: 'another' };
  }
  if (value === null || typeof value !== 'object') return;
  if (/^\{"(Ref|Fn::\w+)":/.test(JSON.stringify(value))) return;
  for (const [name, inner] of Object.entries(value)) {
    yield* spoilings(inner, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

type Holder = Record<string | number, unknown>;

function spoilt(resource: GrowthResource, path: readonly (string | number)[], to: unknown) {
  const copy = structuredClone(resource);
  const holder = path
    .slice(0, -1)
    .reduce<Holder>((at, name) => at[name] as Holder, copy.Properties as Holder);
  const last = path[path.length - 1];
  if (to !== undefined) holder[last] = to;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}

const alone = (resource: GrowthResource): GrowthTemplate => ({ Resources: { It: resource } });

/** What may be changed, or removed, without a report. Somebody has considered each line. */
const SILENT = [
  'Budgets::Budget Budget.BudgetLimit.Amount',
  'CloudFront::Distribution DistributionConfig.CacheBehaviors.OriginRequestPolicyId',
  'CloudFront::Distribution DistributionConfig.CacheBehaviors.TargetOriginId',
  'CloudFront::Distribution DistributionConfig.PriceClass',
  'CloudWatch::Alarm Metrics.Expression',
  'EC2::LaunchTemplate LaunchTemplateData.InstanceType',
  'EC2::LaunchTemplate LaunchTemplateData.Monitoring.Enabled',
  'ECS::TaskDefinition ContainerDefinitions.Cpu',
  'ECS::TaskDefinition ContainerDefinitions.Image',
  'ECS::TaskDefinition ContainerDefinitions.Memory',
  'ECS::TaskDefinition ContainerDefinitions.MemoryReservation',
  'ECS::TaskDefinition RuntimePlatform.CpuArchitecture',
  'ElastiCache::ReplicationGroup CacheNodeType',
  'ElastiCache::ReplicationGroup PreferredMaintenanceWindow',
  'ElastiCache::ReplicationGroup SnapshotWindow',
  // as long as the edge sends one of them, which a template of one resource cannot show
  'ElasticLoadBalancingV2::ListenerRule Conditions.HttpHeaderConfig.Values',
  'RDS::DBInstance DBInstanceClass',
  'RDS::DBInstance EngineVersion',
  'RDS::DBInstance PreferredBackupWindow',
  'RDS::DBInstance PreferredMaintenanceWindow',
  'RDS::DBParameterGroup Parameters.autovacuum_work_mem',
  'RDS::DBParameterGroup Parameters.maintenance_work_mem',
  'RDS::DBParameterGroup Parameters.shared_buffers',
  'WAFv2::WebACL Rules.Priority',
];

/** They are removed only if nothing refers to them any more, and that change is reported. */
const UNMISSED = [
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  // the one about credits: a class that is not burstable has none
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::EC2::EIP',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::SecurityGroup',
  'AWS::ECS::TaskDefinition',
  'AWS::ElastiCache::ParameterGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  // one that is retained when removed
  'AWS::Logs::LogGroup',
  // a replica
  'AWS::RDS::DBInstance',
  'AWS::WAFv2::IPSet',
];

test('every property is guarded, or one of the few that protect nothing', () => {
  const silent = new Set<string>();
  const told = new Set<string>();
  for (const { Resources } of everything()) {
    for (const resource of Object.values(Resources)) {
      for (const { path, to } of spoilings(resource.Properties)) {
        const name = `${resource.Type.slice(5)} ${path
          .filter((part) => typeof part === 'string')
          .join('.')}`;
        if (told.has(name)) continue;
        const next = alone(spoilt(resource, path, to));
        if (dangersOf(alone(resource), next, new Map()).length > 0) told.add(name);
        else silent.add(name);
      }
    }
  }
  const words = /(Description|Comment|DisplayName|DashboardBody)$|Tags\b|Dashboard/;
  expect(told.size).toBeGreaterThan(600);
  expect([...silent].filter((name) => !told.has(name) && !words.test(name)).sort()).toEqual(SILENT);
});

test('every removed resource is reported, or goes only with what needs it', () => {
  const unmissed = new Set<string>();
  for (const template of everything()) {
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      const { [id]: _, ...others } = template.Resources;
      const dangers = dangersOf(template, { ...template, Resources: others }, new Map());
      if (!dangers.some((danger) => danger.id === id)) unmissed.add(Type);
    }
  }
  expect([...unmissed].sort()).toEqual(UNMISSED);
});

test.each([
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::S3::BucketPolicy',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::EC2::FlowLog',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::RDS::DBParameterGroup',
])('%s that is removed', (type) => {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  for (const id of Object.keys(next.Resources)) {
    if (next.Resources[id].Type === type) delete next.Resources[id];
  }
  expect(said(compare(national, next))).toMatch(/goes, and the service needs it/);
});

/** Settings that give nothing up, all at once. */
const KIND = {
  staffCidrs: '200.1.2.0/24',
  alarmEmail: 'oncall@bank.cl',
  originPrefixList: 'pl-0123abcd',
  balancerProtection: 'yes',
  databaseStorageGib: '120',
  databaseMaxStorageGib: '900',
  egress: 'instance:3',
  environment: 'BANK_CODE=012',
  databaseMaintenanceWindow: 'Sat:23:30-Sun:00:30',
  cacheMaintenanceWindow: 'mon:03:00-mon:04:00',
  auditRetentionDays: '3650',
  adminCode: 'no',
  priceClass: '100',
  edgeRules: 'LinuxRuleSet,AnonymousIpList:count',
  originSecretVersions: `${'a'.repeat(32)},${'b'.repeat(32)}`,
  cacheShards: '3',
  viewerRateLimit: '5000',
  issueRateLimit: '300',
  backupRetentionDays: '30',
  backupCopyTo: COPY,
  messages: 'off',
};

test('a setting that gives nothing up is no danger, and one that does is named', () => {
  const of = (context: Record<string, string>) =>
    phaseTemplates('pilot', context).templates[0] as GrowthTemplate;
  const before = of({});
  expect(said(compare(before, of(KIND)))).toBe('');
  expect(said(compare(before, of({ egress: 'gateway:3' })))).toBe('');
  const given = said(
    compare(before, of({ accountBudget: 'no', execAccess: 'yes', edgeCountOnly: 'CommonRules' })),
  );
  expect(given.split('\n').map((line) => line.replace(/^.*?: /, ''))).toEqual([
    'goes: nobody is told that the month costs too much',
    'a rule goes, or only counts what it refused',
    'whoever may in the account may open a shell in its tasks',
  ]);
  const back = said(compare(of(KIND), before));
  for (const sentence of [
    /AllocatedStorage shrinks/,
    /nobody is told there/,
    /BackupRetentionPeriod shrinks/,
    /copy in another region goes/,
    /locked for a shorter time/,
    /deletion_protection/,
  ]) {
    expect(back).toMatch(sentence);
  }
});
