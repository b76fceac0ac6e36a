import { PricedTemplate, TemplateResource } from '../../../src/constructs/bill/charge';
import { freeTypes } from '../../../src/constructs/bill/free-types';
import { databasePrice, hostPrice, nodePrice } from '../../../src/constructs/bill/instance-prices';
import { Line, priceTemplates } from '../../../src/constructs/bill/price-template';
import { prices } from '../../../src/constructs/bill/prices';
import { Workload } from '../../../src/constructs/bill/workload';
import { METRICS } from '../../../src/contract';

const workload = new Workload();
const of = (Resources: Record<string, TemplateResource>): PricedTemplate => ({ Resources });
const bill = (Resources: Record<string, TemplateResource>, work = workload) =>
  priceTemplates([of(Resources)], work);
const line = (lines: readonly Line[], what: string): Line => {
  const found = lines.find((each) => each.what === what);
  if (!found) throw new Error(`no line ${what} in ${lines.map((each) => each.what).join(', ')}`);
  return found;
};

const hosts = (
  MinSize: string,
  MaxSize: string,
  launch: object = {},
): Record<string, TemplateResource> => ({
  Group: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize, MaxSize, LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' } } },
  },
  Launch: {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        InstanceType: 't4g.medium',
        BlockDeviceMappings: [{ Ebs: { VolumeSize: 30 } }],
        ...launch,
      },
    },
  },
});

test('a type without a rule or a size without a price fails; all are named at once', () => {
  const wrong = () =>
    bill({
      Queue: { Type: 'AWS::SQS::Queue' },
      Primary: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { DBInstanceClass: 'db.x2g.large', AllocatedStorage: '20' },
      },
      Insights: {
        Type: 'AWS::ECS::Cluster',
        Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
      },
      Bots: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: {
          Rules: [
            {
              Statement: {
                ManagedRuleGroupStatement: { Name: 'AWSManagedRulesBotControlRuleSet' },
              },
            },
          ],
        },
      },
    });
  expect(wrong).toThrow(/Queue is of type AWS::SQS::Queue, which has no price rule; add one/);
  expect(wrong).toThrow(
    /Primary: database class db\.x2g\.large has no price; add it .*db\.t4g\.micro/,
  );
  expect(wrong).toThrow(/Insights: Container Insights is enabled/);
  expect(wrong).toThrow(/Bots: the managed rule group BotControl is charged on top/);
});

test('hosts cost their average, within the bounds of the group; terms cover the least', () => {
  const average = (averageHosts: number) =>
    line(bill(hosts('2', '3'), new Workload({ averageHosts })).lines, 'hosts: t4g.medium');
  expect(average(2.5).onDemand).toBeCloseTo(2.5 * 730 * 0.0336);
  expect(average(2.5).withTerms).toBeCloseTo(2.5 * 730 * 0.0336 - 2 * 730 * 0.0336 * 0.375);
  expect(average(9).quantity).toBe(3 * 730);
  expect(average(1).quantity).toBe(2 * 730);
  expect(line(bill(hosts('2', '3')).lines, 'hosts: disks').quantity).toBe(60);
});

test("one-minute monitoring is seven metrics per host, with the app's against ten free", () => {
  const { lines } = bill({
    ...hosts('1', '1', { Monitoring: { Enabled: true } }),
    Task: { Type: 'AWS::ECS::TaskDefinition' },
  });
  expect(line(lines, 'metrics')).toMatchObject({
    quantity: 17,
    free: 10,
    resources: ['Group', 'Task'],
  });
  expect(line(lines, 'metrics').onDemand).toBeCloseTo(2.1);
  expect(workload.metrics).toEqual(Object.values(METRICS));
  expect(workload.metrics.length).toBeLessThanOrEqual(10);
});

test('a standby doubles instance and storage; a replica has the storage of its primary', () => {
  const primary = {
    DBInstanceClass: 'db.t4g.small',
    AllocatedStorage: '50',
    MultiAZ: true,
    ManageMasterUserPassword: true,
  };
  const { lines } = bill({
    Primary: { Type: 'AWS::RDS::DBInstance', Properties: primary },
    Replica: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceClass: 'db.t4g.micro',
        SourceDBInstanceIdentifier: { 'Fn::Join': ['', ['arn:', { Ref: 'Primary' }]] },
      },
    },
  });
  expect(line(lines, 'primary and standby: db.t4g.small').onDemand).toBeCloseTo(46.72);
  expect(line(lines, 'primary and standby: storage').onDemand).toBeCloseTo(11.5);
  expect(line(lines, 'read replica: db.t4g.micro').onDemand).toBeCloseTo(11.68);
  expect(line(lines, 'read replica: storage').quantity).toBe(50);
  expect(line(lines, 'secrets').quantity).toBe(1);
});

test('cache nodes are shards times copies, and Valkey is a fifth cheaper than Redis', () => {
  const nodes = (Engine: string) =>
    bill({
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          Engine,
          CacheNodeType: 'cache.t4g.small',
          NumNodeGroups: 3,
          ReplicasPerNodeGroup: 1,
        },
      },
    }).lines[0];
  expect(nodes('valkey').onDemand).toBeCloseTo(112.13, 1);
  expect(nodes('valkey').onDemand / nodes('redis').onDemand).toBeCloseTo(0.8);
  expect(nodes('valkey').withTerms).toBeLessThan(nodes('valkey').onDemand);
});

test('an alarm is charged per metric it watches, and scaling creates alarms of its own', () => {
  const { lines } = bill({
    Plain: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { MetricName: 'CPUUtilization', Period: 300 },
    },
    Worst: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Metrics: [
          { Expression: 'MAX([a,b])' },
          { Id: 'a', MetricStat: {} },
          { Id: 'b', MetricStat: {} },
        ],
      },
    },
    Tracking: { Type: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
    Fast: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { MetricName: 'CPUUtilization', Period: 10 },
    },
  });
  expect(line(lines, 'alarms')).toMatchObject({ quantity: 5, free: 5, onDemand: 0 });
  expect(line(lines, 'fast alarms').onDemand).toBeCloseTo(0.3);
});

test('an internet-facing load balancer pays per zone address, an internal one does not', () => {
  const addresses = (Scheme: string) =>
    bill({
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Scheme, Subnets: ['a', 'b', 'c'] },
      },
    }).lines.filter(({ what }) => what.endsWith('public addresses'));
  expect(addresses('internal')).toEqual([]);
  expect(addresses('internet-facing')[0].onDemand).toBeCloseTo(10.95);
});

test('the shares of a type add up to the whole', () => {
  const logs = (count: number) =>
    bill(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `Log${index}`,
          { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
        ]),
      ),
      new Workload({ logGb: 40 }),
    );
  expect(line(logs(1).lines, 'logs').onDemand).toBeCloseTo(17.5);
  expect(line(logs(7).lines, 'logs').onDemand).toBeCloseTo(17.5);
});

test('free types say why, and none of them also has a price', () => {
  const { free, onDemand } = bill({
    One: { Type: 'AWS::IAM::Role' },
    Two: { Type: 'AWS::IAM::Role' },
  });
  expect({ free, onDemand }).toEqual({
    free: [{ type: 'AWS::IAM::Role', count: 2, why: freeTypes['AWS::IAM::Role'] }],
    onDemand: 0,
  });
  for (const why of Object.values(freeTypes)) expect(why.length).toBeGreaterThan(15);
});

test('every price has a source and a day it was read', () => {
  for (const { usd, source, read } of [
    ...Object.values(prices),
    hostPrice('t4g.nano'),
    databasePrice('db.r7g.large'),
    nodePrice('redis', 'cache.t3.micro'),
  ]) {
    expect(usd).toBeGreaterThan(0);
    expect(source.length).toBeGreaterThan(10);
    expect(read).toMatch(/^2026-\d\d-\d\d$/);
  }
});

test('twice the branches mean twice the tickets, requests and gigabytes to people', () => {
  const [one, two] = [new Workload({ branches: 1 }), new Workload({ branches: 2 })];
  expect(
    [two.tickets, two.requests, two.screens].map(
      (value, index) => value / [one.tickets, one.requests, one.screens][index],
    ),
  ).toEqual([2, 2, 2]);
  expect(two.gigabytes / one.gigabytes).toBeCloseTo(2);
  for (const name of [
    'averageLcu',
    'logGb',
    'traces',
    'databaseGb',
    'egressGb',
    'crossZoneGb',
    'bucketGb',
    'cacheGb',
    'bucketWrites',
    'secretCalls',
    'keyCalls',
    'flowGb',
  ] as const) {
    expect(two[name]).toBeGreaterThan(one[name]);
  }
});
