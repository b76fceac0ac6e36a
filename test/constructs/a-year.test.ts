import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { makeApp } from '../../src/stacks/make-app';
import {
  anyApp,
  deploymentTemplate,
  exampleDomain,
  only,
  phaseTemplate,
  resources,
} from './synthesized';

/** What would be noticed only after months, or on the day something is lost. */

const far = 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero';
const statements = (template: Template, description: RegExp) =>
  Object.values(resources(template, 'AWS::IAM::ManagedPolicy'))
    .filter(({ Properties }) => description.test(String(Properties.Description)))
    .flatMap(
      ({ Properties }) =>
        (Properties.PolicyDocument as { Statement: { Action: string[]; Resource: unknown }[] })
          .Statement,
    );

describe('copies in another region', () => {
  const copied = phaseTemplate('pilot', { ...exampleDomain, backupCopyTo: far });

  test('their role may make snapshots there, with the key of that vault', () => {
    const there = statements(copied, /AWS Backup/).filter(({ Resource }) =>
      JSON.stringify(Resource).includes(':us-west-2:'),
    );
    const actions = there.flatMap(({ Action }) => Action);
    for (const action of ['rds:CopyDBSnapshot', 'kms:CreateGrant', 'kms:DescribeKey']) {
      expect(actions).toContain(action);
    }
    const keys = there.filter(({ Resource }) => JSON.stringify(Resource).includes(':kms:'));
    for (const statement of keys) {
      expect(statement).toMatchObject({
        Condition: { StringEquals: { 'kms:ViaService': 'rds.us-west-2.amazonaws.com' } },
      });
    }
    expect(
      statements(phaseTemplate('pilot'), /AWS Backup/).filter(({ Resource }) =>
        JSON.stringify(Resource).includes('us-west-2'),
      ),
    ).toEqual([]);
  });

  test('the data keys are there too, since no copy can be read without them', () => {
    copied.hasResourceProperties('AWS::SecretsManager::Secret', {
      Description: Match.stringLikeRegexp('keys of personal data'),
      ReplicaRegions: [{ Region: 'us-west-2' }],
    });
  });

  test('a failed copy notifies, and so does an expired backup', () => {
    for (const [type, state] of [
      ['Copy Job State Change', 'FAILED'],
      ['Backup Job State Change', 'EXPIRED'],
    ]) {
      copied.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.backup'],
          'detail-type': [type],
          detail: { state: Match.arrayWith([state]) },
        },
        Targets: [Match.anyValue()],
      });
    }
  });
});

test('nobody, not even the task, can replace or hide an anchor', () => {
  const template = phaseTemplate('pilot');
  const [anchors] = Object.entries(resources(template, 'AWS::S3::Bucket')).find(
    ([, { Properties }]) => Properties.ObjectLockEnabled === true,
  )!;
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    Bucket: { Ref: anchors },
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Condition: {
            Null: { 's3:if-none-match': 'true' },
            Bool: { 's3:ObjectCreationOperation': 'true' },
          },
        }),
        Match.objectLike({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:DeleteObject' }),
      ]),
    },
  });
});

test('replicas may grow as large as their primary, and ring before they are full', () => {
  const template = phaseTemplate('national');
  const instances = Object.values(resources(template, 'AWS::RDS::DBInstance'));
  expect(instances).toHaveLength(3);
  expect(new Set(instances.map(({ Properties }) => Properties.MaxAllocatedStorage)).size).toBe(1);
  expect(instances[0].Properties.MaxAllocatedStorage).toBeGreaterThan(0);
  const full = Object.values(resources(template, 'AWS::CloudWatch::Alarm')).filter(
    ({ Properties }) => Properties.MetricName === 'FreeStorageSpace',
  );
  expect(full).toHaveLength(3);
});

test('a shell in a task has the folders its agent writes to, only while it is allowed', () => {
  const mounts = (props: Parameters<typeof deploymentTemplate>[0]) => {
    const { ContainerDefinitions } = only(
      deploymentTemplate(props),
      'AWS::ECS::TaskDefinition',
    ) as never as {
      ContainerDefinitions: {
        Name: string;
        LinuxParameters: { Tmpfs: { ContainerPath: string }[] };
      }[];
    };
    return ContainerDefinitions.find(({ Name }) => Name === 'app')!.LinuxParameters.Tmpfs.map(
      ({ ContainerPath }) => ContainerPath,
    );
  };
  expect(mounts({})).toEqual(['/tmp']);
  expect(mounts({ execAccess: true })).toEqual(['/tmp', '/var/lib/amazon', '/var/log/amazon']);
});

test('no container runs as root', () => {
  const { ContainerDefinitions } = only(
    phaseTemplate('pilot'),
    'AWS::ECS::TaskDefinition',
  ) as never as { ContainerDefinitions: { Name: string; User?: string }[] };
  for (const { User } of ContainerDefinitions) expect(User).toMatch(/^[1-9]\d*:\d+$/);
});

test('no alarm rings because something burstable has just started', () => {
  const template = phaseTemplate('pilot');
  const metrics = Object.values(resources(template, 'AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties.MetricName,
  );
  expect(metrics).not.toContain('CPUCreditBalance');
  expect(metrics.filter((name) => name === 'CPUSurplusCreditsCharged')).toHaveLength(2);
  expect(metrics).toContain('SwapUsage');
});

test("the edge's certificate and errors ring in us-east-1, for any region", () => {
  const alarms = (template: Template) =>
    Object.values(resources(template, 'AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.MetricName,
    );
  const here = alarms(phaseTemplate('pilot'));
  expect(here.filter((name) => name === 'DaysToExpiry')).toHaveLength(2);
  expect(here).toContain('5xxErrorRate');
  const { app, stack } = makeApp(
    { phase: 'pilot', ...exampleDomain, region: 'sa-east-1', alarmEmail: 'oncall@bank.cl' },
    { ticketApp: anyApp(), unchecked: true },
  );
  const there = Template.fromStack(app.node.findChild('TicketeroEdgeAlarms-sa-east-1') as Stack);
  expect(alarms(there).sort()).toEqual(['5xxErrorRate', 'DaysToExpiry']);
  for (const { Properties } of Object.values(resources(there, 'AWS::CloudWatch::Alarm'))) {
    expect(Properties).toMatchObject({
      AlarmName: expect.stringMatching(/^Ticketero \(sa-east-1\): /),
      AlarmActions: [expect.anything()],
    });
    // other stacks know which distribution and which certificate
    expect(JSON.stringify(Properties.Dimensions)).toContain('Fn::GetStackOutput');
  }
  there.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'oncall@bank.cl' });
  there.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  const elsewhere = Template.fromStack(stack);
  expect(alarms(elsewhere)).not.toContain('5xxErrorRate');
  // the dashboard can show another region if it is named
  expect(JSON.stringify(only(elsewhere, 'AWS::CloudWatch::Dashboard').DashboardBody)).toMatch(
    /BlockedRequests(?:(?!BlockedRequests).)*us-east-1/,
  );
});

test('health checks state their protocol', () => {
  phaseTemplate('pilot').hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
    HealthCheckProtocol: 'HTTPS',
  });
});

test('the bucket of access logs does not log into itself', () => {
  for (const [id, { Properties }] of Object.entries(
    resources(phaseTemplate('national'), 'AWS::S3::Bucket'),
  )) {
    const into = Properties.LoggingConfiguration as
      { DestinationBucketName?: { Ref: string } } | undefined;
    expect(into === undefined || into.DestinationBucketName?.Ref !== id).toBe(true);
    if (into) expect(into.DestinationBucketName).toBeDefined();
  }
});

test.each([
  ['pilot', 14],
  ['national', 30],
])('%s keeps the logs of its firewalls as long as its others', (phase, days) => {
  const firewalls = Object.values(resources(phaseTemplate(phase), 'AWS::Logs::LogGroup')).filter(
    ({ Properties }) => JSON.stringify(Properties.LogGroupName ?? '').includes('aws-waf-logs'),
  );
  expect(firewalls.map(({ Properties }) => Properties.RetentionInDays)).toEqual([days, days]);
});

test('outputs have the names that the runbook uses', () => {
  const names = Object.keys(phaseTemplate('pilot').toJSON().Outputs as object);
  expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name) || name.length > 20)).toEqual([]);
  expect(phaseTemplate('pilot').findOutputs('Cluster')).not.toEqual({});
});
