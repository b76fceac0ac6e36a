import { App, Stack } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { deployment, refusal } from './synthesized';

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

test('a copy of backups beside the original, and a part of AWS without this edge', () => {
  const vault = 'arn:aws:backup:us-east-1:111122223333:backup-vault:ticketero';
  const scope = new Stack(new App({ analyticsReporting: false }), 'Vaults');
  expect(refused({ backupCopyTo: BackupVault.fromBackupVaultArn(scope, 'Copy', vault) })).toMatch(
    /backupCopyTo is a vault in us-east-1, where the stack is, .* give one in another/,
  );
  expect(refused({ region: 'us-gov-west-1' })).toMatch(
    /the stack is in us-gov-west-1, a part of AWS whose CloudFront .* give a region of the/,
  );
});
