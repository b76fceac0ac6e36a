import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  HostedZone,
  IHostedZone,
  PrivateHostedZone,
  PublicHostedZone,
} from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { EdgeGuard } from '../../src/constructs/edge/edge-guard';
import { Egress } from '../../src/constructs/network/egress';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { anyApp, deployment, refusal } from './synthesized';

/** Names, accounts and regions that AWS would refuse during a deploy. */

const refused = (props: Partial<TicketeroProps> & { region?: string }) =>
  refusal(deployment(props).app);

/** A zone in a stack of its own, which is not synthesized. */
const exampleZone = () =>
  HostedZone.fromHostedZoneAttributes(
    new Stack(new App({ analyticsReporting: false }), 'Zones'),
    'Zone',
    { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' },
  );

test('a name too long for a certificate, and certificates of two accounts', () => {
  const zone = exampleZone();
  const name = `${'a'.repeat(40)}.${'b'.repeat(40)}.example.com`;
  expect(refused({ domainName: DomainName.inZone(zone, name) })).toMatch(
    /which has 93 characters, and a certificate that is made here takes 64; give a shorter/,
  );
  expect(refused({ domainName: DomainName.inZone(zone, `${'a'.repeat(64)}.example.com`) })).toMatch(
    /with 64 characters between two points; give 63 at most/,
  );
  const certificate = (id: string, account: string) =>
    Certificate.fromCertificateArn(
      zone,
      id,
      `arn:aws:acm:us-east-1:${account}:certificate/12345678-1234-1234-1234-123456789012`,
    );
  const domainName = DomainName.of({
    name: 'turnos.bank.cl',
    viewerCertificate: certificate('Viewers', '999922223333'),
    originCertificate: certificate('Origins', '111122223333'),
  });
  expect(refused({ domainName })).toMatch(
    /viewerCertificate is in account 999922223333 and originCertificate in 111122223333; both/,
  );
});

test('a copy of backups beside the original, and an AWS partition without this edge', () => {
  const vault = 'arn:aws:backup:us-east-1:111122223333:backup-vault:ticketero';
  const scope = new Stack(new App({ analyticsReporting: false }), 'Vaults');
  expect(refused({ backupCopyTo: BackupVault.fromBackupVaultArn(scope, 'Copy', vault) })).toMatch(
    /backupCopyTo is a vault in us-east-1, where the stack is, .* give one in another/,
  );
  expect(refused({ region: 'us-gov-west-1' })).toMatch(
    /the stack is in us-gov-west-1, a part of AWS whose CloudFront .* give a region of the/,
  );
});

test('a key, a topic or a vault from elsewhere, where AWS requires the same region', () => {
  const there = new Stack(new App({ analyticsReporting: false }), 'There');
  const key = (region: string) =>
    Key.fromKeyArn(
      there,
      `Key-${region}`,
      `arn:aws:kms:${region}:111122223333:key/${'1'.repeat(8)}`,
    );
  const topic = (region: string, name = 'oncall') =>
    Topic.fromTopicArn(there, `${name}-${region}`, `arn:aws:sns:${region}:111122223333:${name}`);
  const said = refused({ encryptionKey: key('sa-east-1'), alarmTopic: topic('sa-east-1') });
  expect(said).toMatch(
    /encryptionKey is in sa-east-1 and the stack in us-east-1, .* give a key of/,
  );
  expect(said.match(/encryptionKey is in/g)).toHaveLength(1);
  expect(said).toMatch(/alarmTopic is in sa-east-1 and the stack in us-east-1, .* give a topic of/);
  expect(refused({ alarmTopic: topic('us-east-1', 'oncall.fifo') })).toMatch(
    /alarmTopic is oncall\.fifo, a FIFO topic, .* give a standard topic/,
  );
  const here = { encryptionKey: key('us-east-1'), alarmTopic: topic('us-east-1') };
  expect(() => refused(here)).toThrow('synth refused nothing');
  const app = new App({ analyticsReporting: false });
  const edge = new Stack(app, 'Edge', { env: { region: 'us-east-1' } });
  new EdgeGuard(edge, 'Guard', { encryptionKey: key('eu-west-1') });
  expect(refusal(app)).toMatch(/encryptionKey is in eu-west-1 and the stack in us-east-1/);
});

test('a vault in another account, to which backups cannot be copied', () => {
  const app = new App({ analyticsReporting: false });
  const env = { account: '111122223333', region: 'us-east-1' };
  const stack = new Stack(app, 'Bank', { env });
  const vault = 'arn:aws:backup:us-west-2:999922223333:backup-vault:ticketero';
  const backupCopyTo = BackupVault.fromBackupVaultArn(stack, 'Copy', vault);
  new Ticketero(stack, 'Ticketero', { phase: Phase.PILOT, app: anyApp(), backupCopyTo });
  expect(refusal(app)).toMatch(
    /backupCopyTo is a vault of account 999922223333, and the stack is in 111122223333, .* give a/,
  );
});

test('tags that AWS refuses, each named', () => {
  const said = refused({
    tags: {
      'aws:cost': '42',
      '': 'nobody',
      ['n'.repeat(129)]: '',
      Area: 'Tarjetas & Créditos',
      Dirección: 'Providencia 111, piso 2',
      Equipo: 'Operación (TI) = 1',
    },
  });
  for (const part of [
    /tags has "aws:cost" = "42", and aws: is for AWS alone; begin/,
    /tags has "" = "nobody", without a name; give one/,
    /tags has "n{40}" = "", of 129 and 0 characters; AWS takes 128/,
    /tags has "Area" = "Tarjetas & Créditos"; AWS takes letters, digits, spaces and _ \. : /,
    /tags has "Dirección" = "Providencia 111, piso 2"; AWS takes letters/,
  ]) {
    expect(said).toMatch(part);
  }
  const many = Array.from({ length: 41 }, (_, n) => [`t${n}`, '']);
  expect(refused({ tags: Object.fromEntries(many) as Record<string, string> })).toMatch(
    /tags has 41; give 40 at most/,
  );
  const fine = { CentroDeCosto: '42', 'bank:área': 'Operación_TI/2 + a@b.cl' };
  expect(() => refused({ tags: fine })).toThrow('synth refused nothing');
});

test('a private zone, and one in another account', () => {
  const [here, there] = ['111122223333', '999922223333'];
  const region = 'us-east-1';
  const said = (account: string, zoneIn: (scope: Stack) => IHostedZone) => {
    const app = new App({ analyticsReporting: false });
    const zone = zoneIn(new Stack(app, 'Zones', { env: { account, region } }));
    new Ticketero(new Stack(app, 'Bank', { env: { account: here, region } }), 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      domainName: DomainName.inZone(zone, 'turnos.bank.cl'),
    });
    return refusal(app);
  };
  const zoneName = 'bank.cl';
  const vpcId = 'vpc-0123456789abcdef0';
  const hidden = (scope: Stack) => {
    const vpc = Vpc.fromVpcAttributes(scope, 'Theirs', {
      vpcId,
      availabilityZones: ['us-east-1a'],
    });
    return new PrivateHostedZone(scope, 'Zone', { vpc, zoneName });
  };
  const open = (scope: Stack) => new PublicHostedZone(scope, 'Zone', { zoneName });
  expect(said(here, hidden)).toMatch(
    /turnos\.bank\.cl is in zone Zones\/Zone, which is private: .* give the public zone of that/,
  );
  expect(said(there, open)).toMatch(
    /in a zone of account 999922223333, and the stack is in 111122223333, which may not write/,
  );
  expect(() => said(here, open)).toThrow('synth refused nothing');
});

test.each([['ána@bank.cl'], ['ana@bank'], ['ana@bank.cl, luis@bank.cl']])(
  '%s is not a mailbox that alarms can be sent to',
  (alarmEmail) => {
    expect(refused({ alarmEmail })).toMatch(/alarmEmail is ".*"; give a mailbox such as oncall@/);
  },
);

test('a version of the origin secret twice, and more than the load balancer allows', () => {
  const versions = [...'abcdef'].map((letter) => letter.repeat(32));
  expect(refused({ originSecretVersions: versions })).toMatch(/has 6 .*; give two while .* 5 at/);
  const twice = [versions[0], versions[1], versions[0]];
  expect(refused({ originSecretVersions: twice })).toMatch(
    /has 3 .*, one of them twice; give each/,
  );
});

describe('subnets from another network', () => {
  const zones = ['us-east-1a', 'us-east-1b'];
  const network = () =>
    Vpc.fromVpcAttributes(new Stack(new App({ analyticsReporting: false }), 'Net'), 'Theirs', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: zones,
      publicSubnetIds: ['subnet-public-a', 'subnet-public-b'],
      privateSubnetIds: ['subnet-app-a', 'subnet-app-b'],
      isolatedSubnetIds: ['subnet-data-a', 'subnet-data-b'],
    });
  const byId = (scope: Stack, ...ids: string[]) => ({
    subnets: ids.map((subnetId, at) =>
      Subnet.fromSubnetAttributes(scope, subnetId, { subnetId, availabilityZone: zones[at] }),
    ),
  });

  test.each(['appSubnets', 'dataSubnets'])('%s that the internet reaches', (name) => {
    const vpc = network();
    expect(() => deployment({ vpc, [name]: { subnets: vpc.publicSubnets } })).toThrow(
      new RegExp(
        `${name} has subnet-public-a, subnet-public-b, public in the vpc: .* give private`,
      ),
    );
    const one = byId(Stack.of(vpc), 'subnet-app-a', 'subnet-public-b');
    expect(() => deployment({ vpc, [name]: one })).toThrow(`${name} has subnet-public-b, public`);
  });

  test('data beside subnets that reach the internet is accepted, with a warning', () => {
    const vpc = network();
    const { stack } = deployment({ vpc, dataSubnets: { subnets: vpc.privateSubnets } });
    const said = Match.stringLikeRegexp('dataSubnets has subnet-app-a, subnet-app-b, which app');
    Annotations.fromStack(stack).hasWarning('/Bank/Ticketero/Network', said);
    const apart = deployment({ vpc: network() }).stack;
    Annotations.fromStack(apart).hasNoWarning('/Bank/Ticketero/Network', Match.anyValue());
  });

  test('hosts without a way out are accepted, with a warning', () => {
    const vpc = network();
    const appSubnets = byId(Stack.of(vpc), 'subnet-data-a', 'subnet-data-b');
    const dataSubnets = { subnets: vpc.privateSubnets };
    const said = Match.stringLikeRegexp('appSubnets has subnet-data-a, subnet-data-b, isolated in');
    const closed = deployment({ vpc, appSubnets, dataSubnets }).stack;
    Annotations.fromStack(closed).hasWarning('/Bank/Ticketero/Network', said);
    const meant = deployment({ vpc, appSubnets, dataSubnets, egress: Egress.none() }).stack;
    Annotations.fromStack(meant).hasNoWarning('/Bank/Ticketero/Network', said);
  });
});

test('copying the backups of a trial, which has none, gives a warning and no copy', () => {
  const vault = 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero';
  const scope = new Stack(new App({ analyticsReporting: false }), 'Vaults');
  const backupCopyTo = BackupVault.fromBackupVaultArn(scope, 'Copy', vault);
  const { stack } = deployment({ backupCopyTo, removalPolicy: RemovalPolicy.DESTROY });
  Annotations.fromStack(stack).hasWarning(
    '/Bank/Ticketero/Backup',
    Match.stringLikeRegexp(`Nothing is copied to ${vault}`),
  );
  const text = JSON.stringify(Template.fromStack(stack).toJSON());
  for (const never of ['CopyActions', 'backup-vault:ticketero', 'ReplicaRegions']) {
    expect(text).not.toContain(never);
  }
});

test('a synth leaves only its folder behind', () => {
  const before = readdirSync(tmpdir());
  const { app } = deployment({ egress: Egress.none() });
  expect(existsSync(join(app.outdir, 'ticketero-collector', 'Dockerfile'))).toBe(true);
  const now = readdirSync(tmpdir()).filter((name) => !before.includes(name));
  expect(now.filter((name) => name.includes('collector'))).toEqual([]);
});
