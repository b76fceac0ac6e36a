import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TicketApp } from '../../src/constructs/image/ticket-app';
import { Egress } from '../../src/constructs/network/egress';
import { ENV } from '../../src/contract';
import { makeApp } from '../../src/stacks/make-app';
import { readSettings, SettingsError } from '../../src/stacks/settings';
import { anyApp, deployment, only, refusal, resources } from '../constructs/synthesized';

/** A bank's own choices, in the template. */

const make = (context: Record<string, string>) =>
  makeApp({ phase: 'pilot', ...context }, { ticketApp: anyApp(), unchecked: true });
const made = new Map<string, Template>();
function template(context: Record<string, string>): Template {
  const key = JSON.stringify(context);
  if (!made.has(key)) made.set(key, Template.fromStack(make(context).stack));
  return made.get(key)!;
}

interface Container {
  readonly Name: string;
  readonly Image: unknown;
  readonly Environment: { readonly Name: string; readonly Value: unknown }[];
}
function containers(of: Template): Record<string, Container> {
  const { ContainerDefinitions } = only(of, 'AWS::ECS::TaskDefinition') as never as {
    ContainerDefinitions: Container[];
  };
  return Object.fromEntries(ContainerDefinitions.map((each) => [each.Name, each]));
}
const valueOf = (container: Container, name: string) =>
  container.Environment.find(({ Name }) => Name === name)?.Value;

/** The settings' refusals, for values from `-c` or, as objects, from cdk.json. */
function problems(context: Record<string, unknown>): readonly string[] {
  try {
    readSettings(new App({ context: { phase: 'pilot', ...context }, analyticsReporting: false }));
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('own environment variables', () => {
  test('reach only the containers of the image', () => {
    const { app, migrate, collector } = containers(
      template({ environment: 'BANK_CODE=012,GREETING=a=b' }),
    );
    for (const container of [app, migrate]) {
      expect(valueOf(container, 'BANK_CODE')).toBe('012');
      expect(valueOf(container, 'GREETING')).toBe('a=b');
    }
    expect(valueOf(collector, 'BANK_CODE')).toBeUndefined();
  });

  test('can be an object in cdk.json, with commas', () => {
    const app = new App({
      context: { phase: 'pilot', environment: { GREETING: 'Hola, ¿qué tal?', LEVEL: 3 } },
      analyticsReporting: false,
    });
    expect(readSettings(app).environment).toEqual({ GREETING: 'Hola, ¿qué tal?', LEVEL: '3' });
    expect(problems({ environment: { A: { b: 1 } } })).toHaveLength(1);
    expect(problems({ environment: 'BANK_CODE' })[0]).toMatch(
      /environment is "BANK_CODE"; give names with values, such as BANK_CODE=012/,
    );
  });

  test('may not have a name that the platform sets or reserves: each is named and refused', () => {
    const taken = [...Object.values(ENV), 'AWS_REGION', 'ECS_CONTAINER_METADATA_URI_V4'];
    const environment = Object.fromEntries(taken.map((name) => [name, 'x']));
    const said = refusal(deployment({ environment: { ...environment, '1ST': 'x' } }).app);
    for (const name of taken) {
      expect(said).toContain(`environment has ${name}, which belongs to the platform`);
    }
    expect(said).toContain('environment has "1ST"; write letters, digits and underscores');
  });

  test('these names include everything the platform gives a container', () => {
    const { app, migrate } = containers(template({}));
    const names = [app, migrate].flatMap(({ Environment }) => Environment.map(({ Name }) => Name));
    const said = refusal(
      deployment({ environment: Object.fromEntries(names.map((name) => [name, 'x'])) }).app,
    );
    expect(names.filter((name) => !said.includes(`environment has ${name}, which`))).toEqual([]);
  });
});

test('the code of the first administrator goes to no task, once there is one', () => {
  const secretsOf = (of: Template) =>
    JSON.stringify(only(of, 'AWS::ECS::TaskDefinition')).match(/"ADMIN_CODE"/g) ?? [];
  const readers = (of: Template) =>
    Object.values(resources(of, 'AWS::IAM::ManagedPolicy')).filter((each) =>
      JSON.stringify(each).includes('SecretsAdminCode'),
    );
  expect([secretsOf(template({})).length, readers(template({})).length]).toEqual([1, 1]);
  const without = template({ adminCode: 'no' });
  expect([secretsOf(without).length, readers(without).length]).toEqual([0, 0]);
  // the secret itself stays: removing the setting brings it back
  expect(Object.keys(resources(without, 'AWS::SecretsManager::Secret'))).toEqual(
    Object.keys(resources(template({}), 'AWS::SecretsManager::Secret')),
  );
});

describe('maintenance windows', () => {
  const windows = (of: Template) =>
    Object.values(resources(of, 'AWS::RDS::DBInstance')).map(
      ({ Properties }) => Properties.PreferredMaintenanceWindow,
    );

  test('are as requested; replicas follow, never two at once', () => {
    const national = template({
      phase: 'national',
      databaseMaintenanceWindow: 'sat:22:30-sun:00:00',
      cacheMaintenanceWindow: 'Mon:03:00-Mon:04:00',
    });
    expect(windows(national)).toEqual([
      'Sat:22:30-Sun:00:00',
      'Sun:00:00-Sun:01:30',
      'Sun:01:30-Sun:03:00',
    ]);
    expect(only(national, 'AWS::ElastiCache::ReplicationGroup')).toMatchObject({
      PreferredMaintenanceWindow: 'mon:03:00-mon:04:00',
      SnapshotWindow: '05:00-06:00',
    });
    expect(windows(template({ phase: 'expansion' }))).toEqual([
      'Sun:06:00-Sun:07:00',
      'Sun:07:00-Sun:08:00',
    ]);
  });

  test('one that AWS would refuse is refused with the name of its setting', () => {
    const said = refusal(
      make({
        databaseMaintenanceWindow: 'Wed:05:44-Wed:06:30',
        cacheMaintenanceWindow: 'Wed:05:45-Wed:06:45',
      }).app,
    );
    expect(said).toMatch(/databaseMaintenanceWindow is .*daily backup \(05:00-05:45 UTC\)/);
    expect(said).toMatch(/cacheMaintenanceWindow is .*daily backup \(05:00-06:00 UTC\)/);
  });
});

describe('a network that nothing leaves', () => {
  const closed = template({ egress: 'none:2' });

  test('has no NAT, and a route to the internet only in empty subnets', () => {
    for (const type of ['AWS::EC2::NatGateway', 'AWS::EC2::EIP', 'AWS::EC2::NetworkInterface']) {
      expect(Object.keys(resources(closed, type))).toEqual([]);
    }
    const routes = Object.keys(resources(closed, 'AWS::EC2::Route'));
    expect(routes.filter((id) => !/public/i.test(id))).toEqual([]);
  });

  test('reaches what agents and tasks call in AWS, in as many zones as requested', () => {
    const services = (of: Template) =>
      Object.values(resources(of, 'AWS::EC2::VPCEndpoint')).flatMap(({ Properties }) => {
        const { ServiceName, SubnetIds, PrivateDnsEnabled } = Properties as {
          ServiceName: unknown;
          SubnetIds?: unknown[];
          PrivateDnsEnabled?: boolean;
        };
        if (!SubnetIds) return [];
        expect([SubnetIds.length, PrivateDnsEnabled]).toEqual([2, true]);
        return [/us-east-1\.([a-z.-]+)/.exec(JSON.stringify(ServiceName))![1]];
      });
    const always = ['ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry', 'logs'];
    expect(services(closed).sort()).toEqual([...always, 'secretsmanager', 'xray']);
    expect(services(template({ egress: 'none:2', execAccess: 'yes' })).sort()).toEqual(
      [...always, 'kms', 'secretsmanager', 'ssmmessages', 'xray'].sort(),
    );
    expect(services(template({}))).toEqual([]);
  });

  test('loads every image from ECR, which the hosts may read', () => {
    const images = Object.values(containers(closed)).map(({ Image }) => JSON.stringify(Image));
    expect(images.filter((image) => !image.includes('.dkr.ecr.'))).toEqual([]);
    const { app } = deployment({
      egress: Egress.none(),
      app: TicketApp.fromImage('docker.io/bank/turnos:1'),
    });
    expect(refusal(app)).toMatch(/egress is none, so hosts cannot load it; push it to ECR/);
  });

  test('sends nothing, says so, and refuses settings that need sending', () => {
    expect(valueOf(containers(closed).app, ENV.MESSAGES)).toBe('off');
    const { app } = make({ egress: 'none' });
    const said = app.synth().stacks.flatMap(({ messages }) => messages.map(({ entry }) => entry));
    expect(said.map(({ data }) => String(data)).join()).toMatch(/nothing is sent by Telegram/);
    expect(refusal(make({ egress: 'none', messages: 'on' }).app)).toMatch(
      /messages are on and egress is none/,
    );
    expect(
      refusal(
        make({
          egress: 'none',
          telegramSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:T-AbCdEf',
        }).app,
      ),
    ).toMatch(/telegramSecret is given and egress is none/);
  });
});

describe('the edge', () => {
  interface Rule {
    readonly Name: string;
    readonly Action?: object;
    readonly OverrideAction?: object;
  }
  const acls = (of: Template) =>
    Object.values(resources(of, 'AWS::WAFv2::WebACL'))
      .map(({ Properties }) => Properties)
      .find(({ Scope }) => Scope === 'CLOUDFRONT')!;
  const rules = (of: Template) =>
    Object.fromEntries((acls(of).Rules as Rule[]).map((rule) => [rule.Name, rule]));
  const asked = {
    edgeRules: 'LinuxRuleSet, AWSManagedRulesAnonymousIpList:count',
    edgeCountOnly: 'CommonRules,ViewerRate',
  };

  test.each(['us-east-1', 'sa-east-1'])('has own rule groups, and counts, in %s', (region) => {
    const { app, stack } = make({ region, ...asked });
    const edge =
      region === 'us-east-1' ? stack : (app.node.findChild(`TicketeroEdge-${region}`) as Stack);
    const found = rules(Template.fromStack(edge));
    expect(found['Own-LinuxRuleSet']).toMatchObject({
      Priority: 100,
      OverrideAction: { None: {} },
      Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesLinuxRuleSet' } },
    });
    expect(found['Own-AnonymousIpList'].OverrideAction).toEqual({ Count: {} });
    expect(found.CommonRules.OverrideAction).toEqual({ Count: {} });
    expect(found.ViewerRate.Action).toEqual({ Count: {} });
    expect(found.SqlInjection.OverrideAction).toEqual({ None: {} });
  });

  test.each([
    [{ edgeRules: 'LinuxRules' }, /"LinuxRules" is none of AdminProtectionRuleSet, /],
    [{ edgeRules: 'AWSManagedRulesATPRuleSet' }, /others need the construct's edgeRules/],
    [{ edgeRules: 'CommonRuleSet:count' }, /there already; to make it count/],
    [{ edgeRules: 'LinuxRuleSet:block' }, /"block" at its end; give :count or nothing/],
    [{ edgeRules: 'LinuxRuleSet,AWSManagedRulesLinuxRuleSet' }, /is given twice/],
    [{ priceClass: '300' }, /priceClass is "300"; give .*100.* or all/],
    [{ auditRetentionDays: '0' }, /give a whole number of days, 1 to 36500/],
    [{ accountBudget: 'off' }, /give yes or no/],
    [{ egress: 'none:4' }, /give instance, gateway or none/],
  ])('%j is refused', (context, says) => {
    expect(problems(context)).toEqual([expect.stringMatching(says)]);
  });

  test('an unknown built-in rule is refused with a list of the known ones', () => {
    expect(refusal(make({ edgeCountOnly: 'Common' }).app)).toMatch(
      /has "Common", which is not a built-in rule; give some of Countries, StaffNetworks, /,
    );
  });

  test('price class, anchors and budget are as requested', () => {
    const own = template({ priceClass: '200', auditRetentionDays: '3650', accountBudget: 'no' });
    own.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { PriceClass: 'PriceClass_200' },
    });
    own.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } } },
    });
    own.resourceCountIs('AWS::Budgets::Budget', 0);
    template({}).resourceCountIs('AWS::Budgets::Budget', 1);
  });
});
