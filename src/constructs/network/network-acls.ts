import {
  AclCidr,
  AclTraffic,
  Action,
  IVpc,
  NetworkAcl,
  SubnetSelection,
  TrafficDirection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from '../security/acknowledgements';
import { MailWay } from './mail-way';

/** Rules for mail have their own range of numbers, so that the others keep theirs. */
const FIRST_MAIL_RULE = 200;

/**
 * Network ACLs, stateless and coarse on purpose: they still hold if somebody opens a security
 * group.
 */
export function addAcls(scope: Construct, vpc: IVpc, mail: MailWay | undefined): void {
  const inside = AclCidr.ipv4(vpc.vpcCidrBlock);
  const tier = (name: string, subnets: SubnetSelection) => {
    const acl = new NetworkAcl(scope, name, { vpc, subnetSelection: subnets });
    acknowledge(acl, 'networkAcls');
    const rule = (
      id: string,
      ruleNumber: number,
      direction: TrafficDirection,
      cidr: AclCidr,
      traffic: AclTraffic,
    ) => acl.addEntry(id, { ruleNumber, direction, cidr, traffic, ruleAction: Action.ALLOW });
    rule('FromNetwork', 100, TrafficDirection.INGRESS, inside, AclTraffic.allTraffic());
    rule('ToNetwork', 100, TrafficDirection.EGRESS, inside, AclTraffic.allTraffic());
    return rule;
  };
  const internet = AclCidr.anyIpv4();
  const answers = AclTraffic.tcpPortRange(1024, 65535);

  const mailOut = (rule: ReturnType<typeof tier>) =>
    mail?.cidrs.forEach((cidr, index) =>
      rule(
        `MailOut${index + 1}`,
        FIRST_MAIL_RULE + index,
        TrafficDirection.EGRESS,
        AclCidr.ipv4(cidr),
        AclTraffic.tcpPort(mail.port),
      ),
    );

  const publicTier = tier('PublicAcl', { subnetGroupName: 'public' });
  publicTier('HttpsOut', 110, TrafficDirection.EGRESS, internet, AclTraffic.tcpPort(443));
  publicTier('AnswersIn', 110, TrafficDirection.INGRESS, internet, answers);
  mailOut(publicTier);

  const appTier = tier('AppAcl', { subnetGroupName: 'app' });
  appTier('HttpsOut', 110, TrafficDirection.EGRESS, internet, AclTraffic.tcpPort(443));
  appTier('AnswersIn', 110, TrafficDirection.INGRESS, internet, answers);
  // CloudFront reaches the load balancer in this tier from its own addresses; the security group
  // names them.
  appTier('EdgeIn', 120, TrafficDirection.INGRESS, internet, AclTraffic.tcpPort(443));
  appTier('EdgeInWithoutDomain', 130, TrafficDirection.INGRESS, internet, AclTraffic.tcpPort(80));
  appTier('AnswersOut', 120, TrafficDirection.EGRESS, internet, answers);

  mailOut(appTier);

  tier('DataAcl', { subnetGroupName: 'data' }); // only within the network
}
