import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { AutoScalingGroup, GroupMetrics, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceArchitecture,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import {
  AsgCapacityProvider,
  Cluster,
  ContainerInsights,
  ExecuteCommandLogging,
} from 'aws-cdk-lib/aws-ecs';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { checked, Kinds, of, part, required } from '../given/given';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { PHASE } from '../phase/phase-problems';
import { acknowledge } from '../security/acknowledgements';
import { allow, allowWide, exactRole } from '../security/roles';

/** Path of the SSM parameters with the newest ECS images of Amazon Linux 2023. */
const ECS_IMAGES = '/aws/service/ecs/optimized-ami/amazon-linux-2023';

/** Properties of the hosts. */
export interface TicketHostsProps {
  /** The phase, which sets their sizes. */
  readonly phase: Phase;
  /** The network they are in. */
  readonly network: TicketNetwork;
  /** The key that encrypts `exec` sessions, if those are allowed. */
  readonly encryptionKey: IKey;

  /**
   * A topic that is notified of every launch and termination of a host.
   *
   * @default nobody is notified
   */
  readonly hostEvents?: ITopic;

  /**
   * Where sessions of `exec` are recorded.
   *
   * @default `exec` is not allowed
   */
  readonly execLog?: ILogGroup;
}

/** What each property takes. */
const KINDS: Kinds<TicketHostsProps> = {
  phase: PHASE,
  network: part('a TicketNetwork', 'taskGroup'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  hostEvents: of('a topic, such as Topic.fromTopicArn()'),
  execLog: of('a log group'),
};

/**
 * The ECS cluster and its EC2 hosts. Each launch uses the newest ECS image, and every host is
 * replaced within 14 days, the new one serving before the old one drains. Nobody can sign in to a
 * host: there is no key, no open port and no shell agent.
 */
export class TicketHosts extends Construct {
  /** The cluster. */
  public readonly cluster: Cluster;
  /** The Auto Scaling group of the hosts. */
  public readonly group: AutoScalingGroup;
  /** The log group that records `exec` sessions; undefined if they are not allowed. */
  public readonly execLog: ILogGroup | undefined;
  /** Places tasks on hosts and adds hosts when tasks need them. */
  public readonly capacityProvider: AsgCapacityProvider;

  public constructor(scope: Construct, id: string, props: TicketHostsProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { phase, network } = props;
    this.execLog = props.execLog;
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.DISABLED,
      executeCommandConfiguration: props.execLog && {
        kmsKey: props.encryptionKey,
        logging: ExecuteCommandLogging.OVERRIDE,
        logConfiguration: { cloudWatchLogGroup: props.execLog, cloudWatchEncryptionEnabled: true },
      },
    });
    acknowledge(this.cluster, 'containerInsights');

    const template = this.launchTemplate(phase, network);
    this.group = new AutoScalingGroup(this, 'Group', {
      vpc: network.vpc,
      vpcSubnets: network.appSubnets,
      launchTemplate: template,
      minCapacity: phase.hostsMin,
      maxCapacity: phase.hostsMax,
      groupMetrics: [GroupMetrics.all()],
      notifications: props.hostEvents && [{ topic: props.hostEvents }],
      maxInstanceLifetime: Duration.days(14), // each launch uses the newest image
      minHealthyPercentage: 100, // the new host serves before the old one drains
      maxHealthyPercentage: 200,
      updatePolicy: UpdatePolicy.rollingUpdate({
        minInstancesInService: Math.max(Math.min(phase.hostsMin, phase.hostsMax - 1), 0),
        maxBatchSize: 1,
      }),
    });
    Tags.of(this.group).add('Name', `${Stack.of(this).stackName}/host`);
    acknowledge(template, 'imageAtLaunch');

    this.capacityProvider = new AsgCapacityProvider(this, 'Capacity', {
      autoScalingGroup: this.group,
      enableManagedScaling: true,
      enableManagedDraining: true,
      // it blocks deletes and image updates; managed draining protects tasks instead
      enableManagedTerminationProtection: false,
      targetCapacityPercent: 100,
      instanceWarmupPeriod: 120,
    });
    this.cluster.addAsgCapacityProvider(this.capacityProvider);
  }

  private launchTemplate(phase: Phase, network: TicketNetwork): LaunchTemplate {
    const arm = phase.hostInstanceType.architecture === InstanceArchitecture.ARM_64;
    const userData = UserData.forLinux();
    userData.addCommands(
      'cat >> /etc/ecs/ecs.config <<CONFIG',
      'ECS_AWSVPC_BLOCK_IMDS=true', // tasks have their own roles and must not reach the host's
      'ECS_ENABLE_TASK_IAM_ROLE=true',
      'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true', // tasks log with their own role
      'ECS_CONTAINER_STOP_TIMEOUT=60s',
      'ECS_IMAGE_PULL_BEHAVIOR=prefer-cached',
      'ECS_ENABLE_SPOT_INSTANCE_DRAINING=true',
      'CONFIG',
    );
    return new LaunchTemplate(this, 'Template', {
      instanceType: phase.hostInstanceType,
      machineImage: MachineImage.resolveSsmParameterAtLaunch(
        `${ECS_IMAGES}/${arm ? 'arm64/' : ''}recommended/image_id`,
      ),
      role: this.hostRole(),
      securityGroup: network.hostGroup,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      detailedMonitoring: phase.hostDetailedMonitoring,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(30, {
            volumeType: EbsDeviceVolumeType.GP3,
            encrypted: true,
            deleteOnTermination: true,
          }),
        },
      ],
      userData,
    });
  }

  private hostRole() {
    const { partition, region, account } = Stack.of(this);
    const instances = `arn:${partition}:ecs:${region}:${account}:container-instance`;
    const hosts = `${instances}/${this.cluster.clusterName}/*`;
    const { sealed } = exactRole(
      this,
      'Role',
      'ec2.amazonaws.com',
      'Ticketero host: what the ECS agent needs, nothing else',
      [
        allow(
          [
            'ecs:RegisterContainerInstance',
            'ecs:DeregisterContainerInstance',
            'ecs:SubmitAttachmentStateChanges',
            'ecs:SubmitContainerStateChange',
            'ecs:SubmitTaskStateChange',
          ],
          [this.cluster.clusterArn],
        ),
        allowWide(
          "A host's id is made when it registers; the condition says of which cluster.",
          ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
          [hosts],
          { ArnEquals: { 'ecs:cluster': this.cluster.clusterArn } },
        ),
        allowWide(
          'Neither action can be limited to a resource.',
          ['ecs:DiscoverPollEndpoint', 'ec2:DescribeTags'],
          ['*'],
        ),
        allowWide(
          "A host's id is made when it registers, which is the only time it may tag.",
          ['ecs:TagResource'],
          [hosts],
          { StringEquals: { 'ecs:CreateAction': 'RegisterContainerInstance' } },
        ),
      ],
    );
    return sealed;
  }
}
