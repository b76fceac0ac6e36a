import { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DomainName } from '../../../src/constructs/edge/domain-name';
import { originPrefixList } from '../../../src/constructs/edge/origin-prefix-lists';
import { ORIGIN_SECRET_HEADER, PAGES } from '../../../src/contract';
import { deployment, deploymentTemplate, only, phaseTemplate, resources } from '../synthesized';

interface Behaviour {
  readonly PathPattern?: string;
  readonly AllowedMethods: string[];
  readonly TargetOriginId: string;
  readonly OriginRequestPolicyId?: string;
  readonly FunctionAssociations: object[];
}
interface Origin {
  readonly Id: string;
  readonly DomainName: unknown;
  readonly S3OriginConfig?: object;
  readonly OriginCustomHeaders?: { readonly HeaderName: string }[];
}
interface Distribution {
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: Behaviour[];
  readonly OriginGroups?: {
    readonly Items: {
      readonly Id: string;
      readonly Members: { readonly Items: { readonly OriginId: string }[] };
    }[];
  };
  readonly Origins: Origin[];
}
const distribution = (phase: string) =>
  (
    only(phaseTemplate(phase), 'AWS::CloudFront::Distribution') as never as {
      DistributionConfig: Distribution;
    }
  ).DistributionConfig;
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe.each(['pilot', 'national'])('%s', (phase) => {
  test("every behaviour writes the viewer's address, which the firewall counts by", () => {
    const { DefaultCacheBehavior, CacheBehaviors } = distribution(phase);
    for (const behaviour of [DefaultCacheBehavior, ...CacheBehaviors]) {
      expect(behaviour.FunctionAssociations).toHaveLength(1);
    }
  });

  test('every origin request to the load balancer carries the secret; buckets get none', () => {
    for (const origin of distribution(phase).Origins) {
      const secret =
        origin.OriginCustomHeaders?.some(({ HeaderName }) => HeaderName === ORIGIN_SECRET_HEADER) ??
        false;
      expect(secret).toBe(origin.S3OriginConfig === undefined);
    }
  });

  test('the edge and the load balancer agree on the secret', () => {
    const template = JSON.stringify(phaseTemplate(phase).toJSON());
    const references =
      template.match(/\{\{resolve:secretsmanager:","?\{?[^}]*SecretsOrigin[^}]*\}[^}]*\}\}/g) ?? [];
    expect(new Set(references).size).toBe(1);
    expect(references.length).toBeGreaterThan(1);
  });
});

test('national: assets try the bucket first, pages the app; each falls back to the other', () => {
  const { CacheBehaviors, OriginGroups, Origins } = distribution('national');
  const target = (path: string) =>
    CacheBehaviors.find(({ PathPattern }) => PathPattern === path)!.TargetOriginId;
  const chain = (path: string) =>
    OriginGroups!.Items.find(({ Id }) => Id === target(path))!.Members.Items.map(({ OriginId }) =>
      Origins.find(({ Id }) => Id === OriginId)!.S3OriginConfig ? 'bucket' : 'app',
    );
  expect(chain('/assets/*')).toEqual(['bucket', 'app']);
  for (const page of PAGES) expect(chain(page)).toEqual(['app', 'bucket']);
});

test('requests that may reach a bucket carry no viewer host and are never commands', () => {
  for (const behaviour of distribution('national').CacheBehaviors) {
    expect(behaviour.OriginRequestPolicyId).toBe(ALL_VIEWER_EXCEPT_HOST);
    expect(behaviour.AllowedMethods).not.toContain('POST');
  }
  expect(distribution('national').DefaultCacheBehavior.OriginRequestPolicyId).toBe(ALL_VIEWER);
});

test("the load balancer's certificate covers the viewer name and the origin name", () => {
  phaseTemplate('pilot').hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'turnos.example.com',
    SubjectAlternativeNames: ['origin.turnos.example.com'],
  });
  expect(distribution('pilot').Origins[0].DomainName).toBe('origin.turnos.example.com');
  phaseTemplate('pilot').hasResourceProperties('AWS::Route53::RecordSet', {
    Name: 'origin.turnos.example.com.',
    Type: 'A',
  });
});

test('your own certificates are used, and the name to point to is an output', () => {
  const app = new App();
  const stack = new Stack(app, 'Certificates', { env: { region: 'us-east-1' } });
  const arn = (id: string) => `arn:aws:acm:us-east-1:111122223333:certificate/${id}`;
  const template = deploymentTemplate({
    domainName: DomainName.of({
      name: 'turnos.bank.cl',
      viewerCertificate: Certificate.fromCertificateArn(stack, 'Viewer', arn('viewer')),
      originCertificate: Certificate.fromCertificateArn(stack, 'Origin', arn('origin')),
    }),
  });
  template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
  template.resourceCountIs('AWS::Route53::RecordSet', 0);
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['turnos.bank.cl'],
      ViewerCertificate: Match.objectLike({ AcmCertificateArn: arn('viewer') }),
    },
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Certificates: [{ CertificateArn: arn('origin') }],
  });
  template.hasOutput('*', { Description: 'Make turnos.bank.cl a CNAME of this' });
});

test('without a domain synth warns, the private hop is plain, the secret still required', () => {
  const { app, stack } = deployment({ domainName: undefined });
  const messages = app
    .synth()
    .getStackByName(stack.stackName)
    .messages.map(({ entry }) => String(entry.data));
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /Without a domain name the hop from CloudFront to the load balancer has no certificate/,
      ),
    ]),
  );
  const template = phaseTemplate('pilot', {});
  template.hasResourceProperties('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { OriginProtocolPolicy: 'http-only' },
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Port: 80,
    DefaultActions: [
      Match.objectLike({ FixedResponseConfig: Match.objectLike({ StatusCode: '403' }) }),
    ],
  });
  template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
});

test('during rotation two origin secrets are accepted, and the newest is sent', () => {
  const [now, old] = ['a', 'b'].map((letter) => letter.repeat(32));
  const template = deploymentTemplate({ originSecretVersions: [now, old] });
  const [rule] = Object.values(resources(template, 'AWS::ElasticLoadBalancingV2::ListenerRule'));
  const { HttpHeaderConfig } = (
    rule.Properties.Conditions as { HttpHeaderConfig: { Values: unknown[] } }[]
  )[0];
  expect(
    HttpHeaderConfig.Values.map((value) => /:(a+|b+)\}\}/.exec(JSON.stringify(value))![1]),
  ).toEqual([now, old]);
  const edge = JSON.stringify(resources(template, 'AWS::CloudFront::Distribution'));
  expect(edge).toContain(`:${now}}}`);
  expect(edge).not.toContain(`:${old}}}`);
});

test('firewall logs hold refusals only, without credentials', () => {
  const template = phaseTemplate('pilot');
  template.resourceCountIs('AWS::WAFv2::LoggingConfiguration', 2);
  template.allResourcesProperties('AWS::WAFv2::LoggingConfiguration', {
    LoggingFilter: Match.objectLike({ DefaultBehavior: 'DROP' }),
    RedactedFields: ['authorization', 'cookie', 'sec-websocket-protocol', ORIGIN_SECRET_HEADER].map(
      (Name) => ({ SingleHeader: { Name } }),
    ),
  });
});

test('body and country rules exempt Telegram, address rules do not', () => {
  const acl = Object.values(resources(phaseTemplate('pilot'), 'AWS::WAFv2::WebACL')).find(
    ({ Properties }) => Properties.Scope === 'CLOUDFRONT',
  )!;
  const spared = (acl.Properties.Rules as { Name: string }[])
    .filter((rule) => JSON.stringify(rule).includes('/telegram/'))
    .map(({ Name }) => Name);
  expect(spared).toEqual(['Countries', 'CommonRules', 'SqlInjection']);
});

describe('domain names', () => {
  const zone = (name: string) =>
    HostedZone.fromHostedZoneAttributes(new Stack(new App(), 'S'), 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: name,
    });
  test.each([
    ['turnos.bank.cl', 'bank.cl', []],
    [
      'turnos.bank.cl',
      'bank.com',
      [/turnos\.bank\.cl is not in zone bank\.com; give the zone it is in/],
    ],
    [
      'https://bank.cl',
      'bank.cl',
      [/domain name is "https:\/\/bank\.cl"; give a lower-case host/, /is not in zone/],
    ],
    ['notbank.cl', 'bank.cl', [/notbank\.cl is not in zone bank\.cl/]],
  ])('%s in %s', (name, zoneName, expected) => {
    const problems = DomainName.inZone(zone(zoneName), name).problems();
    expect(problems).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(problems[index]).toMatch(part));
  });
});

describe('prefix lists', () => {
  test('a published one, the one given, or how to find it', () => {
    expect(originPrefixList('us-east-1', undefined)).toEqual({ id: 'pl-3b927c52', problems: [] });
    expect(originPrefixList('mx-central-1', 'pl-0123456789abcdef0')).toEqual({
      id: 'pl-0123456789abcdef0',
      problems: [],
    });
    expect(originPrefixList('us-east-1', 'cloudfront').problems).toEqual([
      expect.stringMatching(/originPrefixList is "cloudfront"; write an id such as pl-3b927c52/),
    ]);
    expect(originPrefixList('mx-central-1', undefined).problems).toEqual([
      expect.stringMatching(/aws ec2 describe-managed-prefix-lists --region mx-central-1/),
    ]);
  });
});

test('the firewall leaves body sizes to the app, which allows more and says so', () => {
  const acl = Object.values(resources(phaseTemplate('pilot'), 'AWS::WAFv2::WebACL')).find(
    ({ Properties }) => Properties.Scope === 'CLOUDFRONT',
  )!;
  const overridden = (
    acl.Properties.Rules as {
      Name: string;
      Statement: { ManagedRuleGroupStatement?: { RuleActionOverrides?: object[] } };
    }[]
  )
    .map(({ Name, Statement }) => [Name, Statement.ManagedRuleGroupStatement?.RuleActionOverrides])
    .filter(([, overrides]) => overrides !== undefined);
  expect(overridden).toEqual([
    ['CommonRules', [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]],
  ]);
});

test('nothing about a private origin ever changes in place: AWS refuses while it is in use', () => {
  const origins = (props: Parameters<typeof deploymentTemplate>[0]) =>
    resources(deploymentTemplate(props), 'AWS::CloudFront::VpcOrigin');
  const withDomain = origins({ tags: { CostCentre: '42' } });
  expect(Object.values(withDomain)[0].Properties.Tags).toBeUndefined();
  expect(origins({})).toEqual(withDomain);
  // another protocol means another origin with another name, because both exist for a while
  const withoutDomain = origins({ domainName: undefined });
  expect(Object.keys(withoutDomain)).not.toEqual(Object.keys(withDomain));
  const names = [withDomain, withoutDomain].map(
    (each) => (Object.values(each)[0].Properties.VpcOriginEndpointConfig as { Name: string }).Name,
  );
  expect(new Set(names).size).toBe(2);
});
