import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { GrowthResource } from '../../src/stacks/growth/growth-template';

const examples = join(__dirname, '..', '..', 'examples');
const inTypeScript = ['existing-vpc', 'own-waf-rules', 'spring-boot', 'two-stage-pipeline'];

/** Synthesizes an example as its `cdk.json` would; returns resources by stack. */
async function synthesized(name: string): Promise<Record<string, GrowthResource[]>> {
  const { app } = (await import(join(examples, name, 'main.ts'))) as { app: App };
  const assemblies = [
    app.synth(),
    ...app.node.children
      .filter((child): child is Stage => Stage.isStage(child))
      .map((stage) => stage.synth()),
  ];
  const stacks: CloudFormationStackArtifact[] = assemblies.flatMap((assembly) => assembly.stacks);
  const resourcesOf = ({ template }: CloudFormationStackArtifact) =>
    Object.values((template as { Resources: Record<string, GrowthResource> }).Resources);
  return Object.fromEntries(stacks.map((stack) => [stack.displayName, resourcesOf(stack)]));
}

const of = (resources: readonly GrowthResource[], type: string) =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => JSON.stringify(Properties));

test('every example is known, complete and listed', () => {
  const folders = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...inTypeScript, 'java', 'python'].sort());
  const readme = readFileSync(join(examples, 'README.md'), 'utf8');
  for (const name of folders) {
    expect(readme).toContain(`(${name})`);
    expect(JSON.parse(readFileSync(join(examples, name, 'cdk.json'), 'utf8'))).toHaveProperty(
      'app',
    );
  }
  for (const name of inTypeScript) {
    expect(JSON.parse(readFileSync(join(examples, name, 'package.json'), 'utf8'))).toMatchObject({
      dependencies: { ticketero: expect.any(String), 'aws-cdk-lib': '^2.270.0' },
    });
  }
});

test('another image runs on the same platform with its own command, port and check', async () => {
  const { Ticketero: resources } = await synthesized('spring-boot');
  const [task] = of(resources, 'AWS::ECS::TaskDefinition');
  expect(task).toContain('registry.bank.example/ticketero-spring:1.4.2');
  expect(task).toContain('"-jar","/app/app.jar"');
  for (const name of [
    'DATABASE_URL',
    'DATABASE_AUTH',
    'REDIS_URL',
    'REDIS_PASSWORD',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'VIEWER_ADDRESS_HEADER',
  ]) {
    expect(task).toContain(`"Name":"${name}"`);
  }
  expect(of(resources, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0]).toMatch(
    /"HealthCheckPath":"\/actuator\/health\/liveness".*"Protocol":"HTTP"/,
  );
  expect(of(resources, 'AWS::RDS::DBInstance')).toHaveLength(1);
});

test('the variables its README lists are those the task gets', async () => {
  const { Ticketero: resources } = await synthesized('spring-boot');
  const given = new Set(
    [...of(resources, 'AWS::ECS::TaskDefinition')[0].matchAll(/"Name":"([A-Z_]{4,})"/g)].map(
      ([, name]) => name,
    ),
  );
  const readme = readFileSync(join(examples, 'spring-boot', 'README.md'), 'utf8');
  const named = [
    ...readme.matchAll(
      /`((?:PORT|DATABASE|REDIS|OTEL|VIEWER|TELEGRAM|DATA|ADMIN)_?[A-Z_]*)(?:=\w+)?`/g,
    ),
  ].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(12);
  // Replicas come with the next phase.
  expect(named.filter((name) => !given.has(name) && name !== 'DATABASE_REPLICA_URLS')).toEqual([]);
});

describe('with the bundled app', () => {
  test('an existing network is used and none is made', async () => {
    const { Ticketero: resources } = await synthesized('existing-vpc');
    for (const type of [
      'AWS::EC2::VPC',
      'AWS::EC2::Subnet',
      'AWS::EC2::NatGateway',
      'AWS::KMS::Key',
      'AWS::CertificateManager::Certificate',
    ]) {
      expect({ type, made: of(resources, type) }).toEqual({ type, made: [] });
    }
    expect(of(resources, 'AWS::RDS::DBSubnetGroup')[0]).toContain(
      '["subnet-0d1b2c3d4e5f60711","subnet-0d1b2c3d4e5f60712","subnet-0d1b2c3d4e5f60713"]',
    );
    expect(of(resources, 'AWS::ElasticLoadBalancingV2::LoadBalancer')[0]).toContain(
      '["subnet-0a1b2c3d4e5f60711","subnet-0a1b2c3d4e5f60712","subnet-0a1b2c3d4e5f60713"]',
    );
  });

  test("your own firewall rules come after the platform's", async () => {
    const { Ticketero: resources } = await synthesized('own-waf-rules');
    const edge = of(resources, 'AWS::WAFv2::WebACL')
      .map(
        (text) =>
          JSON.parse(text) as { Scope: string; Rules: { Name: string; Priority: number }[] },
      )
      .find(({ Scope }) => Scope === 'CLOUDFRONT')!;
    const mine = edge.Rules.filter(({ Priority }) => Priority >= 100).map(({ Name }) => Name);
    expect(mine).toEqual(['BlockedByTheBank', 'LargeBodies']);
    expect(edge.Rules.length).toBeGreaterThan(mine.length + 5);
  });

  test('a pipeline deploys a trial, waits for approval, then deploys to the bank', async () => {
    const stacks = await synthesized('two-stage-pipeline');
    const [pipeline] = Object.entries(stacks)
      .filter(([name]) => name.includes('Pipeline'))
      .map(([, resources]) => of(resources, 'AWS::CodePipeline::Pipeline')[0]);
    expect(pipeline.indexOf('"Name":"Trial"')).toBeGreaterThan(0);
    expect(pipeline.indexOf('"Name":"Trial"')).toBeLessThan(
      pipeline.indexOf('OutsideOpeningHours'),
    );
    const ofStage = (name: string) =>
      Object.entries(stacks)
        .filter(([stack]) => stack.startsWith(name))
        .flatMap(([, resources]) => resources.map(({ Type }) => Type));
    expect(ofStage('Trial')).toContain('AWS::RDS::DBInstance');
    expect(ofStage('Bank').sort()).toEqual(ofStage('Trial').sort());
  });
});
