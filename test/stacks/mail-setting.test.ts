import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig } from '../../src/app/config';
import { EdgeGuard } from '../../src/constructs/edge/edge-guard';
import { guardProblems } from '../../src/constructs/edge/guard-problems';
import { ENV } from '../../src/contract';
import { compare } from '../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../src/stacks/growth/growth-template';
import { makeApp } from '../../src/stacks/make-app';
import { readSettings } from '../../src/stacks/settings';
import { anyApp, exampleDomain, only, refusal, resources } from '../constructs/synthesized';
import { matches, statementOf } from './firewall/web-acl';

/** The reports' mail server as a setting: what it opens, what the app gets, what is refused. */

const mailSecret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:Mail-AbCdEf';
const ses = {
  mailServer: 'smtp://email-smtp.us-east-1.amazonaws.com:587',
  mailFrom: 'Banco <turnos@bank.cl>',
  mailSecret,
  mailDomains: 'bank.cl,Filial.bank.cl',
};
const make = (context: Record<string, string>) =>
  makeApp(
    { ...exampleDomain, phase: 'pilot', ...context },
    { ticketApp: anyApp(), unchecked: true },
  );
const made = new Map<string, Template>();
function template(context: Record<string, string> = {}): Template {
  const key = JSON.stringify(context);
  if (!made.has(key)) made.set(key, Template.fromStack(make(context).stack));
  return made.get(key)!;
}

interface Container {
  readonly Name: string;
  readonly Environment: { readonly Name: string; readonly Value: unknown }[];
  readonly Secrets: { readonly Name: string; readonly ValueFrom: unknown }[];
}
function containerOf(of: Template): Container {
  const { ContainerDefinitions } = only(of, 'AWS::ECS::TaskDefinition') as never as {
    ContainerDefinitions: Container[];
  };
  return ContainerDefinitions.find(({ Name }) => Name === 'app')!;
}
/**
 * TCP ports that a network with this template lets out, with their addresses, by the resource that
 * allows them.
 */
function portsOut(of: Template): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const add = (id: string, rule: Record<string, unknown>, cidr: unknown) => {
    const what =
      /TaskGroup|HostGroup|RotationGroup|NatSecurity|PublicAcl|AppAcl|DataAcl/.exec(id)?.[0] ?? id;
    if (typeof cidr === 'string') (found[what] ??= []).push(`${String(rule.From)} ${cidr}`);
  };
  for (const [id, { Properties }] of Object.entries(resources(of, 'AWS::EC2::SecurityGroup'))) {
    for (const rule of (Properties.SecurityGroupEgress ?? []) as Record<string, unknown>[]) {
      if (rule.FromPort === undefined || rule.FromPort !== rule.ToPort) continue;
      add(id, { From: rule.FromPort }, rule.CidrIp);
    }
  }
  for (const [id, { Properties }] of Object.entries(resources(of, 'AWS::EC2::NetworkAclEntry'))) {
    const range = Properties.PortRange as { From: number; To: number } | undefined;
    if (Properties.Egress && range?.From === range?.To) add(id, { ...range }, Properties.CidrBlock);
  }
  return found;
}

test('it reaches the app, which accepts it, and its password is a secret', () => {
  const of = template(ses);
  const { Environment, Secrets } = containerOf(of);
  const plain = Environment.filter(({ Name }) => /^(SMTP|MAIL)_/.test(Name));
  const env = Object.fromEntries(plain.map(({ Name, Value }) => [Name, String(Value)]));
  const secrets = Secrets.filter(({ Name }) => /^SMTP_/.test(Name));
  expect(secrets).toEqual([
    { Name: ENV.SMTP_USERNAME, ValueFrom: `${mailSecret}:username::` },
    { Name: ENV.SMTP_PASSWORD, ValueFrom: `${mailSecret}:password::` },
  ]);
  const { mail } = readConfig({
    DATABASE_URL: 'postgresql://app@db/t',
    ...env,
    SMTP_USERNAME: 'AKIA',
    SMTP_PASSWORD: 'secret',
  });
  expect(mail).toMatchObject({
    host: 'email-smtp.us-east-1.amazonaws.com',
    port: 587,
    tls: 'starttls',
    domains: ['bank.cl', 'filial.bank.cl'],
    from: { address: 'turnos@bank.cl', name: 'Banco' },
  });
  expect(JSON.stringify(resources(of, 'AWS::IAM::ManagedPolicy'))).toContain(mailSecret);
});

const HTTPS = ['443 0.0.0.0/0'];
const rest = { HostGroup: HTTPS, RotationGroup: HTTPS };
const without = { ...rest, TaskGroup: HTTPS, PublicAcl: HTTPS, AppAcl: HTTPS };
const withNat = { ...without, NatSecurity: HTTPS };

describe('the network lets out exactly the port of the server', () => {
  test.each([
    ['pilot', withNat],
    ['expansion', withNat],
    ['national', without],
  ])('none without it, in %s', (phase, expected) => {
    expect(portsOut(template({ phase }))).toEqual(expected);
  });

  test.each([
    ['smtp://mail.bank.cl', 587],
    ['smtps://email-smtp.us-east-1.amazonaws.com:2465', 2465],
  ])('%s', (mailServer, port) => {
    const both = [...HTTPS, `${port} 0.0.0.0/0`];
    const expected = { ...rest, PublicAcl: both, AppAcl: both, TaskGroup: both };
    const given = { mailServer, mailFrom: 'turnos@bank.cl' };
    expect(portsOut(template(given))).toEqual({ ...expected, NatSecurity: both });
  });

  test('through a gateway too, and only to the given networks', () => {
    const given = { ...ses, mailNetworks: '10.1.0.0/16,200.1.2.0/24', phase: 'national' };
    const both = [...HTTPS, '587 10.1.0.0/16', '587 200.1.2.0/24'];
    const expected = { ...rest, PublicAcl: both, AppAcl: both, TaskGroup: both };
    expect(portsOut(template(given))).toEqual(expected);
  });

  test('a NAT instance accepts the port from its own network', () => {
    const [nat] = Object.entries(resources(template(ses), 'AWS::EC2::SecurityGroup'))
      .filter(([id]) => id.includes('NatSecurity'))
      .map(([, { Properties }]) => Properties.SecurityGroupIngress);
    expect(nat).toEqual(
      [443, 587].map((port) =>
        expect.objectContaining({ CidrIp: '10.20.0.0/16', FromPort: port, ToPort: port }),
      ),
    );
  });
});

test.each(['us-east-1', 'sa-east-1'])('ending a report from abroad is allowed, in %s', (region) => {
  const secret = mailSecret.replace('us-east-1', region);
  const edgeOf = (context: Record<string, string>) => {
    const { app, stack } = make({ region, ...context });
    const edge =
      region === 'us-east-1' ? stack : (app.node.findChild(`TicketeroEdge-${region}`) as Stack);
    return Template.fromStack(edge);
  };
  const link = '/api/report-mails/0b9b6a5e-8f5e-4a59-9d36-0c2f9a3c1b11/end/a-B_c9';
  const refused = (of: Template, path: string, country?: string) =>
    matches(statementOf(of, 'Countries'), { method: 'POST', path, query: '', country });
  const [plain, mail] = [edgeOf({}), edgeOf({ ...ses, mailSecret: secret })];
  expect(refused(plain, link, 'US')).toBe(true);
  expect(refused(mail, link, 'US')).toBe(false);
  for (const path of ['/', '/sign-in', '/api/report-mails', `${link}/more`, link.toUpperCase()]) {
    expect([path, refused(mail, path, 'US')]).toEqual([path, true]);
    expect([path, refused(mail, path, 'CL')]).toEqual([path, false]);
  }
  // a mail program may send no User-Agent, which the common rules refuse
  const { ManagedRuleGroupStatement: group } = statementOf(mail, 'CommonRules');
  const { ScopeDownStatement: looked } = group as { ScopeDownStatement: never };
  const looks = (path: string) => matches(looked, { method: 'POST', path, query: '' });
  expect([looks(link), looks('/telegram/x'), looks('/api/my')]).toEqual([false, false, true]);
});

describe('growing', () => {
  const of = (context: Record<string, string>) => template(context).toJSON() as GrowthTemplate;

  test.each([
    ['pilot', 'expansion'],
    ['expansion', 'national'],
  ])('%s grows into %s with mail, in place', (from, to) => {
    const { rows, dangers } = compare(of({ ...ses, phase: from }), of({ ...ses, phase: to }));
    expect(dangers).toEqual([]);
    expect(rows.filter(({ change }) => change === 'replaced').map(({ type }) => type)).toEqual([
      'AWS::ECS::TaskDefinition',
    ]);
  });

  test("adding mail later replaces only the task's revision", () => {
    const { rows, dangers } = compare(of({}), of(ses));
    expect(dangers).toEqual([]);
    expect(rows.filter(({ change }) => change === 'replaced').map(({ type }) => type)).toEqual([
      'AWS::ECS::TaskDefinition',
    ]);
  });

  test('another way out than one port, or another exempt path, is reported', () => {
    const text = JSON.stringify(of(ses))
      .replace(/("Reports by mail","FromPort":587,"IpProtocol":"tcp","ToPort":)587/g, '$165535')
      .replaceAll('report-mails(/[^/]+){3}', '.*');
    const { dangers } = compare(of({}), JSON.parse(text) as GrowthTemplate);
    expect(dangers.map((danger) => danger.id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'TicketeroEdgeGuardAcl',
      'TicketeroNetworkTaskGroup',
      'TicketeroNetworkVpcNatSecurityGroup',
    ]);
  });
});

test.each([
  [{ mailServer: ses.mailServer }, /mailServer is given without mailFrom; give the address/],
  [{ mailSecret }, /mailSecret is given without mailServer; give that too, such as smtps:/],
  [{ mailDomains: 'bank.cl' }, /mailDomains is given without mailServer/],
  [
    { ...ses, mailServer: 'mail.bank.cl' },
    /mailServer is "mail.bank.cl"; give a value such as smtp/,
  ],
  [{ ...ses, mailDomains: '@bank.cl' }, /"@bank.cl" cannot be read; give a list such as bank.cl/],
  [{ ...ses, mailNetworks: '2001:db8::/32' }, /"2001:db8::\/32" cannot be read; give a list such/],
])('%j is refused before anything is created', (context, said) => {
  const scope = new App({ context: { phase: 'pilot', ...context }, analyticsReporting: false });
  expect(() => readSettings(scope)).toThrow(said);
});

test('a password in the address is never shown', () => {
  const context = { phase: 'pilot', ...ses, mailServer: 'smpt://u:very-secret@mail.bank.cl' };
  const read = () => readSettings(new App({ context, analyticsReporting: false }));
  expect(read).toThrow(/mailServer is "smpt:\/\/…@mail.bank.cl"; give a value/);
  const { app } = make({ ...ses, mailServer: 'smtp://u:very-secret@mail.bank.cl' });
  const said = refusal(app);
  expect(said).toMatch(/mail.url has a user or a password, which the template would show/);
  expect(said).not.toContain('very-secret');
});

test('mistakes in it are refused at synth, as are those of the way out and the secret', () => {
  const far = { ...ses, mailSecret: mailSecret.replace('east', 'west'), egress: 'none' };
  const said = refusal(make({ ...far, mailServer: 'smtp://mail.bank.cl:25' }).app);
  expect(said).toMatch(/mail.url is "smtp:\/\/mail.bank.cl:25", and AWS holds port 25/);
  expect(said).toMatch(/mail is given and egress is none, where nothing is sent; give/);
  expect(said).toMatch(/mail.credentials is in us-west-1/);
});

test('a separate guard must open the links, and the message says how', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Edge', { env: { region: 'us-east-1' } });
  const edgeGuard = new EdgeGuard(stack, 'Guard', { allowedCountries: ['CL'] });
  const mail = { url: 'smtps://mail.bank.cl', from: 'turnos@bank.cl' };
  expect(guardProblems({ edgeGuard, mail })).toEqual([
    expect.stringMatching(/the edgeGuard may refuse the links .* give mailLinks: true/),
  ]);
  const open = new EdgeGuard(stack, 'Open', { allowedCountries: ['CL'], mailLinks: true });
  expect(guardProblems({ edgeGuard: open, mail })).toEqual([]);
});
