import { InstanceClass, InstanceSize, InstanceType } from 'aws-cdk-lib/aws-ec2';

/** How a NAT instance is made. */
export interface NatInstanceProps {
  /**
   * How many NAT instances. With fewer than the network's three zones, the zones without one send
   * their traffic through another zone's.
   *
   * @default 1
   */
  readonly count?: number;

  /**
   * The instance's type. Egress is Telegram, container images and AWS APIs: the smallest burstable
   * carries it.
   *
   * @default t4g.nano
   */
  readonly instanceType?: InstanceType;
}

/** How a NAT gateway is made. */
export interface NatGatewayProps {
  /**
   * How many NAT gateways; three is one per zone. Losing the zone of a single gateway stops
   * Telegram messages, image pulls and deploys until it is back; calls, screens and tickets go on,
   * because they need no egress.
   *
   * @default 1
   */
  readonly count?: number;
}

/**
 * How private subnets reach the internet (Telegram, image registry, AWS APIs). Nothing can come in
 * this way.
 */
export class Egress {
  /**
   * One or more small NAT instances that Auto Scaling replaces; each keeps its address and network
   * interface. About $7.4 a month each in us-east-1.
   */
  public static natInstance(props: NatInstanceProps = {}): Egress {
    return new Egress(
      'instance',
      props.count ?? 1,
      props.instanceType ?? InstanceType.of(InstanceClass.T4G, InstanceSize.NANO),
    );
  }

  /** One or more managed NAT gateways. About $36.5 a month each in us-east-1, plus $0.045 a GB. */
  public static natGateway(props: NatGatewayProps = {}): Egress {
    return new Egress('gateway', props.count ?? 1, undefined);
  }

  private constructor(
    /** `instance` or `gateway`. */
    public readonly kind: string,
    /** How many there are, 1 to the number of zones. */
    public readonly count: number,
    /** The NAT instances' type; none for gateways. */
    public readonly instanceType: InstanceType | undefined,
  ) {}
}
