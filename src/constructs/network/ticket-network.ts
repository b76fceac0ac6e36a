import { Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  CfnFlowLog,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  ISecurityGroup,
  IVpc,
  NatProvider,
  Peer,
  Port,
  PrivateSubnet,
  SecurityGroup,
  SubnetSelection,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { PORTS } from '../../contract';
import { checked } from '../given/given';
import { acknowledge } from '../security/acknowledgements';
import { keepTogether } from '../security/kept-together';
import { vpcProblem } from '../security/things-given';
import { Egress } from './egress';
import { MailWay, mailWay } from './mail-way';
import { NatInstances } from './nat-instances';
import { addAcls } from './network-acls';
import { addEndpoints, NoEgress } from './network-endpoints';
import { KINDS } from './network-kinds';
import {
  cidrProblem,
  DEFAULT_CIDR,
  isolated,
  networkProblems,
  requireSubnets,
  shared,
} from './network-problems';
import {
  warnOfNoWayOut,
  warnOfSharedSubnets,
  warnOfSilence,
  warnOfZones,
} from './network-warnings';
import { TicketNetworkProps } from './ticket-network-props';

/**
 * A network with three zones from the first day, because growing from two would renumber every
 * subnet. Each zone has three tiers: public (NAT only), app and data. Every tier has a security
 * group and a network ACL: the security groups do the exact work, the ACLs keep whole tiers off the
 * internet.
 */
export class TicketNetwork extends Construct {
  /** The VPC. */
  public readonly vpc: IVpc;
  /** Subnets of load balancer, hosts and tasks. */
  public readonly appSubnets: SubnetSelection;
  /** Subnets of database and cache. */
  public readonly dataSubnets: SubnetSelection;
  /** Security group of the load balancer: HTTPS from CloudFront only. */
  public readonly balancerGroup: SecurityGroup;
  /** Security group of the container hosts: nothing in, HTTPS out. */
  public readonly hostGroup: SecurityGroup;
  /**
   * Security group of the tasks: in from the load balancer; out to database, cache, HTTPS and the
   * mail server.
   */
  public readonly taskGroup: SecurityGroup;
  /** Security group of the database: in from tasks. */
  public readonly databaseGroup: SecurityGroup;
  /** Security group of the cache: in from tasks. */
  public readonly cacheGroup: SecurityGroup;
  /**
   * Names of the Auto Scaling groups of NAT instances; empty with NAT gateways or your own `vpc`.
   */
  public readonly natGroupNames: string[];
  /** Whether anything can leave the network: Telegram, webhooks, public images. */
  public readonly hasEgress: boolean;

  public constructor(scope: Construct, id: string, props: TicketNetworkProps = {}) {
    super(scope, id);
    props = checked(this, props, KINDS);
    this.node.addValidation({ validate: () => networkProblems(props, this.region) });

    const { instanceType, kind, count } = props.egress ?? Egress.natInstance();
    const mail = mailWay(props.mail);
    this.hasEgress = kind !== 'none';
    // a wrong value is reported by the validation
    const cidr = cidrProblem(props.cidr) ? DEFAULT_CIDR : (props.cidr ?? DEFAULT_CIDR);
    const nats =
      instanceType && !props.vpc
        ? new NatInstances(instanceType, cidr, props.hostEvents, mail)
        : undefined;
    this.vpc = props.vpc ?? this.makeVpc(props, cidr, nats);
    this.natGroupNames = nats?.groups.map((group) => group.autoScalingGroupName) ?? [];
    this.appSubnets = props.vpc
      ? (props.appSubnets ?? { subnetType: SubnetType.PRIVATE_WITH_EGRESS })
      : { subnetGroupName: 'app' };
    this.dataSubnets = props.vpc
      ? (props.dataSubnets ?? { subnetType: SubnetType.PRIVATE_ISOLATED })
      : { subnetGroupName: 'data' };
    if (props.vpc) this.requireTiers(props.vpc);
    else addAcls(this, this.vpc, mail);
    if (!this.hasEgress && this.vpc instanceof Vpc) {
      const subnets = this.vpc.selectSubnets(this.appSubnets).subnets.slice(0, count);
      addEndpoints(this, { vpc: this.vpc, cidr, subnets, shells: props.shells ?? false });
    }
    if (!this.hasEgress) warnOfSilence(this);
    if (!props.vpc && !props.availabilityZones && this.region === 'us-east-1') warnOfZones(this);

    const group = (name: string, description: string) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound: false });
    this.balancerGroup = group('BalancerGroup', 'Ticketero load balancer: from CloudFront only');
    this.hostGroup = group('HostGroup', 'Ticketero hosts: nothing in');
    this.taskGroup = group('TaskGroup', 'Ticketero tasks: from the load balancer');
    this.databaseGroup = group('DatabaseGroup', 'Ticketero database: from tasks');
    this.cacheGroup = group('CacheGroup', 'Ticketero cache: from tasks');
    this.connectTiers(mail);
  }

  private requireTiers(vpc: IVpc) {
    const wrong = vpcProblem(this, vpc);
    if (wrong !== undefined) throw new Error(wrong);
    requireSubnets(vpc, this.appSubnets, this.dataSubnets);
    const both = shared(vpc, this.appSubnets, this.dataSubnets);
    if (both.length > 0) warnOfSharedSubnets(this, both);
    const closed = isolated(vpc, this.appSubnets);
    if (this.hasEgress && closed.length > 0) warnOfNoWayOut(this, closed);
  }

  private makeVpc(props: TicketNetworkProps, cidr: string, nats: NatInstances | undefined): Vpc {
    const prefix = Number(cidr.split('/')[1]);
    const zones =
      props.availabilityZones?.length === 3
        ? props.availabilityZones
        : [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs()));
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(cidr),
      availabilityZones: zones,
      natGateways: Math.min(Math.max(props.egress?.count ?? 1, 1), 3),
      natGatewaySubnets: { subnetGroupName: 'public' },
      natGatewayProvider: nats ?? (this.hasEgress ? NatProvider.gateway() : new NoEgress()),
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [
        {
          name: 'public',
          subnetType: SubnetType.PUBLIC,
          cidrMask: prefix + 5,
          mapPublicIpOnLaunch: false,
        },
        { name: 'app', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: prefix + 3 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: prefix + 5 },
      ],
      // free, and image layers and logs bypass the NAT
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
    });
    vpc.publicSubnets.forEach((subnet) => acknowledge(subnet, 'internetRoute'));
    const dataSubnets = vpc.isolatedSubnets.map((subnet) => subnet as PrivateSubnet);
    keepTogether(props.removalPolicy ?? RemovalPolicy.RETAIN, vpc, ...dataSubnets);
    if (props.logBucket) {
      const log = new CfnFlowLog(this, 'FlowLog', {
        resourceId: vpc.vpcId,
        resourceType: 'VPC',
        trafficType: props.flowLogTraffic ?? FlowLogTrafficType.REJECT,
        logDestinationType: 's3',
        logDestination: props.logBucket.arnForObjects('network/'),
      });
      // otherwise the first records are refused; an existing bucket already has a policy of its own
      if (props.logBucket.policy) log.node.addDependency(props.logBucket.policy);
    }
    return vpc;
  }

  private connectTiers(mail: MailWay | undefined) {
    this.hostGroup.connections.allowToAnyIpv4(Port.HTTPS, 'ECS, image registries, logs, packages');
    this.taskGroup.connections.allowToAnyIpv4(Port.HTTPS, 'Telegram, AWS APIs');
    for (const cidr of mail?.cidrs ?? []) {
      this.taskGroup.addEgressRule(Peer.ipv4(cidr), Port.tcp(mail!.port), 'Reports by mail');
    }
    this.taskGroup.connections.allowTo(this.databaseGroup, Port.tcp(PORTS.database), 'PostgreSQL');
    this.taskGroup.connections.allowTo(this.cacheGroup, Port.tcp(PORTS.cache), 'Valkey');
  }

  /** The region the network is in; undefined if it is known only while deploying. */
  public get region(): string | undefined {
    const { region } = Stack.of(this);
    return Token.isUnresolved(region) ? undefined : region;
  }

  /** Lets the load balancer reach tasks on `port`. */
  public allowBalancerToTasks(port: number): void {
    this.balancerGroup.connections.allowTo(
      this.taskGroup as ISecurityGroup,
      Port.tcp(port),
      'The app',
    );
  }
}
