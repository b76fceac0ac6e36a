import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GrowthTemplate } from '../../src/stacks/growth/growth-template';
import { makeApp } from '../../src/stacks/make-app';
import { settings } from '../../src/stacks/settings-table';
import { anyApp, resources } from '../constructs/synthesized';
import { Context, deploys, section } from './runbook-lines';

/**
 * Lines of the runbook that deploy with another deployment's settings from cdk.json: settings that
 * belong to that one alone must be undone.
 */

/** Warnings of one kind that synth prints. */
const warnings = (app: App, kind: string): string[] =>
  app
    .synth()
    .stacks.flatMap(({ messages }) => messages.map(({ entry }) => String(entry.data)))
    .filter((text) => text.includes(`[ack: ticketero:${kind}]`));

describe('another region after one is lost', () => {
  const [line] = deploys('Losing the region');
  const secret = (name: string, region = 'sa-east-1') =>
    `arn:aws:secretsmanager:${region}:111122223333:secret:${name}-AbCdEf`;
  /** What a bank may have in cdk.json for the lost region. */
  const lost: Context = {
    region: 'sa-east-1',
    ...{ domain: 'turnos.bank.cl', zone: 'bank.cl', zoneId: 'Z0123456789' },
    originCertificate: 'arn:aws:acm:sa-east-1:111122223333:certificate/1234',
    originSecretVersions: 'a'.repeat(32),
    originPrefixList: 'pl-5da64334',
    alarmTopic: 'arn:aws:sns:sa-east-1:111122223333:oncall',
    telegramSecret: secret('Telegram'),
    administratorSecret: secret('Admin'),
    backupCopyTo: 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero',
    encryptionKey: 'arn:aws:kms:sa-east-1:111122223333:key/12345678-1234-1234-1234-123456789012',
    logBucket: 'bank-access-logs-sa-east-1',
    vpc: 'vpc-0a1b2c3d4e5f60718',
    appSubnets: 'sa-east-1a:subnet-0a1b2c3d,sa-east-1b:subnet-0a1b2c3e',
    dataSubnets: 'sa-east-1a:subnet-0d1b2c3d,sa-east-1b:subnet-0d1b2c3e',
    oidc: JSON.stringify({
      issuer: 'https://login.bank.cl',
      clientId: 'ticketero',
      groups: [{ group: 'turnos', role: 'advisor', branches: ['1'] }],
    }),
    mailServer: 'smtps://mail.bank.cl',
    mailFrom: 'turnos@bank.cl',
  };

  test('is deployed by the line, without anything of the lost one', () => {
    const { app } = makeApp(
      {
        ...lost,
        ...line,
        ...{ domain: 'turnos.bank.cl', zone: 'bank.cl', zoneId: 'Z0123456789' },
        restoredFrom: 'awsbackup:job-1234abcd',
        dataKeysSecret: secret('Keys', 'us-west-2'),
        ...{ oidcSecret: secret('Oidc', 'us-west-2'), mailSecret: secret('Mail', 'us-west-2') },
      },
      { ticketApp: anyApp(), unchecked: true },
    );
    for (const { template } of app.synth().stacks) {
      expect(JSON.stringify(template)).not.toMatch(/sa-east-1|vpc-0a1b|a{32}|pl-5da64334/);
    }
  });

  test('and the line names each setting that may depend on a region', () => {
    const regional = Object.entries(settings)
      .filter(([name]) => /(Secret|Secrets|Certificate|Topic|Key|Bucket|Subnets|Zones)$/.test(name))
      .map(([name]) => name);
    const fine = ['viewerCertificate', 'edgeEncryptionKey', 'edgeAlarmTopic']; // from us-east-1
    expect(regional.length).toBeGreaterThan(10);
    expect(
      regional.filter(
        (name) => !(name in line) && !section('Losing the region').includes(`\`${name}\``),
      ),
    ).toEqual(fine);
  });
});

describe('another name for the stack', () => {
  const [line] = deploys('Give the stack another name');
  const secret = 'arn:aws:secretsmanager:sa-east-1:111122223333:secret:Old-AbCdEf';
  const before: Context = {
    region: 'sa-east-1',
    ...{ domain: 'turnos.bank.cl', zone: 'bank.cl', zoneId: 'Z0123456789' },
    originSecretVersions: 'a'.repeat(32),
  };
  const secrets = ['dataKeysSecret', 'telegramSecret', 'administratorSecret'];
  const given = {
    ...before,
    ...line,
    ...Object.fromEntries(secrets.map((name) => [name, secret])),
  };
  const make = (context: Context, kept: Context) =>
    warnings(makeApp(context, { ticketApp: anyApp(), unchecked: true, kept }).app, KIND);
  const KIND = 'domainElsewhere';

  test('is deployed by the line, with the data and the secrets of the old one', () => {
    const { app } = makeApp(given, { ticketApp: anyApp(), unchecked: true });
    const text = JSON.stringify(app.synth().stacks.map(({ template }) => template as object));
    expect(text).toContain('"DBSnapshotIdentifier":"another-name"');
    expect(text).not.toContain('a'.repeat(32));
    expect(secrets.filter((name) => !(name in line))).toEqual([]);
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toContain(line.stackName);
  });

  test('is warned about only where the host name may belong to another stack', () => {
    const [said, ...more] = make({ ...given, restoredFrom: '' }, before);
    expect(said).toMatch(/Turnos in sa-east-1 is to serve turnos\.bank\.cl, .* Ticketero in sa-/);
    expect(more).toEqual([]);
    // the runbook has the heading named in the warning
    expect(section(/runbook\.md, "([^"]+)"/.exec(said)![1])).toBeDefined();
    const elsewhere = { phase: 'pilot', ...before, region: 'us-west-2' };
    expect(make(elsewhere, before)).toEqual([expect.stringContaining('Ticketero in us-west-2')]);
    const fine: (readonly [Context, Context])[] = [
      [{ phase: 'pilot', ...before }, before],
      [{ phase: 'pilot', ...before }, {}],
      [given, { ...before, stackName: 'Turnos' }],
      [{ phase: 'pilot', stackName: 'Turnos' }, {}],
    ];
    expect(fine.flatMap(([context, kept]) => make(context, kept))).toEqual([]);
  });
});

describe('the drill', () => {
  const [line] = deploys('Practise restoring');
  /** What a bank may have in cdk.json, as the runbook advises. */
  const live: Context = {
    region: 'sa-east-1',
    availabilityZones: 'sa-east-1a,sa-east-1b,sa-east-1c',
    ...{ domain: 'turnos.bank.cl', zone: 'bank.cl', zoneId: 'Z0123456789' },
    originSecretVersions: 'a'.repeat(32),
    balancerProtection: 'yes',
    alarmEmail: 'oncall@bank.cl',
    alarmTopic: 'arn:aws:sns:sa-east-1:111122223333:oncall',
    edgeAlarmTopic: 'arn:aws:sns:us-east-1:111122223333:oncall',
    telegramSecret: 'arn:aws:secretsmanager:sa-east-1:111122223333:secret:Telegram-AbCdEf',
    administratorSecret: 'arn:aws:secretsmanager:sa-east-1:111122223333:secret:Admin-AbCdEf',
    backupCopyTo: 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero',
    vpc: 'vpc-0a1b2c3d4e5f60718',
    appSubnets: 'sa-east-1a:subnet-0a1b2c3d,sa-east-1b:subnet-0a1b2c3e',
    dataSubnets: 'sa-east-1a:subnet-0d1b2c3d,sa-east-1b:subnet-0d1b2c3e',
    auditRetentionDays: '3650',
  };
  const context: Context = {
    ...live,
    ...line,
    restoredFrom: 'awsbackup:job-1234abcd',
    dataKeysSecret: 'arn:aws:secretsmanager:sa-east-1:111122223333:secret:Keys-AbCdEf',
  };

  test('beside a live deployment with settings in cdk.json, uses nothing of it', () => {
    const { app } = makeApp(context, { ticketApp: anyApp(), unchecked: true });
    const stacks = app.node.children.filter((each): each is Stack => Stack.isStack(each));
    expect(stacks.map(({ stackName }) => stackName).sort()).toEqual([
      'Drill',
      'DrillEdge-sa-east-1',
      'DrillEdgeAlarms-sa-east-1',
    ]);
    const all = stacks.map((stack) => Template.fromStack(stack));
    const text = JSON.stringify(all.map((each) => each.toJSON() as object));
    for (const theirs of ['turnos.bank.cl', 'oncall', 'Telegram-AbCdEf', 'us-west-2', 'vpc-0a1b']) {
      expect(text).not.toContain(theirs);
    }
    expect(text).toContain('"Name":"MESSAGES","Value":"off"');
    expect(text).toContain('"Key":"deletion_protection.enabled","Value":"false"');
    for (const each of all) {
      each.resourceCountIs('AWS::Route53::RecordSet', 0);
      each.resourceCountIs('AWS::Budgets::Budget', 0);
      const kept = Object.values(each.toJSON().Resources as GrowthTemplate['Resources']).filter(
        ({ DeletionPolicy }) => DeletionPolicy !== undefined && DeletionPolicy !== 'Delete',
      );
      expect(kept.filter(({ Type }) => Type !== 'AWS::S3::Bucket')).toEqual([]);
    }
    expect(Object.keys(resources(all[0], 'AWS::SNS::Subscription'))).toEqual([]);
  });

  test('each setting is overridden, or may stay as in the live deployment', () => {
    const asItIs = [
      ...['region', 'countries', 'staffCidrs', 'availabilityZones', 'originPrefixList', 'egress'],
      // the snapshot's encryption key, and a bucket with separate folders for logs
      ...['encryptionKey', 'edgeEncryptionKey', 'logBucket'],
      // who may sign in; no mail is sent, because messages are off
      ...['oidc', 'oidcSecret', 'adminCode'],
      ...['mailServer', 'mailFrom', 'mailSecret', 'mailDomains', 'mailNetworks', 'mailAuthority'],
      ...['databaseStorageGib', 'databaseMaxStorageGib', 'cacheShards', 'foresightMetrics'],
      ...['databaseMaintenanceWindow', 'cacheMaintenanceWindow', 'backupRetentionDays', 'budget'],
      ...['viewerRateLimit', 'issueRateLimit', 'edgeRules', 'edgeCountOnly', 'priceClass'],
      ...['environment', 'execAccess'],
    ];
    expect(Object.keys(settings).sort()).toEqual([...Object.keys(line), ...asItIs].sort());
  });

  test('its anchors are locked no longer than its buckets take to empty themselves', () => {
    const { app, stack } = makeApp(context, { ticketApp: anyApp(), unchecked: true });
    const locks = Object.values(resources(Template.fromStack(stack), 'AWS::S3::Bucket')).flatMap(
      ({ Properties }) =>
        /"Days":(\d+)/.exec(JSON.stringify(Properties.ObjectLockConfiguration ?? {}))?.[1] ?? [],
    );
    expect(locks).toEqual(['1']);
    expect(warnings(app, 'longLock')).toEqual([]);
    const trial = { ...context, auditRetentionDays: '3650' };
    expect(
      warnings(makeApp(trial, { ticketApp: anyApp(), unchecked: true }).app, 'longLock'),
    ).toEqual([expect.stringMatching(/is 3650 days and removalPolicy DESTROY: .* Leave it out/)]);
  });

  test('is destroyed by the names it was made with', () => {
    const [destroy] = [...section('Practise restoring').matchAll(/npx cdk destroy([^\n`]*)/g)].map(
      ([, rest]) => rest,
    );
    expect(destroy).toContain(`-c stackName=${line.stackName}`);
    expect(destroy).toContain(`-c removal=${line.removal}`);
  });
});
