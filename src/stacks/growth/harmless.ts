import { ENV, PATHS } from '../../contract';
import { isForService, isImageOfAws, isNarrow, isOnePortOut, isRuleInside } from './arrivals';
import { GrowthTemplate } from './growth-template';
import { at, CACHE, DATABASE, EDGE, list } from './guard';
import { mailPortCloses, mailPortMoves, sameMailServer } from './mail-changes';
import { PropertyChange } from './property-changes';
import {
  goesAlong,
  noReplicas,
  ofShardThatGoes,
  originGoes,
  PAGE_ASSETS,
  pathGoesAlong,
  REPLICA_URLS,
  rightGoesAlong,
  shardsGo,
  someAreLeft,
} from './smaller';

/** A change that loses nothing and opens nothing, and in which direction. */
interface Harmless {
  readonly type: string;
  readonly path: RegExp;
  /** @default any change of it */
  readonly when?: (change: PropertyChange, to: GrowthTemplate) => boolean;
}

const added = ({ old }: PropertyChange) => old === undefined;
const grows = ({ old, now }: PropertyChange) => Number(now) >= Number(old ?? 0);
const is = (value: unknown) => (change: PropertyChange) => change.now === value;

/** A limit that is raised tenfold or more no longer limits anybody. */
const limited = ({ old, now }: PropertyChange) => Number(now) <= 10 * Number(old);

const variable = ({ path }: PropertyChange) => path.replace(/^.*\.Environment\.|\.Value$/g, '');
/** Variables by which a runtime or a library does something else, such as not checking TLS. */
const RUNTIME = /^(AWS|ECS|NODE|LD|PG|SSL|OPENSSL)_|^(PG[A-Z]+|PATH|HOME)$|_PROXY$/i;
const ofRuntime = (change: PropertyChange) => RUNTIME.test(variable(change));
const ofOwn = (change: PropertyChange) =>
  !Object.values<string>(ENV).includes(variable(change)) && !ofRuntime(change);

/** A new statement that only lets in an AWS service. */
const forService = ({ old, now }: PropertyChange) => old === undefined && isForService(now);

/** A removed statement, or one that allows named actions on the template's own resources. */
const narrow = ({ path, now }: PropertyChange, to: GrowthTemplate) =>
  now === undefined || (!/Statement\.\w+\./.test(path) && isNarrow(now, to));

/** Shell sessions that are recorded, or no longer allowed. */
const recorded = ({ old, now }: PropertyChange) =>
  now === undefined || (old === undefined && JSON.stringify(now).includes('"Logging":"OVERRIDE"'));

const newVariable = (change: PropertyChange) => added(change) && !ofRuntime(change);

/** Where a sum or a count is passed: sizes of phases differ by less than this. */
const alike = ({ old, now }: PropertyChange) =>
  Number(now) <= 20 * Number(old) && 20 * Number(now) >= Number(old);

/** A new path at the edge: over HTTPS, and only cached if nobody writes through it. */
function safeBehavior(now: Readonly<Record<string, unknown>> = {}): boolean {
  const { PathPattern, ViewerProtocolPolicy, CachePolicyId, AllowedMethods } = now;
  return (
    /^(redirect-to-https|https-only)$/.test(String(ViewerProtocolPolicy)) &&
    (CachePolicyId === CACHES_NOTHING ||
      (!/^\/?(\*|api\b)/.test(String(PathPattern)) &&
        !JSON.stringify(AllowedMethods ?? '').includes('POST')))
  );
}

/** One or several new paths. */
const safeBehaviors = (change: PropertyChange) =>
  change.old === undefined &&
  (Array.isArray(change.now) ? change.now : [change.now]).every((now: unknown) =>
    safeBehavior(now as Record<string, unknown>),
  );

/** Whether a new origin is the template's own. */
const ownOrigin = (change: PropertyChange, to: GrowthTemplate) => {
  const { DomainName } = (change.now ?? {}) as { DomainName?: unknown };
  return change.old === undefined && isOwnName({ ...change, now: DomainName }, to);
};

/** Whether the load balancer accepts everything that the edge sends as its secret. */
function secretsAgree(_: PropertyChange, { Resources }: GrowthTemplate): boolean {
  const of = (type: string) =>
    JSON.stringify(Object.values(Resources).filter(({ Type }) => Type === type));
  const header = /"HeaderName":"x-origin-verify","HeaderValue":(\{.*?\]\]\})/g;
  const taken = of('AWS::ElasticLoadBalancingV2::ListenerRule');
  const sent = [...of('AWS::CloudFront::Distribution').matchAll(header)].map(([, each]) => each);
  return sent.every((each) => taken.includes(each));
}

/** Names under which the edge serves. */
const namesOf = ({ Resources }: GrowthTemplate) =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')
    .flatMap((each) => list(at(each, 'DistributionConfig.Aliases')).map(String));

/** Whether a value is computed from resources of the template, so that it follows them. */
const follows = ({ now }: PropertyChange, { Resources }: GrowthTemplate) => {
  const ids = [...JSON.stringify(now ?? '').matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)];
  return ids.length > 0 && ids.every(([, id]) => id in Resources);
};

/** One way out is replaced by another, so one of the two properties is removed. */
const goesOut = (change: PropertyChange, to: GrowthTemplate) =>
  change.now === undefined || follows(change, to);

/** Whether a value is an address of the service: one of its names, or computed. */
const isOwnName = (change: PropertyChange, to: GrowthTemplate) =>
  follows(change, to) ||
  namesOf(to).some((name) => [`origin.${name}`, `https://${name}`].includes(String(change.now)));

/** AWS's policy with which CloudFront caches nothing. */
const CACHES_NOTHING = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** What a firewall statement compares with. */
const compared = (statement: unknown) =>
  [...(JSON.stringify(statement) ?? '').matchAll(/"(?:Search|Regex)String":("[^"]*")/g)].map(
    ([, text]) => JSON.parse(text) as string,
  );

/** Links in reports by mail become exempt, as Telegram already is. */
function sparesMail({ old, now }: PropertyChange, to: GrowthTemplate): boolean {
  const known: readonly string[] = [PATHS.telegram, PATHS.mailLinks];
  const all = JSON.stringify(Object.values(to.Resources).filter(({ Type }) => Type === ACL));
  return (
    [...compared(old), ...compared(now)].every((each) => known.includes(each)) &&
    compared(JSON.parse(all)).filter((each) => each === PATHS.mailLinks).length >= 1
  );
}

const TASK = 'AWS::ECS::TaskDefinition';
const ACL = 'AWS::WAFv2::WebACL';

/** Values that the platform computes from the sizes of a phase. */
const COMPUTED = [ENV.DATABASE_CONNECTIONS, ENV.DATABASE_REPLICA_URLS, 'AOT_CONFIG_CONTENT'].join(
  '|',
);

const table: readonly Harmless[] = [
  {
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    path: /^M(in|ax)Capacity$/,
    when: someAreLeft,
  },
  { type: 'AWS::AutoScaling::AutoScalingGroup', path: /^M(in|ax)Size$/, when: someAreLeft },
  { type: 'AWS::Backup::BackupPlan', path: /CopyActions/, when: added },
  { type: 'AWS::Budgets::Budget', path: /^Budget\.BudgetLimit\.Amount$/ },
  { type: EDGE, path: /^DistributionConfig\.CacheBehaviors(\.|$)/, when: safeBehaviors },
  { type: EDGE, path: /^DistributionConfig\.Origins\./, when: ownOrigin },
  { type: EDGE, path: /^DistributionConfig\.OriginGroups/, when: added },
  { type: EDGE, path: /^DistributionConfig\.CacheBehaviors(\.|$)/, when: pathGoesAlong },
  { type: EDGE, path: /^DistributionConfig\.Origin(s\.|Groups)/, when: originGoes },
  {
    type: EDGE,
    path: /^DistributionConfig\.CacheBehaviors\.[^.]+\.(TargetOrigin|OriginRequestPolicy)Id$/,
  },
  { type: EDGE, path: /^DistributionConfig\.Origin.*HeaderValue$/, when: secretsAgree },
  { type: EDGE, path: /^DistributionConfig\.PriceClass$/ },
  { type: EDGE, path: /^DistributionConfig\.(Aliases\b|ViewerCertificate$)/, when: added },
  { type: EDGE, path: /^DistributionConfig\.Origins\.[^.]+\.DomainName$/, when: isOwnName },
  { type: EDGE, path: /^DistributionConfig\.Origins\..*\.VpcOriginId$/, when: follows },
  { type: 'AWS::CloudWatch::Alarm', path: /^Metrics\..*\.Expression$/ },
  { type: 'AWS::CloudWatch::Alarm', path: /^Threshold$/, when: alike },
  { type: 'AWS::CloudWatch::Alarm', path: /^Metrics\.\w+$/, when: added },
  { type: 'AWS::CloudWatch::Alarm', path: /^Metrics\.\w+$/, when: ofShardThatGoes },
  { type: 'AWS::CloudWatch::Alarm', path: /^Dimensions\.\w+\.Value$/, when: follows },
  { type: 'AWS::EC2::Route', path: /^(NatGatewayId|NetworkInterfaceId)$/, when: goesOut },
  { type: 'AWS::EC2::LaunchTemplate', path: /^LaunchTemplateData\.InstanceType$/ },
  {
    type: 'AWS::EC2::LaunchTemplate',
    path: /^LaunchTemplateData\.ImageId$/,
    when: ({ now }) => isImageOfAws(now),
  },
  // without it metrics come every five minutes, which is what the alarm on hosts adds up
  { type: 'AWS::EC2::LaunchTemplate', path: /^LaunchTemplateData\.Monitoring\.Enabled$/ },
  // one more port: where mail goes
  {
    type: 'AWS::EC2::SecurityGroup',
    path: /^SecurityGroupEgress\./,
    when: (change) => added(change) && isOnePortOut(change.now),
  },
  { type: 'AWS::EC2::SecurityGroup', path: /^SecurityGroup(E|In)gress\./, when: mailPortCloses },
  { type: 'AWS::EC2::NetworkAclEntry', path: /^PortRange\.(From|To)$/, when: mailPortMoves },
  { type: TASK, path: /\.Environment\.SMTP_URL\.Value$/, when: sameMailServer },
  {
    type: 'AWS::EC2::SecurityGroup',
    path: /^SecurityGroupIngress\./,
    when: (change, to) => added(change) && isRuleInside(change.now as object, to),
  },
  { type: 'AWS::EC2::VPCEndpoint', path: /^SubnetIds\./, when: added },
  // where sessions in a shell are recorded; that there may be some is said of the service
  { type: 'AWS::ECS::Cluster', path: /^Configuration$/, when: recorded },
  { type: 'AWS::ECS::Service', path: /^EnableExecuteCommand$/, when: is(false) },
  { type: 'AWS::ECS::Service', path: /^TaskDefinition$/, when: follows },
  { type: TASK, path: /^(ContainerDefinitions\.[^.]+\.)?(Cpu|Memory|MemoryReservation|Image)$/ },
  { type: TASK, path: /^RuntimePlatform\.CpuArchitecture$/ },
  { type: TASK, path: /\.Environment\.[^.]+$/, when: newVariable },
  // messages are sent again
  { type: TASK, path: /\.Environment\.MESSAGES$/, when: is(undefined) },
  { type: TASK, path: PAGE_ASSETS, when: goesAlong },
  { type: TASK, path: REPLICA_URLS, when: noReplicas },
  // figures that stay in the log
  { type: TASK, path: /\.Environment\.FORESIGHT_METRICS$/, when: is(undefined) },
  // what a shell needed
  { type: TASK, path: /\.Tmpfs\.\/var\/(lib|log)\/amazon$/, when: is(undefined) },
  { type: TASK, path: new RegExp(`\\.Environment\\.(${COMPUTED})\\.Value$`) },
  { type: TASK, path: /\.Environment\.[^.]+(\.Value)?$/, when: ofOwn },
  { type: TASK, path: /\.Environment\.PUBLIC_URL\.Value$/, when: isOwnName },
  { type: TASK, path: /\.Secrets\.ADMIN_CODE$/ },
  // how many files a container may open
  { type: TASK, path: /\.Ulimits$/, when: added },
  { type: TASK, path: /\.Ulimits\.nofile\.(Hard|Soft)Limit$/, when: grows },
  { type: TASK, path: /\.(Tmpfs|MountPoints|Secrets)\.[^.]+$/, when: added },
  { type: CACHE, path: /^(CacheNodeType|PreferredMaintenanceWindow|SnapshotWindow)$/ },
  { type: CACHE, path: /^NumNodeGroups$/, when: shardsGo },
  { type: CACHE, path: /^(NumNodeGroups|ReplicasPerNodeGroup|SnapshotRetention\w+)$/, when: grows },
  { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', path: /^ListenerArn$/, when: follows },
  {
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    path: /^Conditions\.http-header\.HttpHeaderConfig\.Values\b/,
    when: secretsAgree,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    path: /\.deletion_protection\.enabled\.Value$/,
    when: is('true'),
  },
  // what a policy opens is judged by its guards
  { type: 'AWS::IAM::ManagedPolicy', path: /^PolicyDocument\.Statement\b/, when: narrow },
  { type: 'AWS::KMS::Key', path: /^KeyPolicy\.Statement\b/, when: forService },
  { type: 'AWS::S3::BucketPolicy', path: /^PolicyDocument\.Statement\b/, when: forService },
  { type: 'AWS::S3::BucketPolicy', path: /^PolicyDocument\.Statement\b/, when: rightGoesAlong },
  { type: 'AWS::Logs::LogGroup', path: /^RetentionInDays$/, when: grows },
  { type: DATABASE, path: /^(DBInstanceClass|Preferred(Maintenance|Backup)Window)$/ },
  { type: DATABASE, path: /^(Max)?AllocatedStorage$|RetentionPeriod$/, when: grows },
  // a database from a snapshot has the snapshot's
  { type: DATABASE, path: /^AllocatedStorage$/, when: is(undefined) },
  { type: DATABASE, path: /^EngineVersion$/ },
  { type: DATABASE, path: /^MultiAZ$/, when: is(true) },
  {
    type: 'AWS::RDS::DBParameterGroup',
    path: /^Parameters\.(shared_buffers|(autovacuum|maintenance)_work_mem)$/,
  },
  { type: 'AWS::RDS::DBParameterGroup', path: /^Parameters\.max_connections$/, when: grows },
  { type: 'AWS::RDS::EventSubscription', path: /^(SourceIds|EventCategories)\./, when: added },
  { type: 'AWS::RDS::EventSubscription', path: /^SourceIds\./, when: goesAlong },
  { type: 'AWS::S3::Bucket', path: /\.DefaultRetention\.Days$/, when: grows },
  { type: 'AWS::SecretsManager::Secret', path: /^ReplicaRegions\b/, when: added },
  { type: ACL, path: /^Rules\.[^.]+\.Priority$/ },
  {
    type: ACL,
    path: /^Rules\.[^.]+$/,
    when: ({ old, now }) => old === undefined && !JSON.stringify(now).includes('"Allow"'),
  },
  { type: ACL, path: /\.RateBasedStatement\.Limit$/, when: limited },
  { type: ACL, path: /\.GeoMatchStatement\.CountryCodes\."[A-Z]{2}"$/ },
  {
    type: ACL,
    path: /^Rules\.Countries\.Statement\.AndStatement\.Statements\.NotStatement~\d+$/,
    when: (change, to) => added(change) && sparesMail(change, to),
  },
  {
    type: ACL,
    path: /^Rules\.CommonRules\..*ScopeDownStatement\.NotStatement\.Statement\.(Byte|Or)\w+$/,
    when: sparesMail,
  },
  // a rule that only counted refuses again
  { type: ACL, path: /^Rules\.[^.]+\.OverrideAction\.Count$/, when: is(undefined) },
  { type: ACL, path: /^Rules\.[^.]+\.OverrideAction\.None$/, when: added },
  { type: 'AWS::WAFv2::IPSet', path: /^Addresses\./, when: ({ now }) => now === undefined },
];

/** Texts for people, and tags for bills: nothing depends on them. */
const WORDS =
  /^(\w*Tags\b|(Group|Alarm|DBSubnetGroup)?Description$|DisplayName$|.*\bComment$|DashboardBody$)/;

/** Whether a change loses nothing, opens nothing and interrupts nobody. */
export const isHarmless = (type: string, change: PropertyChange, to: GrowthTemplate): boolean =>
  WORDS.test(change.path) ||
  table.some(
    (each) =>
      each.type === type && each.path.test(change.path) && (each.when?.(change, to) ?? true),
  );
