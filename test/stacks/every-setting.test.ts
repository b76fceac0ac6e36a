import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '../../src/stacks/make-app';
import { settings } from '../../src/stacks/settings-table';
import { withRules } from '../constructs/quick-synth';
import { anyApp, exampleDomain } from '../constructs/synthesized';
import { atLength } from '../support/at-length';

withRules();

type Context = Readonly<Record<string, string | undefined>>;

const certificate = (region: string) =>
  `arn:aws:acm:${region}:111122223333:certificate/12345678-1234-1234-1234-123456789012`;

const secret = (region: string, name: string) =>
  `arn:aws:secretsmanager:${region}:111122223333:secret:${name}-AbCdEf`;

/**
 * A deployer's choices, each with its values; `{}` leaves it out. Together they use every setting,
 * as a test below checks.
 */
const choices: Record<string, (region: string) => readonly Context[]> = {
  phase: () => ['pilot', 'expansion', 'national', 'national-lean'].map((phase) => ({ phase })),
  stackName: () => [{}, { stackName: 'Drill' }],
  domain: (region) => [
    {},
    exampleDomain,
    {
      domain: 'turnos.bank.cl',
      viewerCertificate: certificate('us-east-1'),
      originCertificate: certificate(region),
    },
  ],
  countries: () => [{}, { countries: 'any' }, { countries: 'CL,AR' }],
  staffCidrs: () => [{}, { staffCidrs: '200.1.2.0/24,2001:db8::/32' }],
  availabilityZones: (region) => [
    {},
    { availabilityZones: ['a', 'b', 'c'].map((zone) => `${region}${zone}`).join(',') },
  ],
  cidr: () => [{}, { cidr: '10.60.0.0/20' }],
  alarmEmail: () => [{}, { alarmEmail: 'oncall@bank.cl' }],
  originPrefixList: () => [{}, { originPrefixList: 'pl-0123abcd' }],
  restoredFrom: (region) => [
    {},
    { restoredFrom: 'drill-2026-11-26' },
    { restoredFrom: `arn:aws:rds:${region}:111122223333:snapshot:awsbackup:job-1234abcd` },
  ],
  secrets: (region) => [
    {},
    {
      dataKeysSecret: secret(region, 'DataKeys'),
      telegramSecret: secret(region, 'Telegram'),
      administratorSecret: secret(region, 'Administrator'),
    },
  ],
  oidc: (region) => [
    {},
    {
      oidc: JSON.stringify({
        issuer: 'https://login.bank.cl',
        clientId: 'ticketero',
        groups: [{ group: 'turnos', role: 'advisor', branches: ['1'] }],
      }),
      oidcSecret: secret(region, 'Oidc'),
    },
  ],
  mail: (region) => [
    {},
    {
      mailServer: `smtp://email-smtp.${region}.amazonaws.com:587`,
      mailFrom: 'Banco <turnos@bank.cl>',
      mailSecret: secret(region, 'Mail'),
      mailDomains: 'bank.cl,filial.bank.cl',
    },
    {
      mailServer: 'smtps://mail.bank.cl',
      mailFrom: 'turnos@bank.cl',
      mailNetworks: '10.1.0.0/16,10.2.0.0/16',
      mailAuthority: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    },
  ],
  foresightMetrics: () => [{}, { foresightMetrics: 'yes' }, { foresightMetrics: 'no' }],
  messages: () => [{}, { messages: 'off' }],
  balancerProtection: () => [{}, { balancerProtection: 'yes' }],
  storage: () => [{}, { databaseStorageGib: '120', databaseMaxStorageGib: '900' }],
  removal: () => [{}, { removal: 'destroy' }],
  egress: () => [
    {},
    { egress: 'instance:3' },
    { egress: 'gateway:3' },
    // nothing is sent then, and synth refuses a token
    {
      ...{ egress: 'none:2', telegramSecret: undefined },
      ...{ oidc: undefined, oidcSecret: undefined },
      ...{ mailServer: undefined, mailFrom: undefined, mailSecret: undefined },
      ...{ mailDomains: undefined, mailNetworks: undefined, mailAuthority: undefined },
    },
  ],
  // an existing network already has addresses, zones and a way out
  network: (region) => [
    {},
    {
      vpc: 'vpc-0a1b2c3d4e5f60718',
      appSubnets: `${region}a:subnet-0a1b2c3d,${region}b:subnet-0a1b2c3e`,
      dataSubnets: `${region}a:subnet-0d1b2c3d,${region}b:subnet-0d1b2c3e`,
      ...{ cidr: undefined, availabilityZones: undefined, egress: undefined },
    },
  ],
  encryptionKey: (region) => [
    {},
    {
      encryptionKey:
        `arn:aws:kms:${region}:111122223333:key/` + '12345678-1234-1234-1234-123456789012',
    },
    ...(region === 'us-east-1'
      ? []
      : [
          {
            edgeEncryptionKey:
              'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012',
          },
        ]),
  ],
  logBucket: () => [{}, { logBucket: 'bank-access-logs' }],
  alarmTopics: (region) => [
    {},
    { alarmTopic: `arn:aws:sns:${region}:111122223333:oncall` },
    ...(region === 'us-east-1'
      ? []
      : [{ edgeAlarmTopic: 'arn:aws:sns:us-east-1:111122223333:oncall' }]),
  ],
  environment: () => [{}, { environment: 'BANK_CODE=012,GREETING=Hola' }],
  windows: () => [
    {},
    {
      databaseMaintenanceWindow: 'Sat:23:30-Sun:00:30',
      cacheMaintenanceWindow: 'mon:03:00-mon:04:00',
    },
  ],
  auditRetentionDays: () => [{}, { auditRetentionDays: '3650' }],
  adminCode: () => [{}, { adminCode: 'no' }],
  accountBudget: () => [{}, { accountBudget: 'no' }],
  priceClass: () => [{}, { priceClass: '100' }],
  edgeRules: () => [{}, { edgeRules: 'LinuxRuleSet,AWSManagedRulesAnonymousIpList:count' }],
  edgeCountOnly: () => [{}, { edgeCountOnly: 'CommonRules,ViewerRate' }],
  originSecretVersions: () => [{}, { originSecretVersions: `${'a'.repeat(32)},${'b'.repeat(32)}` }],
  execAccess: () => [{}, { execAccess: 'yes' }],
  cacheShards: () => [{}, { cacheShards: '3' }],
  // prices are those of us-east-1; elsewhere a budget is refused in a sentence
  budget: (region) => (region === 'us-east-1' ? [{}, { budget: '5000' }] : [{}]),
  viewerRateLimit: () => [{}, { viewerRateLimit: '500' }],
  issueRateLimit: () => [{}, { issueRateLimit: '50' }],
  backupRetentionDays: () => [{}, { backupRetentionDays: '35' }],
  backupCopyTo: () => [
    {},
    { backupCopyTo: 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero' },
  ],
};

const known = new Map<string, string[]>();

/** Findings of the packs and the validator about a deployment, and synth's refusals. */
function findings(context: Context): string[] {
  // a pair that adds nothing to a single setting counts as that setting
  const key = JSON.stringify(Object.entries(context).sort());
  if (!known.has(key)) known.set(key, synthesize(context));
  return known.get(key)!;
}

function synthesize(context: Context): string[] {
  const { app } = makeApp(context as Record<string, string>, {
    ticketApp: anyApp(),
    outdir: mkdtempSync(join(tmpdir(), 'ticketero-cdk-')),
  });
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') return [(error as Error).message];
  }
  const { pluginReports } = JSON.parse(
    readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'),
  ) as {
    pluginReports: {
      violations: {
        ruleName: string;
        violatingConstructs?: { constructPath: string }[];
      }[];
    }[];
  };
  return pluginReports.flatMap(({ violations }) =>
    violations.map(
      ({ ruleName, violatingConstructs: at = [] }) =>
        `${ruleName} at ${at.map(({ constructPath }) => constructPath).join(', ')}`,
    ),
  );
}

const regions = ['us-east-1', 'sa-east-1'];

/** Deployments in which every two values of two choices occur together at least once. */
function pairwise(region: string): Context[] {
  const factors = Object.values(choices).map((values) => values(region));
  const open = new Set<string>();
  const key = (a: number, i: number, b: number, j: number) => `${a}:${i} ${b}:${j}`;
  factors.forEach((left, a) =>
    factors.forEach((right, b) => {
      if (a < b) left.forEach((_, i) => right.forEach((__, j) => open.add(key(a, i, b, j))));
    }),
  );
  const rows: number[][] = [];
  while (open.size > 0) {
    const [first] = open;
    const [[a, i], [b, j]] = first.split(' ').map((part) => part.split(':').map(Number));
    const row: (number | undefined)[] = factors.map(() => undefined);
    row[a] = i;
    row[b] = j;
    factors.forEach((values, f) => {
      if (row[f] !== undefined) return;
      const gain = (v: number) =>
        row.filter(
          (chosen, g) =>
            chosen !== undefined && open.has(g < f ? key(g, chosen, f, v) : key(f, v, g, chosen)),
        ).length;
      row[f] = values.map((_, v) => v).reduce((best, v) => (gain(v) > gain(best) ? v : best), 0);
    });
    const whole = row as number[];
    whole.forEach((x, f) => whole.forEach((y, g) => f < g && open.delete(key(f, x, g, y))));
    rows.push(whole);
  }
  return rows.map(
    (row) => Object.assign({ region }, ...row.map((v, f) => factors[f][v])) as Context,
  );
}

test('every setting is among the choices', () => {
  const chosen = new Set(
    Object.values(choices).flatMap((values) =>
      regions.flatMap((region) => values(region).flatMap(Object.keys)),
    ),
  );
  expect(Object.keys(settings).filter((name) => name !== 'region' && !chosen.has(name))).toEqual(
    [],
  );
});

// Alone in one region; the pairs below cover another one.
describe('alone', () => {
  const region = 'us-east-1';
  const single = Object.values(choices).flatMap((values) =>
    values(region).filter((context) => Object.keys(context).length > 0),
  );
  test.each(single.map((context) => [JSON.stringify(context), context] as const))(
    '%s has no finding',
    (_, context) => {
      expect(findings({ phase: 'pilot', region, ...context })).toEqual([]);
    },
  );
});

describe.each(atLength(['sa-east-1'], regions))('in pairs, in %s', (region) => {
  test.each(pairwise(region).map((context) => [JSON.stringify(context), context] as const))(
    '%s has no finding',
    (_, context) => {
      expect(findings(context)).toEqual([]);
    },
  );
});
