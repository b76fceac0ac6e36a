import { Match } from 'aws-cdk-lib/assertions';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { TicketApp } from '../../../src/constructs/image/ticket-app';
import { Phase } from '../../../src/constructs/phase/phase';
import { DATABASE, ENV, PORTS, SHUTDOWN_SECONDS } from '../../../src/contract';
import { deploymentTemplate, has, only, phaseTemplate, resources } from '../synthesized';

interface Container {
  readonly Name: string;
  readonly Command?: string[];
  readonly Environment: { readonly Name: string; readonly Value: unknown }[];
  readonly Secrets?: { readonly Name: string; readonly ValueFrom: unknown }[];
  readonly [key: string]: unknown;
}

const containers = (phase: string) =>
  (
    only(phaseTemplate(phase), 'AWS::ECS::TaskDefinition') as never as {
      ContainerDefinitions: Container[];
    }
  ).ContainerDefinitions;
const named = (phase: string, name: string) =>
  containers(phase).find((container) => container.Name === name)!;
const variables = ({ Environment, Secrets = [] }: Container) =>
  [...Environment, ...Secrets].map(({ Name }) => Name);

/** Names from AWS or the collector; all others must be in the contract. */
const foreign = ['AWS_REGION', 'AOT_CONFIG_CONTENT'];

describe('names of the contract', () => {
  test('no container is given a name that the contract does not have', () => {
    const given = ['pilot', 'national'].flatMap((phase) => containers(phase).flatMap(variables));
    expect(given.filter((name) => !(name in ENV) && !foreign.includes(name))).toEqual([]);
  });

  test('every name in the contract is set, except those a deployment leaves at default', () => {
    const given = new Set(containers('national').flatMap(variables));
    expect(
      Object.keys(ENV)
        .filter((name) => !given.has(name))
        .sort(),
    ).toEqual([
      'DATA_KEYS_FILE',
      'INSTANCE_ID',
      'MAIL_DOMAINS',
      'MAIL_FROM',
      'MESSAGES',
      'OIDC',
      'OIDC_CLIENT_SECRET',
      'SMTP_CA',
      'SMTP_CA_FILE',
      'SMTP_PASSWORD',
      'SMTP_URL',
      'SMTP_USERNAME',
      'TELEGRAM_API_ROOT',
    ]);
  });

  test("the app may open files for twice 30,000 screens, whatever the host's limit", () => {
    for (const phase of ['pilot', 'national']) {
      const app = containers(phase).find(({ Name }) => Name === 'app') as unknown as {
        Ulimits: { Name: string; SoftLimit: number; HardLimit: number }[];
      };
      const [{ Name, SoftLimit, HardLimit }] = app.Ulimits;
      expect([Name, SoftLimit]).toEqual(['nofile', HardLimit]);
      expect(SoftLimit).toBeGreaterThanOrEqual(60_000);
    }
  });

  test('credentials are secrets, never plain variables', () => {
    const secrets = containers('pilot')
      .flatMap(({ Secrets = [] }) => Secrets.map(({ Name }) => Name))
      .sort();
    expect(secrets).toEqual([
      'ADMIN_CODE',
      'DATABASE_ADMIN_PASSWORD',
      'DATABASE_ADMIN_USERNAME',
      'DATA_KEYS',
      'REDIS_PASSWORD',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
    ]);
    for (const { Environment } of containers('pilot')) {
      expect(JSON.stringify(Environment)).not.toMatch(/resolve:secretsmanager|:\/\/[^"]*:[^"@]*@/);
    }
  });

  test("database URLs carry the app's role and no password, TLS verified", () => {
    const url = JSON.stringify(
      named('expansion', 'app').Environment.find(({ Name }) => Name === 'DATABASE_URL')!.Value,
    );
    expect(url).toContain(`postgresql://${DATABASE.appRole}@`);
    expect(url).toContain(`:${PORTS.database}/${DATABASE.name}?sslmode=verify-full`);
  });
});

test("the service waits for the cluster's capacity provider, and goes before it", () => {
  const template = phaseTemplate('pilot');
  const [association] = Object.keys(
    resources(template, 'AWS::ECS::ClusterCapacityProviderAssociations'),
  );
  expect(Object.values(resources(template, 'AWS::ECS::Service'))[0].DependsOn).toContain(
    association,
  );
});

describe('the task', () => {
  test("migrates before it serves, and only migrate gets the administrator's secret", () => {
    expect(named('pilot', 'app').DependsOn).toEqual(
      expect.arrayContaining([{ ContainerName: 'migrate', Condition: 'SUCCESS' }]),
    );
    expect(named('pilot', 'migrate')).toMatchObject({
      Essential: false,
      Command: ['node', 'main.js', 'migrate'],
      StartTimeout: 1800,
    });
    expect(variables(named('pilot', 'app')).filter((name) => name.includes('_ADMIN_'))).toEqual([]);
  });

  test('in national, migrate knows where assets go', () => {
    expect(variables(named('national', 'migrate'))).toContain('PAGE_ASSETS');
    expect(variables(named('expansion', 'migrate'))).not.toContain('PAGE_ASSETS');
  });

  test('nothing runs as root, only /tmp is writable, no capability is left', () => {
    for (const container of containers('pilot')) {
      expect(container).toMatchObject({
        ReadonlyRootFilesystem: true,
        LinuxParameters: { Capabilities: { Drop: ['ALL'] }, Tmpfs: [{ ContainerPath: '/tmp' }] },
      });
    }
    expect(named('pilot', 'app').User).toBe('10001:10001');
  });

  test('two tasks fit the smallest host by reserved memory and CPU', () => {
    const aside = containers('pilot').map((container) => container.MemoryReservation as number);
    expect(aside.reduce((sum, mib) => sum + mib, 0)).toBeLessThanOrEqual(0.8 * 1024);
    const cpu = containers('pilot').map((container) => (container.Cpu as number | undefined) ?? 0);
    expect(2 * cpu.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(2048);
  });

  test('allows more time to stop than the app needs', () => {
    expect(named('pilot', 'app').StopTimeout as number).toBeGreaterThan(SHUTDOWN_SECONDS);
  });
});

describe('roles', () => {
  interface Document {
    readonly Statement: { readonly Action: string | string[]; readonly Resource: unknown }[];
  }
  const statements = (template: ReturnType<typeof phaseTemplate>, id: RegExp) =>
    Object.entries(resources(template, 'AWS::IAM::ManagedPolicy'))
      .filter(([name]) => id.test(name))
      .flatMap(([, policy]) => (policy.Properties.PolicyDocument as Document).Statement);

  test('the app may sign in to primary and replicas as its role, and to nothing else', () => {
    const connect = statements(phaseTemplate('national'), /TaskRole/).find(
      ({ Action }) => Action === 'rds-db:connect',
    )!;
    const arns = connect.Resource as unknown[];
    expect(arns).toHaveLength(3);
    for (const arn of arns) {
      expect(JSON.stringify(arn)).toMatch(
        new RegExp(`:dbuser:.*DbiResourceId.*/${DATABASE.appRole}`),
      );
    }
  });

  test('starting a task reads the secrets its containers name, no other', () => {
    const read = statements(phaseTemplate('pilot'), /ExecutionRole/).find(
      ({ Action }) => Action === 'secretsmanager:GetSecretValue',
    )!;
    // Telegram, data keys, admin code, cache password, administrator; not the origin's
    expect(read.Resource).toHaveLength(5);
    expect(JSON.stringify(read.Resource)).not.toContain('SecretsOrigin');
  });
});

describe('another app in the same platform', () => {
  const spring = () =>
    TicketApp.fromImage('registry.bank.cl/spring:1.0', {
      architecture: InstanceArchitecture.X86_64,
      memoryMib: 1024,
      port: 9090,
      healthPath: '/actuator/health/liveness',
      tls: false,
      command: ['java', '-jar', 'app.jar'],
      migrateCommand: [],
      healthCommand: ['CMD', 'java', '-jar', 'probe.jar'],
      user: '1000:1000',
    });
  const template = () =>
    deploymentTemplate({
      app: spring(),
      phase: Phase.custom({ hostInstanceType: new InstanceType('t3.medium') }),
    });

  test('runs with its own port, path, command, memory and user', () => {
    const task = template();
    task.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: has({
        Name: 'app',
        Image: 'registry.bank.cl/spring:1.0',
        Command: ['java', '-jar', 'app.jar'],
        Memory: 1024,
        User: '1000:1000',
        PortMappings: has({ ContainerPort: 9090 }),
        HealthCheck: Match.objectLike({ Command: ['CMD', 'java', '-jar', 'probe.jar'] }),
        Environment: has({ Name: 'PORT', Value: '9090' }),
      }),
    });
    task.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: 9090,
      Protocol: 'HTTP',
      HealthCheckPath: '/actuator/health/liveness',
    });
    task.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 9090, ToPort: 9090 });
  });

  test("without migrate, nobody reads the administrator's secret", () => {
    expect(JSON.stringify(template().toJSON())).not.toContain('DATABASE_ADMIN_PASSWORD');
    expect(JSON.stringify(resources(template(), 'AWS::IAM::ManagedPolicy'))).not.toContain(
      'AdministratorSecret',
    );
  });

  test('hosts use the image of their architecture', () => {
    template().hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        ImageId:
          'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
      },
    });
  });
});
