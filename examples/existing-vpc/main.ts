import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DomainName, Phase, Ticketero } from 'ticketero';

export const app = new App();
const stack = new Stack(app, 'Ticketero', {
  env: { account: '111122223333', region: 'us-east-1' },
});

// Attributes instead of a lookup: synth queries no account. An internet gateway must be attached,
// for CloudFront's private origin.
const zones = ['us-east-1a', 'us-east-1b', 'us-east-1d'];
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  vpcCidrBlock: '10.60.0.0/16',
  availabilityZones: zones,
});
const subnets = (name: string, ids: string[]) => ({
  subnets: ids.map((subnetId, index) =>
    Subnet.fromSubnetAttributes(stack, `${name}${index}`, {
      subnetId,
      availabilityZone: zones[index],
    }),
  ),
});

new Ticketero(stack, 'Ticketero', {
  phase: Phase.EXPANSION,
  vpc,
  appSubnets: subnets('App', [
    'subnet-0a1b2c3d4e5f60711',
    'subnet-0a1b2c3d4e5f60712',
    'subnet-0a1b2c3d4e5f60713',
  ]),
  dataSubnets: subnets('Data', [
    'subnet-0d1b2c3d4e5f60711',
    'subnet-0d1b2c3d4e5f60712',
    'subnet-0d1b2c3d4e5f60713',
  ]),
  encryptionKey: Key.fromKeyArn(
    stack,
    'BankKey',
    'arn:aws:kms:us-east-1:111122223333:key/00000000-1111-2222-3333-444444444444',
  ),
  // DNS is elsewhere: the bank issued both certificates and points the name at the distribution
  // itself.
  domainName: DomainName.of({
    name: 'turnos.bank.example',
    viewerCertificate: Certificate.fromCertificateArn(
      stack,
      'Viewer',
      'arn:aws:acm:us-east-1:111122223333:certificate/00000000-1111-2222-3333-555555555555',
    ),
    originCertificate: Certificate.fromCertificateArn(
      stack,
      'Origin',
      'arn:aws:acm:us-east-1:111122223333:certificate/00000000-1111-2222-3333-666666666666',
    ),
  }),
  tags: { CostCentre: '4711' },
});
