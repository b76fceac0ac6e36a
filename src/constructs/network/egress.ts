import { InstanceClass, InstanceSize, InstanceType } from 'aws-cdk-lib/aws-ec2';

/** Properties of NAT instances. */
export interface NatInstanceProps {
  /**
   * Number of NAT instances, 1 to 3. Zones without one send their traffic through the instance of
   * another zone.
   *
   * @default 1
   */
  readonly count?: number;

  /**
   * The instance type. Egress is Telegram, container images and AWS APIs, which the smallest
   * burstable type can carry.
   *
   * @default t4g.nano
   */
  readonly instanceType?: InstanceType;
}

/** Properties of NAT gateways. */
export interface NatGatewayProps {
  /**
   * Number of NAT gateways, 1 to 3; three is one per zone. If the zone of a single gateway fails,
   * Telegram messages, image pulls and deploys stop until it is back. Calls, screens and tickets go
   * on, because they need no egress.
   *
   * @default 1
   */
  readonly count?: number;
}

/** Properties of a network without egress. */
export interface NoEgressProps {
  /**
   * In how many zones AWS's services have endpoints, 1 to 3. With a single zone, image pulls and
   * deploys stop when it fails until it is back, as with a single NAT gateway.
   *
   * @default 1
   */
  readonly count?: number;
}

/**
 * How private subnets reach the internet: Telegram, image registries, AWS APIs. Nothing can come in
 * this way.
 */
export class Egress {
  /**
   * One or more small NAT instances. Auto Scaling replaces them, and each keeps its address and
   * network interface. About $7.40 a month each in us-east-1.
   */
  public static natInstance(props: NatInstanceProps = {}): Egress {
    return new Egress(
      'instance',
      props.count ?? 1,
      props.instanceType ?? InstanceType.of(InstanceClass.T4G, InstanceSize.NANO),
    );
  }

  /**
   * One or more managed NAT gateways. About $36.50 a month each in us-east-1, plus $0.045 per GB.
   */
  public static natGateway(props: NatGatewayProps = {}): Egress {
    return new Egress('gateway', props.count ?? 1, undefined);
  }

  /**
   * Nothing leaves the network. Hosts and tasks reach AWS's services by interface endpoints, about
   * $58 a month and zone in us-east-1 ($73 with `execAccess`). Telegram and webhooks need the
   * internet, so no message is sent; tickets, screens and paper are as with the others. The image
   * must be built here or be in ECR. With a `vpc` of your own, the endpoints are yours too: `ecs`,
   * `ecs-agent`, `ecs-telemetry`, `ecr.api`, `ecr.dkr`, `secretsmanager`, `logs`, `xray`, and S3's
   * gateway.
   */
  public static none(props: NoEgressProps = {}): Egress {
    return new Egress('none', props.count ?? 1, undefined);
  }

  private constructor(
    /** `instance`, `gateway` or `none`. */
    public readonly kind: string,
    /** How many there are, or in how many zones: 1 to 3. */
    public readonly count: number,
    /** The type of the NAT instances; undefined for the others. */
    public readonly instanceType: InstanceType | undefined,
  ) {}
}
