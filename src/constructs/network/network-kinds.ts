import { RemovalPolicy } from 'aws-cdk-lib';
import { FlowLogTrafficType } from 'aws-cdk-lib/aws-ec2';
import { Kinds, knownText, member, of, texts, yesOrNo } from '../given/given';
import { TicketNetworkProps } from './ticket-network-props';

const subnets = of("a selection, such as { subnetGroupName: 'app' }");

/** What each property of the network takes. */
export const KINDS: Kinds<TicketNetworkProps> = {
  egress: of('Egress.natInstance(), Egress.natGateway() or Egress.none()'),
  cidr: knownText,
  availabilityZones: texts,
  vpc: of('a network, such as Vpc.fromLookup()'),
  appSubnets: subnets,
  dataSubnets: subnets,
  logBucket: of('a bucket, such as TicketStorage.logs'),
  hostEvents: of('a topic, such as Topic.fromTopicArn()'),
  flowLogTraffic: member('a FlowLogTrafficType', FlowLogTrafficType),
  mail: of('url and from, such as smtps://mail.bank.cl and turnos@bank.cl'),
  shells: yesOrNo,
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};
