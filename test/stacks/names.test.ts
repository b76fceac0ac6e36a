import { App, Stack } from 'aws-cdk-lib';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, exampleDomain } from '../constructs/synthesized';
import { resolved } from './resolved';

interface Named {
  readonly stack: string;
  readonly id: string;
  readonly what: string;
  readonly name: string;
}

type Properties = Record<string, unknown>;

/**
 * Properties that look like names but are not: they refer to something else, or name something
 * inside the resource.
 */
const REFERS = new RegExp(
  [
    'AWS::ApplicationAutoScaling::ScalingPolicy .*',
    'AWS::AutoScaling::.*',
    'AWS::Backup::BackupSelection .*',
    'AWS::Backup::.*RuleName',
    'AWS::CertificateManager::Certificate .*',
    'AWS::CloudFront::Distribution .*',
    'AWS::CloudFront::.*FunctionConfig.*',
    'AWS::CloudWatch::Alarm .*(MetricName|Dimensions.*|Metrics.*)',
    'AWS::EC2::.*',
    'AWS::ECS::(Cluster|Service|ClusterCapacityProviderAssociations) .*',
    'AWS::ECS::TaskDefinition (?!Family$).*',
    'AWS::ElastiCache::(ParameterGroup|ReplicationGroup) .*',
    'AWS::ElastiCache::User UserName',
    'AWS::ElasticLoadBalancingV2::.*',
    'AWS::Events::Rule .*',
    'AWS::RDS::DBInstance (?!DBInstanceIdentifier$).*',
    'AWS::RDS::DBParameterGroup Family',
    'AWS::Route53::RecordSet .*',
    'AWS::S3::Bucket .*DestinationBucketName',
    'AWS::SNS::Topic (DisplayName|KmsMasterKeyId.*)',
    'AWS::SecretsManager::(Secret|SecretTargetAttachment) .*',
    'AWS::IAM::Role Policies.*',
    'AWS::WAFv2::LoggingConfiguration .*',
    'AWS::WAFv2::WebACL (Rules|VisibilityConfig(?!\\.MetricName)).*',
  ]
    .map((each) => `^${each}$`)
    .join('|'),
);

/** Every physical name in a deployment's stacks, as the account would see it. */
function namesOf(context: Record<string, string>): { names: Named[]; stacks: string[] } {
  const { app } = makeApp(context, { ticketApp: anyApp(), unchecked: true });
  const names: Named[] = [];
  const stacks: string[] = [];
  for (const { stackName, environment, template } of app.synth().stacks) {
    const stack = `${stackName} in ${environment.region}`;
    stacks.push(stack);
    const { Resources } = template as {
      Resources: Record<string, { Type: string; Properties?: Properties }>;
    };
    const walk = (id: string, type: string, path: string, value: unknown) => {
      const plain = resolved(value, stackName, environment.region);
      if (typeof plain === 'string' && /(Name|Id|Identifier|Family)$/.test(path)) {
        const what = `${type} ${path}`;
        if (!REFERS.test(what)) names.push({ stack, id, what, name: plain });
      } else if (plain !== null && typeof plain === 'object') {
        for (const [key, each] of Object.entries(plain)) {
          walk(id, type, path ? `${path}.${key}` : key, each);
        }
      }
    };
    for (const [id, { Type, Properties: properties }] of Object.entries(Resources)) {
      walk(id, Type, '', properties ?? {});
    }
  }
  return { names, stacks };
}

const deployments = ['Ticketero', 'Ticketero-Drill'].flatMap((stackName) =>
  ['us-east-1', 'sa-east-1'].map((region) => ({ stackName, region })),
);
const settings = { ...exampleDomain, staffCidrs: '200.1.2.0/24', execAccess: 'yes' };

describe.each(['pilot', 'expansion', 'national'])('%s: two stacks in two regions', (phase) => {
  const made = deployments.map((where) => namesOf({ ...settings, ...where, phase }));
  const names = made.flatMap((one) => one.names);

  test('have no physical name in common', () => {
    const seen = new Map<string, Named>();
    const twice = names.filter((named) => {
      const key = `${named.what}: ${named.name}`;
      const known = seen.has(key);
      seen.set(key, named);
      return known;
    });
    expect(twice).toEqual([]);
  });

  test('have separate stacks, also for the edge in us-east-1', () => {
    expect(made.flatMap(({ stacks }) => stacks)).toEqual([
      'Ticketero in us-east-1',
      'TicketeroEdge-sa-east-1 in us-east-1',
      'Ticketero in sa-east-1',
      'TicketeroEdgeAlarms-sa-east-1 in us-east-1',
      'Ticketero-Drill in us-east-1',
      'Ticketero-DrillEdge-sa-east-1 in us-east-1',
      'Ticketero-Drill in sa-east-1',
      'Ticketero-DrillEdgeAlarms-sa-east-1 in us-east-1',
    ]);
  });

  test('have names that were compared, including CloudFront’s', () => {
    const kinds = new Set(names.map(({ what }) => what.split(' ')[0]));
    const expected = [
      'AWS::Backup::BackupVault',
      'AWS::CloudFront::Function',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'AWS::CloudFront::VpcOrigin',
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::Dashboard',
      'AWS::ElastiCache::User',
      'AWS::Logs::LogGroup',
      'AWS::RDS::DBInstance',
      'AWS::WAFv2::WebACL',
      ...(phase === 'national' ? ['AWS::CloudFront::OriginAccessControl'] : []),
    ];
    expect(expected.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('have names that AWS accepts', () => {
    const length: Record<string, number> = {
      'AWS::CloudFront::Function Name': 64,
      'AWS::CloudFront::OriginAccessControl OriginAccessControlConfig.Name': 64,
      'AWS::CloudFront::VpcOrigin VpcOriginEndpointConfig.Name': 64,
      'AWS::ElastiCache::User UserId': 40,
      'AWS::ElastiCache::UserGroup UserGroupId': 40,
    };
    const long = { ...settings, phase, region: 'ap-southeast-2', stackName: `A${'b-'.repeat(20)}` };
    for (const { what, name } of [...names, ...namesOf(long).names]) {
      expect([what, name, name.length <= (length[what] ?? 255)]).toEqual([what, name, true]);
      if (what.startsWith('AWS::ElastiCache')) expect(name).toMatch(/^[a-z](-?[a-z0-9]+)*$/);
      if (what.startsWith('AWS::CloudFront')) expect(name).toMatch(/^[A-Za-z0-9-]+$/);
    }
  });
});

test('a library user’s stacks with one id and two names have different names', () => {
  const functionOf = (stackName: string) => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Bank', {
      stackName,
      env: { region: 'us-east-1' },
    });
    new Ticketero(stack, 'Ticketero', { phase: Phase.PILOT, app: anyApp() });
    return JSON.stringify(
      Object.values(
        (stack.node.root as App).synth().getStackByName(stackName).template.Resources as object,
      ).find(({ Type }: { Type: string }) => Type === 'AWS::CloudFront::Function'),
    );
  };
  expect(functionOf('BankProduction')).not.toBe(functionOf('BankStaging'));
});

test('two deployments in one stack are refused in one sentence', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
  for (const id of ['North', 'South']) {
    new Ticketero(stack, id, {
      phase: Phase.PILOT,
      app: anyApp(),
      domainName: DomainName.of({ name: `${id.toLowerCase()}.bank.cl` }),
    });
  }
  const said = (() => {
    try {
      app.synth();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(said).toMatch(
    /the stack Bank has more than one Ticketero \(Bank\/North as well\), and they would share/,
  );
  expect(said.match(/more than one/g)).toHaveLength(1);
});
