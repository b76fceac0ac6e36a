import { Match } from 'aws-cdk-lib/assertions';
import { METRIC_NAMESPACE, METRICS } from '../../../src/contract';
import { Components, each, exists } from './check';

/** Hosts, tasks, and how both scale. */
export const service: Components = {
  'ECS on EC2 through a draining capacity provider': exists('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: {
      ManagedDraining: 'ENABLED',
      ManagedTerminationProtection: 'DISABLED',
      ManagedScaling: { Status: 'ENABLED' },
    },
  }),
  'hosts: IMDSv2, encrypted gp3, newest image at launch': exists('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: {
      ImageId:
        'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
      InstanceType: 't4g.medium',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [
        Match.objectLike({ Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) }),
      ],
    },
  }),
  'hosts: as many as PF-2 says, replaced every two weeks without downtime': each(
    { pilot: ['1', '2'], expansion: ['2', '3'], national: ['3', '10'] },
    (template, [min, max]) => {
      template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
        MinSize: min,
        MaxSize: max,
        MaxInstanceLifetime: 14 * 86400,
        InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 },
      });
    },
  ),
  'deployments without downtime that roll back by themselves': exists('AWS::ECS::Service', {
    DeploymentConfiguration: {
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
    },
  }),
  'tasks: as many as PF-2 says': each(
    { pilot: [1, 2], expansion: [2, 3], national: [3, 10] },
    (template, [min, max]) => {
      template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
        MinCapacity: min,
        MaxCapacity: max,
      });
    },
  ),
  'tasks scale on CPU': exists('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
  }),
  'tasks scale on open sockets': exists('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: {
      CustomizedMetricSpecification: {
        Namespace: METRIC_NAMESPACE,
        MetricName: METRICS.openSockets,
        Statistic: 'Average',
      },
    },
  }),
};
