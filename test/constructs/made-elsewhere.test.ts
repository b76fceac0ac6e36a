import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { anyApp, refusal, resources } from './synthesized';

/** Resources of another stack of the app, whose ARN is still a reference while synthesizing. */

const account = '111122223333';

/** A deployment in us-east-1, with resources that a stack in another region makes for it. */
function beside(
  make: (far: Stack, bank: Stack) => Partial<TicketeroProps>,
  region: string | undefined = 'us-west-2',
): { readonly app: App; readonly bank: Stack } {
  const app = new App({ analyticsReporting: false });
  const crossRegionReferences = true;
  const far = new Stack(app, 'Far', { env: { region, account }, crossRegionReferences });
  const bank = new Stack(app, 'Bank', {
    env: { region: 'us-east-1', account },
    crossRegionReferences,
  });
  const props = make(far, bank);
  new Ticketero(bank, 'Ticketero', { phase: Phase.PILOT, app: anyApp(), ...props });
  return { app, bank };
}

const vaultIn = (stack: Stack) =>
  new BackupVault(stack, 'Vault', { encryptionKey: new Key(stack, 'Key') });

test('data keys are replicated to where backups are copied', () => {
  const { bank } = beside((far) => ({ backupCopyTo: vaultIn(far) }));
  const [keys, ...others] = Object.entries(
    resources(Template.fromStack(bank), 'AWS::SecretsManager::Secret'),
  ).filter(([, { Properties }]) => 'ReplicaRegions' in Properties);
  expect(keys[0]).toMatch(/DataKeys/);
  expect(keys[1].Properties.ReplicaRegions).toEqual([{ Region: 'us-west-2' }]);
  expect(others).toEqual([]);
});

test('a vault in the same region is refused, and one in an unknown region', () => {
  expect(refusal(beside((far) => ({ backupCopyTo: vaultIn(far) }), 'us-east-1').app)).toMatch(
    /backupCopyTo is a vault in us-east-1, where the stack is, .* give one in another/,
  );
  const later = beside((_, bank) => ({
    backupCopyTo: BackupVault.fromBackupVaultArn(
      bank,
      'Vault',
      new CfnParameter(bank, 'Arn').valueAsString,
    ),
  }));
  expect(refusal(later.app)).toMatch(
    /backupCopyTo is a vault whose region is known only while deploying, .* give its ARN as text/,
  );
});

test('secrets, certificates and buckets from another region', () => {
  const said = refusal(
    beside((far) => ({
      telegramSecret: new Secret(far, 'Telegram'),
      logBucket: new Bucket(far, 'Logs'),
      domainName: DomainName.of({
        name: 'turnos.bank.cl',
        originCertificate: new Certificate(far, 'Origin', { domainName: 'turnos.bank.cl' }),
        viewerCertificate: Certificate.fromCertificateArn(
          far,
          'Viewer',
          `arn:aws:acm:us-east-1:${account}:certificate/12345678-1234-1234-1234-1234567890ab`,
        ),
      }),
    })).app,
  );
  expect(said).toMatch(/telegramSecret is in us-west-2 and the stack in us-east-1; replicate/);
  expect(said).toMatch(
    /logBucket is in us-west-2 and the stack in us-east-1, .* give one of there/,
  );
  expect(said).toMatch(
    /originCertificate is in us-west-2 and the load balancer in us-east-1; give/,
  );
});

test('all of them from this region are accepted', () => {
  const { app } = beside(
    (near) => ({
      telegramSecret: new Secret(near, 'Telegram'),
      logBucket: new Bucket(near, 'Logs'),
    }),
    'us-east-1',
  );
  expect(() => app.synth()).not.toThrow();
});
