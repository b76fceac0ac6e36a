import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { EdgeGuard } from '../../src/constructs/edge/edge-guard';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { anyApp, refusal, resources } from './synthesized';

/** Two deployments in one account: what they share, and what they must not. */

const env = { region: 'us-east-1', account: '111122223333' };

interface Two {
  readonly app: App;
  readonly shared: Stack;
  readonly north: Stack;
  readonly south: Stack;
}

/** Deployments North and South, with resources that a third stack made for both. */
function two(
  share: (shared: Stack) => Partial<TicketeroProps>,
  own: (stack: Stack) => Partial<TicketeroProps> = () => ({}),
): Two {
  const app = new App({ analyticsReporting: false });
  const shared = new Stack(app, 'Shared', { env });
  const both = share(shared);
  const [north, south] = ['North', 'South'].map((id) => {
    const stack = new Stack(app, id, { env });
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      ...both,
      ...own(stack),
    });
    return stack;
  });
  return { app, shared, north, south };
}

const zoneIn = (stack: Stack) =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0123456789EXAMPLE',
    zoneName: 'bank.cl',
  });
const nameOf = (stack: Stack) => `${stack.stackName.toLowerCase()}.bank.cl`;

test("a key, a network, a topic and a mailbox may be shared, and stay their maker's", () => {
  const { app, shared, north, south } = two((stack) => ({
    encryptionKey: new Key(stack, 'Key'),
    alarmTopic: new Topic(stack, 'Alarms'),
    alarmEmail: 'oncall@bank.cl',
    vpc: new Vpc(stack, 'Vpc', {
      maxAzs: 3,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC },
        { name: 'app', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED },
      ],
    }),
  }));
  app.synth();
  const theirs = Template.fromStack(shared);
  theirs.resourceCountIs('AWS::SNS::Subscription', 1);
  const alarms = [north, south].map((stack) => {
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.resourceCountIs('AWS::EC2::VPC', 0);
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    // settings of a network or a topic are left to its maker
    template.resourceCountIs('AWS::EC2::NetworkAcl', 0);
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 0);
    return Object.values(resources(template, 'AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmName as string,
    );
  });
  expect(alarms[0].filter((name) => alarms[1].includes(name))).toEqual([]);
  expect(alarms[0].length).toBeGreaterThan(10);
});

test("a mailbox on another's topic: warns that it goes with the first stack", () => {
  const warned = (topicOf: (stack: Stack) => Partial<TicketeroProps>) => {
    const { north } = two(
      () => ({ alarmEmail: 'oncall@bank.cl' }),
      (stack) => topicOf(stack),
    );
    return Annotations.fromStack(north).findWarning(
      '*',
      Match.stringLikeRegexp('alarmEmail is "oncall@bank.cl" and alarmTopic somebody else'),
    );
  };
  const arn = 'arn:aws:sns:us-east-1:111122223333:alarms';
  expect(warned((stack) => ({ alarmTopic: Topic.fromTopicArn(stack, 'T', arn) }))).toHaveLength(1);
  expect(warned(() => ({}))).toEqual([]);
});

describe('names', () => {
  test('two in one zone', () => {
    const { app } = two(
      () => ({}),
      (stack) => ({ domainName: DomainName.inZone(zoneIn(stack), nameOf(stack)) }),
    );
    expect(() => app.synth()).not.toThrow();
  });

  test('the same twice is refused', () => {
    const { app } = two(
      () => ({}),
      (stack) => ({ domainName: DomainName.inZone(zoneIn(stack), 'turnos.bank.cl') }),
    );
    const said = refusal(app);
    expect(said).toMatch(
      /\[South\/Ticketero\] domainName is turnos\.bank\.cl, which North\/Ticketero has as well/,
    );
    expect(said).not.toMatch(/\[North/);
  });
});

describe('a firewall for both', () => {
  test('without a certificate for its own name', () => {
    const { app, north, south } = two((stack) => ({ edgeGuard: new EdgeGuard(stack, 'Guard') }));
    app.synth();
    for (const stack of [north, south]) {
      Template.fromStack(stack).resourceCountIs('AWS::WAFv2::WebACL', 1);
    }
  });

  test('with a certificate made for one is refused for the other', () => {
    const { app } = two(
      (stack) => ({
        edgeGuard: new EdgeGuard(stack, 'Guard', {
          domainName: DomainName.inZone(zoneIn(stack), 'north.bank.cl'),
        }),
      }),
      (stack) => ({ domainName: DomainName.inZone(zoneIn(stack), nameOf(stack)) }),
    );
    const said = refusal(app);
    expect(said).toMatch(
      /\[South\/Ticketero\] domainName is south\.bank\.cl, .* made for north\.bank\.cl, so Cloud/,
    );
    expect(said).not.toMatch(/\[North/);
  });

  test('with a given certificate, which may have many names', () => {
    const arn =
      'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-1234567890ab';
    const { app } = two(
      (stack) => ({
        edgeGuard: new EdgeGuard(stack, 'Guard', {
          domainName: DomainName.of({
            name: 'north.bank.cl',
            zone: zoneIn(stack),
            viewerCertificate: Certificate.fromCertificateArn(stack, 'Many', arn),
          }),
        }),
      }),
      (stack) => ({ domainName: DomainName.inZone(zoneIn(stack), nameOf(stack)) }),
    );
    expect(() => app.synth()).not.toThrow();
  });
});

test('one token of Telegram is refused, unless one of them sends nothing', () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:Telegram-AbCdEf';
  const with_ = (messages: (stack: Stack) => boolean) =>
    two(
      () => ({}),
      (stack) => ({
        telegramSecret: Secret.fromSecretCompleteArn(stack, 'Telegram', arn),
        messages: messages(stack),
      }),
    ).app;
  expect(refusal(with_(() => true))).toMatch(
    /\[South\/Ticketero\] telegramSecret is that of North\/Ticketero as well, .* messages: false/,
  );
  expect(() => with_(({ stackName }) => stackName === 'North').synth()).not.toThrow();
});

test.each([
  [
    { region: 'us-west-2', account: '111122223333' },
    /^vpc is in us-west-2 and the stack in us-east/,
  ],
  [
    { region: 'us-east-1', account: '999922223333' },
    /^vpc is in account 999922223333 and the stac/,
  ],
])('a network of %j is refused by where it is', (elsewhere, said) => {
  expect(() =>
    two((shared) => ({
      vpc: new Vpc(new Stack(shared.node.root as App, 'Far', { env: elsewhere }), 'Vpc'),
    })),
  ).toThrow(said);
});
