import { CfnElement, Duration, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { AutoScalingGroup, GroupMetrics, Signals, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDevice,
  BlockDeviceVolume,
  CfnEIP,
  CfnNetworkInterface,
  ConfigureNatOptions,
  EbsDeviceVolumeType,
  GatewayConfig,
  InstanceType,
  ISecurityGroup,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  NatProvider,
  PrivateSubnet,
  PublicSubnet,
  RouterType,
  UserData,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { acknowledge } from '../security/acknowledgements';
import { allow, allowWide, exactRole } from '../security/roles';
import { MailWay } from './mail-way';
import { natGroup } from './nat-group';

/** The SSM parameter with the newest stock image, without the architecture at its end. */
const LATEST_AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default';

/** Marks an instance as a NAT of a stack; the role may only touch instances with this tag. */
const ROLE_TAG = 'ticketero:nat-of';

/** An instance that does not serve by then fails the deploy, which is rolled back. */
const SERVES_WITHIN = Duration.minutes(15);

/** The encrypted root volume of a NAT instance. */
const disk: BlockDevice = {
  deviceName: '/dev/xvda',
  volume: BlockDeviceVolume.ebs(8, {
    volumeType: EbsDeviceVolumeType.GP3,
    encrypted: true,
    deleteOnTermination: true,
  }),
};

/**
 * NAT instances that replace themselves. Each is an Auto Scaling group of one. At boot the instance
 * attaches a network interface and an address that outlive it, so the route of the private subnets
 * never changes. They run stock Amazon Linux 2023 with nftables, not a third-party image.
 */
export class NatInstances extends NatProvider {
  /** The Auto Scaling groups, one per NAT instance, in the order of the zones. */
  public readonly groups: AutoScalingGroup[] = [];
  private readonly interfaces: {
    readonly az: string;
    readonly ref: string;
    readonly group: AutoScalingGroup;
  }[] = [];
  private next = 0;

  public constructor(
    private readonly instanceType: InstanceType,
    private readonly cidr: string,
    private readonly events: ITopic | undefined,
    private readonly mail: MailWay | undefined,
  ) {
    super();
  }

  public configureNat(options: ConfigureNatOptions): void {
    const { vpc } = options;
    const securityGroup = natGroup(vpc, this.cidr, this.mail);
    options.natSubnets.forEach((subnet, index) =>
      this.addInstance(vpc, subnet, securityGroup, index + 1),
    );
    for (const subnet of options.privateSubnets) this.configureSubnet(subnet);
  }

  public configureSubnet(subnet: PrivateSubnet): void {
    const nat =
      this.interfaces.find(({ az }) => az === subnet.availabilityZone) ??
      this.interfaces[this.next++ % this.interfaces.length];
    // The same id as the route of a NAT gateway: changing from one to the other updates the route
    // in place.
    subnet.addRoute('DefaultRoute', {
      routerType: RouterType.NETWORK_INTERFACE,
      routerId: nat.ref,
      enablesInternetConnectivity: true,
    });
    // The interface exists before any instance serves behind it; the group is complete once one
    // does.
    subnet.node.findChild('DefaultRoute').node.addDependency(nat.group);
  }

  public get configuredGateways(): GatewayConfig[] {
    return this.interfaces.map(({ az, ref }) => ({ az, gatewayId: ref }));
  }

  private addInstance(
    vpc: Vpc,
    subnet: PublicSubnet,
    securityGroup: ISecurityGroup,
    number: number,
  ) {
    const id = `Nat${number}`;
    const lasting = new CfnNetworkInterface(vpc, `${id}Interface`, {
      subnetId: subnet.subnetId,
      groupSet: [securityGroup.securityGroupId],
      sourceDestCheck: false,
      description: `Ticketero: NAT ${number}, outlives its instance`,
    });
    const stack = Stack.of(vpc);
    const address = new CfnEIP(vpc, `${id}Address`, { domain: 'vpc' });
    const template = new LaunchTemplate(vpc, `${id}Template`, {
      instanceType: this.instanceType,
      machineImage: MachineImage.resolveSsmParameterAtLaunch(
        `${LATEST_AMAZON_LINUX}-${this.instanceType.architecture}`,
      ),
      role: this.role(vpc, id, lasting, address),
      securityGroup,
      // to reach the EC2 API until the lasting address replaces it
      associatePublicIpAddress: true,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      blockDevices: [disk],
      userData: userData(
        this.cidr,
        lasting,
        address,
        Lazy.string({ produce: () => stack.getLogicalId(group.node.defaultChild as CfnElement) }),
      ),
    });
    const group: AutoScalingGroup = new AutoScalingGroup(vpc, id, {
      vpc,
      vpcSubnets: { subnets: [subnet] },
      launchTemplate: template,
      minCapacity: 1,
      maxCapacity: 1,
      groupMetrics: [GroupMetrics.all()],
      notifications: this.events && [{ topic: this.events }],
      maxInstanceLifetime: Duration.days(30), // replaced with a freshly patched image
      signals: Signals.waitForAll({ timeout: SERVES_WITHIN }),
      updatePolicy: UpdatePolicy.rollingUpdate({ minInstancesInService: 0, maxBatchSize: 1 }),
    });
    Tags.of(group).add('Name', `${Stack.of(vpc).stackName}/${id}`);
    Tags.of(group).add(ROLE_TAG, Stack.of(vpc).stackName);
    acknowledge(template, 'imageAtLaunch');
    this.groups.push(group);
    this.interfaces.push({ az: subnet.availabilityZone, ref: lasting.ref, group });
  }

  private role(vpc: Vpc, id: string, lasting: CfnNetworkInterface, address: CfnEIP): IRole {
    const { partition, region, account } = Stack.of(vpc);
    const arn = (rest: string) => `arn:${partition}:ec2:${region}:${account}:${rest}`;
    const { sealed } = exactRole(
      vpc,
      `${id}Role`,
      'ec2.amazonaws.com',
      'Ticketero NAT instance: takes its lasting interface and address',
      [
        allow(['cloudformation:SignalResource'], [Stack.of(vpc).stackId]),
        allow(['ec2:AttachNetworkInterface'], [arn(`network-interface/${lasting.ref}`)]),
        allow(['ec2:AssociateAddress'], [arn(`elastic-ip/${address.attrAllocationId}`)]),
        allowWide(
          "An instance's id is known only once it runs; the tag says whose it is.",
          ['ec2:AttachNetworkInterface', 'ec2:AssociateAddress'],
          [arn('instance/*')],
          { StringEquals: { [`aws:ResourceTag/${ROLE_TAG}`]: Stack.of(vpc).stackName } },
        ),
        allowWide(
          "The id of an instance's first interface is known only once it runs; the " +
            'condition says which network it is in.',
          ['ec2:AssociateAddress'],
          [arn('network-interface/*')],
          { ArnEquals: { 'ec2:Vpc': arn(`vpc/${vpc.vpcId}`) } },
        ),
      ],
    );
    return sealed;
  }
}

/**
 * Turns an instance into a NAT: attaches the lasting address and interface once, and sets up
 * forwarding at every boot.
 */
function userData(
  cidr: string,
  lasting: CfnNetworkInterface,
  address: CfnEIP,
  group: string,
): UserData {
  const data = UserData.forLinux({ shebang: '#!/bin/bash' });
  data.addCommands(
    'set -euo pipefail',
    // If the set-up fails, shut down: the group then starts another instance.
    'trap \'echo "NAT set-up failed, shutting down" >&2; shutdown -h now\' ERR',
    'token=$(curl -sf -X PUT http://169.254.169.254/latest/api/token -H ' +
      '"X-aws-ec2-metadata-token-ttl-seconds: 900")',
    'meta() { curl -sf -H "X-aws-ec2-metadata-token: $token" ' +
      '"http://169.254.169.254/latest/meta-data/$1"; }',
    'id=$(meta instance-id)',
    'export AWS_DEFAULT_REGION=$(meta placement/region)',
    `aws ec2 associate-address --instance-id "$id" --allocation-id ` +
      `${address.attrAllocationId} --allow-reassociation`,
    // Wait for the predecessor to release the interface, at most ten minutes.
    'attached=',
    'for attempt in $(seq 60); do',
    `  if aws ec2 attach-network-interface --instance-id "$id" --device-index 1 ` +
      `--network-interface-id ${lasting.ref}; then attached=1; break; fi`,
    '  sleep 10',
    'done',
    '[ -n "$attached" ]',
    // The stock image has no nftables, and its package manager needs more than 512 MiB
    // (amazonlinux/amazon-linux-2023#404): with swap, and more than once.
    'if ! command -v nft > /dev/null; then',
    '  dd if=/dev/zero of=/swap bs=1M count=768 status=none',
    '  chmod 600 /swap; mkswap /swap > /dev/null; swapon /swap',
    '  for attempt in 1 2 3 4 5 6; do',
    '    if dnf install -y --setopt=install_weak_deps=False nftables; then break; fi',
    '    sleep 20',
    '  done',
    '  swapoff /swap || true',
    '  rm -f /swap',
    'fi',
    'command -v nft > /dev/null',
    "cat > /var/lib/cloud/scripts/per-boot/nat.sh <<'SCRIPT'",
    ...atEveryBoot(cidr),
    'SCRIPT',
    'chmod 755 /var/lib/cloud/scripts/per-boot/nat.sh',
    '/var/lib/cloud/scripts/per-boot/nat.sh',
    // Lets a waiting stack continue. Nothing waits when an instance is replaced.
    `aws cloudformation signal-resource --stack-name ${Stack.of(lasting).stackId} ` +
      `--logical-resource-id ${group} --unique-id "$id" --status SUCCESS || true`,
  );
  return data;
}

/** The script that makes a NAT of an instance whose interfaces are attached. */
function atEveryBoot(cidr: string): string[] {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    "outside=$(ip -4 -o route show default | awk '{print $5; exit}')",
    "gateway=$(ip -4 -o route show default | awk '{print $3; exit}')",
    'for attempt in $(seq 60); do',
    '  inside=$(ip -o link show | awk -F": " \'{print $2}\' | grep -Ev "^(lo|$outside)$" | ' +
      'head -1 || true)',
    '  if [ -n "$inside" ] && ip -4 -o addr show dev "$inside" | grep -q inet; then break; fi',
    '  sleep 1',
    'done',
    // Answers leave through the interface whose source/destination check is off. Added by networkd,
    // which removes routes that others add (awslabs/amazon-eks-ami#1738).
    'mkdir -p "/etc/systemd/network/70-$inside.network.d"',
    'cat > "/etc/systemd/network/70-$inside.network.d/nat.conf" <<ROUTE',
    '[Route]',
    `Destination=${cidr}`,
    'Gateway=$gateway',
    'GatewayOnLink=yes',
    'ROUTE',
    'networkctl reload',
    'networkctl reconfigure "$inside"',
    'for attempt in $(seq 30); do',
    `  if ip -4 route show ${cidr} dev "$inside" | grep -q via; then break; fi`,
    '  sleep 1',
    'done',
    // a route that may be removed is better than none
    `ip -4 route show ${cidr} dev "$inside" | grep -q via || ` +
      `ip route replace ${cidr} via "$gateway" dev "$inside"`,
    'sysctl -w net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=2 ' +
      'net.ipv4.conf.default.rp_filter=2',
    'nft -f - <<RULES',
    'table ip nat',
    'delete table ip nat',
    'table ip nat {',
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat; policy accept;',
    `    ip saddr ${cidr} oifname "$outside" masquerade`,
    '  }',
    '}',
    'RULES',
  ];
}
