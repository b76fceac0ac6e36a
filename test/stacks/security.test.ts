import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Phase } from '../../src/constructs/phase/phase';
import { acknowledgedControls } from '../../src/constructs/security/acknowledgements';
import { makeApp } from '../../src/stacks/make-app';
import { checkSecurity } from '../../src/stacks/security';
import { withRules } from '../constructs/quick-synth';
import { anyApp, deployment, exampleDomain, refusal } from '../constructs/synthesized';

withRules();

interface Report {
  readonly pluginReports: {
    readonly violations: { readonly ruleName: string; readonly severity: string }[];
  }[];
}

/** Ids of everything the packs and the validator still report about an app, warnings included. */
function findings(app: App): string[] {
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') throw error;
  }
  const report = JSON.parse(
    readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'),
  ) as Report;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName }) => ruleName),
  );
}

const make = (phase: string, context: Record<string, string> = {}) =>
  makeApp(
    { phase, ...context },
    { ticketApp: anyApp(), outdir: mkdtempSync(join(tmpdir(), 'ticketero-cdk-')) },
  );

const elsewhere = { ...exampleDomain, region: 'sa-east-1' };
const variants: [string, string, Record<string, string>][] = [
  ['pilot', 'with a domain', exampleDomain],
  ['expansion', 'with a domain', exampleDomain],
  ['national', 'with a domain', exampleDomain],
  ['pilot', 'without a domain', {}],
  ['national', 'without a domain', {}],
  ['national', 'in another region', elsewhere],
  ['pilot-lean', 'with a domain', exampleDomain],
  ['national-lean', 'with a domain', exampleDomain],
  ['pilot', 'restored', { ...exampleDomain, restoredFrom: 'before-the-accident' }],
  ['national', 'restored, as a drill', { restoredFrom: 'nightly', removal: 'destroy' }],
  ['expansion', 'as a trial', { ...exampleDomain, removal: 'destroy' }],
  [
    'pilot',
    'with copies in another region',
    {
      ...exampleDomain,
      backupCopyTo: 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero',
      execAccess: 'yes',
    },
  ],
  ['pilot', 'with its balancer protected', { ...exampleDomain, balancerProtection: 'yes' }],
  [
    'pilot',
    'restored with the secrets of before',
    {
      ...exampleDomain,
      restoredFrom: 'nightly',
      dataKeysSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:DataKeys-AbCdEf',
      telegramSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:Telegram-AbCdEf',
      administratorSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:Admin-AbCdEf',
    },
  ],
];

test.each(variants)(
  '%s %s: no open finding from three rule packs and the validator',
  (phase, _how, context) => {
    expect(findings(make(phase, context).app)).toEqual([]);
  },
);

test('an app without our feature flags is as clean: acknowledgements follow the ids', () => {
  const { app } = deployment({ phase: Phase.EXPANSION });
  checkSecurity(app);
  expect(findings(app)).toEqual([]);
});

test('at most 15 controls are met by other means, each with an explanation', () => {
  const controls = Object.values(acknowledgedControls());
  expect(controls.length).toBeLessThanOrEqual(15);
  for (const { reason } of controls) expect(reason.split(' ').length).toBeGreaterThan(15);
});

describe('without acknowledgements', () => {
  beforeEach(() => {
    jest.spyOn(Validations.prototype, 'acknowledge').mockReturnValue(undefined);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('acknowledged ids and findings are the same set: nothing is acknowledged in advance', () => {
    const found = new Set(
      [
        make('national', exampleDomain),
        make('pilot'),
        make('pilot', { removal: 'destroy', restoredFrom: 'nightly' }),
      ]
        .flatMap(({ app }) => findings(app))
        .map((id) => id.split('[')[0]),
    );
    const acknowledged = Object.values(acknowledgedControls())
      .flatMap(({ ids }) => ids)
      .map((id) => id.replace('CloudFormation-Validate::', ''));
    expect([...found].sort()).toEqual([...new Set(acknowledged)].sort());
  });
});

test('a bare unencrypted bucket fails synth in all three packs', () => {
  const { app, stack } = make('pilot', exampleDomain);
  new Bucket(stack, 'Careless');
  expect(refusal(app)).toMatch(/ERROR The S3 Bucket does not have versioning enabled/);
  expect(findings(app)).toEqual(
    expect.arrayContaining([
      'AwsSolutions-S1',
      'AwsSolutions-S10',
      'NIST.800.53.R5-S3DefaultEncryptionKMS',
      'PCI.DSS.321-S3DefaultEncryptionKMS',
    ]),
  );
});

test('a property that CloudFormation would refuse fails synth', () => {
  const { app, stack } = make('pilot', exampleDomain);
  new CfnResource(stack, 'Wrong', {
    type: 'AWS::ElastiCache::SubnetGroup',
    properties: { Description: 'no subnets', SubnetIds: 'not a list' },
  });
  expect(refusal(app)).toMatch(/ERROR SubnetIds: 'not a list' is not of type 'array'/);
});
