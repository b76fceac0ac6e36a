import {
  ConfigureNatOptions,
  GatewayConfig,
  InterfaceVpcEndpoint,
  ISubnet,
  NatProvider,
  Peer,
  Port,
  PrivateSubnet,
  SecurityGroup,
  InterfaceVpcEndpointAwsService as Service,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** What hosts and tasks call in AWS, by construct id; S3 has an endpoint in every network. */
const always: Readonly<Record<string, Service>> = {
  // the agent on the hosts
  Ecs: Service.ECS,
  EcsAgent: Service.ECS_AGENT,
  EcsTelemetry: Service.ECS_TELEMETRY,
  // images; their layers come from S3
  Ecr: Service.ECR,
  EcrDocker: Service.ECR_DOCKER,
  // secrets at start, and the function that changes the administrator's password
  Secrets: Service.SECRETS_MANAGER,
  Logs: Service.CLOUDWATCH_LOGS,
  Traces: Service.XRAY,
};

/** What the agent behind ECS Exec also calls. */
const forShells: Readonly<Record<string, Service>> = {
  ShellChannels: Service.SSM_MESSAGES,
  Keys: Service.KMS,
};

/** Private subnets get no default route: nothing leaves the network. */
export class NoEgress extends NatProvider {
  public configureNat(_options: ConfigureNatOptions): void {
    // nothing to make
  }

  public configureSubnet(_subnet: PrivateSubnet): void {
    // nothing to route to
  }

  public get configuredGateways(): GatewayConfig[] {
    return [];
  }
}

/** What the endpoints of a network without egress need. */
export interface EndpointOptions {
  readonly vpc: Vpc;
  /** The address range that may use them. */
  readonly cidr: string;
  /** One per zone that gets endpoints. */
  readonly subnets: ISubnet[];
  /** Whether shells in tasks must work too. */
  readonly shells: boolean;
}

/** Makes AWS's services, and nothing else, reachable from a network without egress. */
export function addEndpoints(scope: Construct, options: EndpointOptions): void {
  const { vpc, cidr, subnets, shells } = options;
  const group = new SecurityGroup(scope, 'EndpointGroup', {
    vpc,
    description: 'Ticketero endpoints: HTTPS from this network',
    allowAllOutbound: false,
  });
  group.addIngressRule(Peer.ipv4(cidr), Port.HTTPS, 'AWS APIs');
  for (const [name, service] of Object.entries({ ...always, ...(shells ? forShells : {}) })) {
    new InterfaceVpcEndpoint(scope, `${name}Endpoint`, {
      vpc,
      service,
      subnets: { subnets },
      securityGroups: [group],
      privateDnsEnabled: true,
      open: false,
    });
  }
}
