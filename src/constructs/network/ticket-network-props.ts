import { RemovalPolicy } from 'aws-cdk-lib';
import { FlowLogTrafficType, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Egress } from './egress';
import { MailServer } from './mail-server';

/**
 * Properties of the network. Only HTTPS (443), and mail on its server's port, can leave it; only
 * CloudFront can get in.
 */
export interface TicketNetworkProps {
  /**
   * How private subnets reach the internet. With `vpc`, all that matters is whether it is
   * `Egress.none()`.
   *
   * @default Egress.natInstance()
   */
  readonly egress?: Egress;

  /**
   * The network's address range, which must fit three zones with three tiers each: /22 at the
   * smallest, /16 at the largest.
   *
   * @default '10.20.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Exactly three zones. Their letters differ between accounts, and not every zone offers every
   * service: one zone of us-east-1 has neither Graviton hosts nor private origins. There the synth
   * warns, with the command that lists the zones that do. Changing the zones later replaces every
   * subnet.
   *
   * @default the first three zones of the region
   */
  readonly availabilityZones?: string[];

  /**
   * An existing network to use, with its own egress and flow logs and an internet gateway attached,
   * which CloudFront requires.
   *
   * @default a new network is created
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of your `vpc` for load balancer, hosts and tasks: private with egress, in at least
   * two zones.
   *
   * @default its private subnets with egress
   */
  readonly appSubnets?: SubnetSelection;

  /**
   * The subnets of your `vpc` for database and cache, in at least two zones.
   *
   * @default its isolated subnets
   */
  readonly dataSubnets?: SubnetSelection;

  /**
   * The bucket for flow logs. Its lifecycle rules decide how long they are kept.
   *
   * @default no flow logs
   */
  readonly logBucket?: IBucket;

  /**
   * A topic that is notified of every launch and termination of a NAT instance.
   *
   * @default nobody is notified
   */
  readonly hostEvents?: ITopic;

  /**
   * Which connections are written to the flow logs.
   *
   * @default FlowLogTrafficType.REJECT, refused connections only
   */
  readonly flowLogTraffic?: FlowLogTrafficType;

  /**
   * The mail server that tasks may reach. With a `vpc` of your own, its routes and network ACLs
   * have to let its port out too.
   *
   * @default no mail leaves
   */
  readonly mail?: MailServer;

  /**
   * Whether shells in tasks must work where nothing leaves the network (`Egress.none()`).
   *
   * @default false
   */
  readonly shells?: boolean;

  /**
   * What happens to the network and its data subnets when the stack is deleted. A database that is
   * kept needs them.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
