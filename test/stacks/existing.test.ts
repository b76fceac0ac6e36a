import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { makeApp } from '../../src/stacks/make-app';
import { readSettings, SettingsError } from '../../src/stacks/settings';
import { anyApp, deployment, only, refusal, resources } from '../constructs/synthesized';

/** Existing resources of a bank, given to the ready-made app by name. */

const subnets = (tier: string, region = 'us-east-1') =>
  ['a', 'b', 'c'].map((zone, at) => `${region}${zone}:subnet-${tier}1b2c3d${at}`).join(',');
const network = {
  vpc: 'vpc-0a1b2c3d4e5f60718',
  appSubnets: subnets('a'),
  dataSubnets: subnets('d'),
};
const key = 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const topic = (region: string, name = 'oncall') => `arn:aws:sns:${region}:111122223333:${name}`;

const make = (context: Record<string, string>) =>
  makeApp({ phase: 'pilot', ...context }, { ticketApp: anyApp(), unchecked: true });
const template = (context: Record<string, string>) => Template.fromStack(make(context).stack);

function problems(context: Record<string, string>): readonly string[] {
  try {
    readSettings(new App({ context: { phase: 'pilot', ...context }, analyticsReporting: false }));
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test.each(['pilot', 'expansion', 'national'])(
  '%s in an existing network makes none, and each tier is in its subnets',
  (phase) => {
    const made = template({ phase, ...network });
    for (const type of ['VPC', 'Subnet', 'NatGateway', 'FlowLog', 'NetworkAcl']) {
      made.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
    const data = ['subnet-d1b2c3d0', 'subnet-d1b2c3d1', 'subnet-d1b2c3d2'];
    const app = data.map((id) => id.replace('-d', '-a'));
    expect(only(made, 'AWS::RDS::DBSubnetGroup').SubnetIds).toEqual(data);
    expect(only(made, 'AWS::ElastiCache::SubnetGroup').SubnetIds).toEqual(data);
    expect(only(made, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Subnets).toEqual(app);
    expect(only(made, 'AWS::AutoScaling::AutoScalingGroup').VPCZoneIdentifier).toEqual(app);
    const groups = Object.values(resources(made, 'AWS::EC2::SecurityGroup'));
    expect(new Set(groups.map(({ Properties }) => Properties.VpcId))).toEqual(
      new Set([network.vpc]),
    );
  },
);

test('an existing key is the only one, and an existing bucket gets all the logs', () => {
  const made = template({ phase: 'national', encryptionKey: key, logBucket: 'bank-logs' });
  made.resourceCountIs('AWS::KMS::Key', 0);
  for (const { Properties } of Object.values(resources(made, 'AWS::RDS::DBInstance'))) {
    if (Properties.SourceDBInstanceIdentifier) continue;
    expect(Properties.KmsKeyId).toBe(key);
  }
  const buckets = Object.keys(resources(made, 'AWS::S3::Bucket'));
  expect(buckets.map((id) => /Storage([A-Z][a-z]+)/.exec(id)![1])).toEqual(['Anchors', 'Assets']);
  for (const { Properties } of Object.values(resources(made, 'AWS::S3::Bucket'))) {
    expect(Properties.LoggingConfiguration).toMatchObject({ DestinationBucketName: 'bank-logs' });
  }
  const { LoadBalancerAttributes } = only(made, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  expect(LoadBalancerAttributes).toContainEqual({
    Key: 'access_logs.s3.bucket',
    Value: 'bank-logs',
  });
  const edge = only(made, 'AWS::CloudFront::Distribution') as never as {
    DistributionConfig: { Logging: { Bucket: unknown } };
  };
  expect(JSON.stringify(edge.DistributionConfig.Logging.Bucket)).toContain('bank-logs.s3.');
  expect(JSON.stringify(only(made, 'AWS::EC2::FlowLog').LogDestination)).toContain(
    ':s3:::bank-logs/network/',
  );
  // other owners' resources keep their own policies
  const policies = Object.values(resources(made, 'AWS::S3::BucketPolicy'));
  expect(policies.filter(({ Properties }) => Properties.Bucket === 'bank-logs')).toEqual([]);
  expect(made.toJSON()).toMatchObject({ Outputs: { Logs: { Value: 'bank-logs' } } });
});

test('alarms of both regions go to the existing topics', () => {
  const { app, stack } = make({
    region: 'sa-east-1',
    alarmTopic: topic('sa-east-1'),
    edgeAlarmTopic: topic('us-east-1'),
  });
  const edge = app.node.findChild('TicketeroEdgeAlarms-sa-east-1') as Stack;
  for (const [of, arn] of [
    [stack, topic('sa-east-1')],
    [edge, topic('us-east-1')],
  ] as const) {
    const alarms = Object.values(resources(Template.fromStack(of), 'AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(0);
    for (const { Properties } of alarms) expect(Properties.AlarmActions).toEqual([arn]);
  }
  const own = Object.keys(resources(Template.fromStack(stack), 'AWS::SNS::Topic'));
  expect(own.filter((id) => !id.includes('HostEvents'))).toEqual([]);
});

test("a key in us-east-1 encrypts the edge's log and alarms for a stack elsewhere", () => {
  const { app } = make({ region: 'sa-east-1', edgeEncryptionKey: key });
  for (const name of ['TicketeroEdge-sa-east-1', 'TicketeroEdgeAlarms-sa-east-1']) {
    const made = Template.fromStack(app.node.findChild(name) as Stack);
    made.resourceCountIs('AWS::KMS::Key', 0);
    for (const { Properties } of Object.values(resources(made, 'AWS::Logs::LogGroup'))) {
      expect(Properties.KmsKeyId).toBe(key);
    }
    for (const { Properties } of Object.values(resources(made, 'AWS::SNS::Topic'))) {
      expect(JSON.stringify(Properties.KmsMasterKeyId)).toContain(key.split('/')[1]);
    }
  }
});

test.each([
  [{ ...network, vpc: 'bank' }, [/^vpc is "bank"; give a value such as vpc-0/]],
  [
    { vpc: network.vpc },
    [/^vpc is given without appSubnets; .* -c appSubnets=us-east-1a:/, /data/],
  ],
  [{ appSubnets: network.appSubnets }, [/^appSubnets is given without vpc; give that too/]],
  [
    { ...network, appSubnets: 'subnet-0a1b2c3d,subnet-0a1b2c3e' },
    [/^appSubnets is .*cannot be read; give a list such as us-east-1a:subnet-/],
  ],
  [
    { ...network, appSubnets: 'us-east-1a:subnet-0a1b2c3d,us-east-1a:subnet-0a1b2c3e' },
    [/^appSubnets is .*; all are in us-east-1a; give subnets in two or three zones/],
  ],
  [
    { ...network, appSubnets: 'us-east-1a:subnet-0a1b2c3d,us-east-1b:subnet-0a1b2c3d' },
    [/^appSubnets is .*; subnet-0a1b2c3d is given twice; give it once/],
  ],
  [
    { ...network, region: 'us-west-2', dataSubnets: subnets('d', 'us-west-2') },
    Array(3).fill(/^appSubnets has subnet-\w+ in us-east-1[abc], and the stack is in us-west-2; /),
  ],
  [
    { ...network, cidr: '10.60.0.0/16', egress: 'gateway:3' },
    [/^cidr is "10.60.0.0\/16" and vpc is given, /, /^egress is "gateway:3" and vpc is given, /],
  ],
  [{ ...network, egress: 'none' }, []],
  [{ encryptionKey: key.replace(/key\/.*/, 'alias/bank') }, [/^encryptionKey is .*key\/1234/]],
  [{ logBucket: 's3://bank-logs' }, [/^logBucket is "s3:\/\/bank-logs"; .* bank-access-logs/]],
  [{ alarmTopic: 'oncall' }, [/^alarmTopic is "oncall"; give a value such as arn:aws:sns:/]],
  [
    { edgeAlarmTopic: topic('us-east-1') },
    [/^edgeAlarmTopic is "arn.*" and the stack is in us-east-1, .*; leave it out/],
  ],
  [
    { edgeEncryptionKey: key },
    [/^edgeEncryptionKey is "arn.*" and the stack is in us-east-1, where encryptionKey .*; leave/],
  ],
  [
    { region: 'sa-east-1', edgeEncryptionKey: key.replace('us-east-1', 'sa-east-1') },
    [/^edgeEncryptionKey is "arn.*"; give a value such as arn:aws:kms:us-east-1:/],
  ],
  [
    { region: 'sa-east-1', edgeAlarmTopic: topic('sa-east-1') },
    [/^edgeAlarmTopic is "arn.*"; give a value such as arn:aws:sns:us-east-1:/],
  ],
] as [Record<string, string>, RegExp[]][])('%j: reported, saying what to do', (context, said) => {
  expect(problems(context)).toEqual(said.map((each) => expect.stringMatching(each)));
});

test('a key or topic from another region, and a FIFO topic, are named and refused', () => {
  const said = refusal(
    make({
      region: 'us-west-2',
      encryptionKey: key,
      alarmTopic: topic('us-east-1', 'oncall.fifo'),
    }).app,
  );
  expect(said).toMatch(
    /encryptionKey is in us-east-1 and the stack in us-west-2, .* give a key of/,
  );
  expect(said).toMatch(/alarmTopic is in us-east-1 and the stack in us-west-2, .* give a topic of/);
  expect(said).toMatch(/alarmTopic is oncall\.fifo, a FIFO topic, .* give a standard topic/);
});

test("the bucket's owner decides how long logs are kept", () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Logs');
  const logBucket = Bucket.fromBucketName(stack, 'Bank', 'bank-logs');
  const { app } = deployment({ logBucket, accessLogRetention: Duration.days(30) });
  expect(refusal(app)).toMatch(/accessLogRetention is given beside a logBucket, .* leave/);
});
