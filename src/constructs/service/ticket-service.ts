import { CfnDeletionPolicy, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import {
  AvailabilityZoneRebalancing,
  BuiltInAttributes,
  Capability,
  CfnTaskDefinition,
  Compatibility,
  ContainerDefinition,
  ContainerDefinitionOptions,
  ContainerDependencyCondition,
  ContainerImage,
  Ec2Service,
  LinuxParameters,
  LogDrivers,
  NetworkMode,
  PlacementStrategy,
  PropagatedTagSource,
  TaskDefinition,
  TmpfsMountOption,
} from 'aws-cdk-lib/aws-ecs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRIC_DIMENSION, METRIC_NAMESPACE, METRICS, SHUTDOWN_SECONDS } from '../../contract';
import { checked } from '../given/given';
import { collectorImage } from '../image/collector-image';
import { mailProblems } from '../network/mail-way';
import { acknowledge } from '../security/acknowledgements';
import { physicalName } from '../security/physical-name';
import { appEnvironment, appSecrets, migrateEnvironment, migrateSecrets } from './app-variables';
import { COLLECTOR_USER, collectorOptions, CPU, MIGRATE_MIB } from './collector';
import { containerProblems } from './container-problems';
import { addExecMounts } from './exec-mounts';
import { openFiles } from './open-files';
import { environmentProblems, ownEnvironment } from './own-environment';
import { KINDS } from './service-kinds';
import { executionRole, taskRole } from './service-roles';
import { signInProblems } from './staff-sign-in';
import { TicketServiceProps } from './ticket-service-props';
import { unreachable } from './without-egress';

/**
 * How long the app waits for `migrate`, which may itself wait for another task's. Without a limit,
 * a migration that hangs would block a deploy for hours.
 */
const MIGRATE_PATIENCE = Duration.minutes(30);

/**
 * The tasks of the app. Each migrates the database before it serves, runs its own collector and can
 * only write to `/tmp`. A deploy that does not become healthy is rolled back automatically.
 */
export class TicketService extends Construct {
  /** The ECS service. */
  public readonly service: Ec2Service;
  /** The app's log, which also contains its metrics in embedded metric format. */
  public readonly log: LogGroup;
  /** The task definition. */
  public readonly task: TaskDefinition;
  /**
   * This deployment's name in the app's metrics, the value of their dimension: the stack's name.
   */
  public readonly deployment: string;
  private readonly props: TicketServiceProps;

  public constructor(scope: Construct, id: string, props: TicketServiceProps) {
    super(scope, id);
    this.props = props = checked(this, props, KINDS);
    const { phase, app } = props;
    const architecture = phase.hostInstanceType.architecture;
    const bound = app.bind(this, architecture);
    this.node.addValidation({
      validate: () => [
        ...app.problems(),
        ...containerProblems(phase, app),
        ...environmentProblems(props.environment),
        ...unreachable(bound, props),
        ...signInProblems(props.staffSignIn, props.network.hasEgress),
        ...mailProblems(props.mail, props.network.hasEgress),
      ],
    });
    this.deployment = Stack.of(this).stackName;

    this.log = new LogGroup(this, 'Log', {
      retention: props.logRetention ?? phase.logRetention,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    const spans = collectorImage(this, props.collectorImage, props.network.hasEgress, architecture);
    const execution = executionRole(this, props, [bound, spans], this.log);
    const taskRoleOf = taskRole(this, props);
    this.task = new TaskDefinition(this, 'Task', {
      family: physicalName(this, 'app', 100),
      compatibility: Compatibility.EC2,
      networkMode: NetworkMode.AWS_VPC,
      executionRole: execution,
      taskRole: taskRoleOf,
    });
    const definition = this.task.node.defaultChild as CfnTaskDefinition;
    definition.runtimePlatform = {
      cpuArchitecture: architecture === InstanceArchitecture.ARM_64 ? 'ARM64' : 'X86_64',
      operatingSystemFamily: 'LINUX',
    };
    definition.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN; // to go back to it
    definition.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
    acknowledge(this.task, 'plainEnvironment');

    const collector = this.addCollector(spans.image);
    const main = this.addApp(bound.image);
    main.addContainerDependencies({
      container: collector,
      condition: ContainerDependencyCondition.START,
    });
    if (app.migrateCommand.length > 0) {
      main.addContainerDependencies({
        container: this.addMigrate(bound.image),
        condition: ContainerDependencyCondition.SUCCESS,
      });
    }
    this.task.defaultContainer = main;
    this.service = this.addService(main);
    this.scale();
  }

  private addService(main: ContainerDefinition): Ec2Service {
    const { hosts, network, balancer, app } = this.props;
    const service = new Ec2Service(this, 'Service', {
      cluster: hosts.cluster,
      taskDefinition: this.task,
      securityGroups: [network.taskGroup],
      vpcSubnets: network.appSubnets,
      capacityProviderStrategies: [
        { capacityProvider: hosts.capacityProvider.capacityProviderName, weight: 1 },
      ],
      placementStrategies: [
        PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE),
        PlacementStrategy.spreadAcrossInstances(),
      ],
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: Duration.seconds(120),
      enableExecuteCommand: this.props.execAccess ?? false,
      propagateTags: PropagatedTagSource.SERVICE,
      enableECSManagedTags: true,
    });
    balancer.targets.addTarget(
      service.loadBalancerTarget({ containerName: main.containerName, containerPort: app.port }),
    );
    // Created after the cluster has its capacity provider, and deleted before the cluster releases
    // it.
    service.node.addDependency(balancer.listener, hosts.cluster);
    return service;
  }

  /**
   * Scales on CPU and on open sockets, since a branch full of screens hardly uses CPU. The capacity
   * provider adds hosts for the tasks.
   */
  private scale() {
    const { phase } = this.props;
    const scaling = this.service.autoScaleTaskCount({
      minCapacity: phase.tasksMin,
      maxCapacity: phase.tasksMax,
    });
    const slowly = { scaleInCooldown: Duration.minutes(10), scaleOutCooldown: Duration.minutes(1) };
    scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60, ...slowly });
    scaling.scaleToTrackCustomMetric('Sockets', {
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: METRICS.openSockets,
        dimensionsMap: { [METRIC_DIMENSION]: this.deployment },
        statistic: Stats.AVERAGE,
        period: Duration.minutes(1),
      }),
      targetValue: phase.socketsPerTask,
      ...slowly,
    });
  }

  private addApp(image: ContainerImage): ContainerDefinition {
    const { app } = this.props;
    return this.container('app', image, {
      command: app.command,
      cpu: CPU.app,
      memoryLimitMiB: app.memoryMib,
      memoryReservationMiB: app.memoryMib,
      environment: appEnvironment(this.props, this.deployment),
      secrets: appSecrets(this.props),
      portMappings: [{ containerPort: app.port, name: 'app' }],
      ulimits: openFiles,
      healthCheck: {
        command: app.healthCommand,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(60),
      },
      stopTimeout: Duration.seconds(SHUTDOWN_SECONDS + 15),
    });
  }

  private addMigrate(image: ContainerImage): ContainerDefinition {
    const { app } = this.props;
    return this.container('migrate', image, {
      command: app.migrateCommand,
      essential: false, // it exits, and the app waits until it has succeeded
      startTimeout: MIGRATE_PATIENCE,
      memoryLimitMiB: app.memoryMib,
      memoryReservationMiB: Math.min(MIGRATE_MIB, app.memoryMib),
      environment: migrateEnvironment(this.props),
      secrets: migrateSecrets(this.props),
    });
  }

  private addCollector(image: ContainerImage): ContainerDefinition {
    return this.container('collector', image, collectorOptions(this.props.phase.tracePercent));
  }

  private container(
    name: string,
    image: ContainerImage,
    options: Omit<ContainerDefinitionOptions, 'image'>,
  ): ContainerDefinition {
    const linux = new LinuxParameters(this, `${name}Linux`, { initProcessEnabled: true });
    linux.dropCapabilities(Capability.ALL);
    linux.addTmpfs({
      containerPath: '/tmp',
      size: 32,
      mountOptions: [TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV, TmpfsMountOption.NOEXEC],
    });
    if (name === 'app' && this.props.execAccess) addExecMounts(linux);
    const container = this.task.addContainer(name, {
      ...options,
      image,
      containerName: name,
      user: name === 'collector' ? COLLECTOR_USER : this.props.app.user,
      readonlyRootFilesystem: true,
      linuxParameters: linux,
      environment: {
        ...(name === 'collector' ? {} : ownEnvironment(this.props.environment)),
        AWS_REGION: Stack.of(this).region,
        ...options.environment,
      },
      logging: LogDrivers.awsLogs({ logGroup: this.log, streamPrefix: name }),
    });
    return container;
  }
}
