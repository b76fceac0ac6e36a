import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { MailWay } from './mail-way';

/** The security group of NAT instances: HTTPS, and mail if there is a mail server. */
export function natGroup(vpc: Vpc, cidr: string, mail: MailWay | undefined): SecurityGroup {
  const group = new SecurityGroup(vpc, 'NatSecurityGroup', {
    vpc,
    // changing the description would replace the group
    description: 'NAT instances: HTTPS out, for the subnets of this network only',
    allowAllOutbound: false,
  });
  group.addIngressRule(Peer.ipv4(cidr), Port.HTTPS, 'What private subnets send to the internet');
  group.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'Telegram, image registries, AWS APIs, packages');
  if (!mail) return group;
  const port = Port.tcp(mail.port);
  group.addIngressRule(Peer.ipv4(cidr), port, 'Reports by mail');
  for (const each of mail.cidrs) group.addEgressRule(Peer.ipv4(each), port, 'Reports by mail');
  return group;
}
