import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  METRIC_NAMESPACE,
  METRICS,
  ORIGIN_SECRET_HEADER,
  VIEWER_ADDRESS_HEADER,
} from '../../src/contract';
import { has, only, phaseTemplate, resources } from '../constructs/synthesized';

/** How many there are in pilot, expansion and national. */
type Counts = readonly [number, number, number];
const phases = ['pilot', 'expansion', 'national'] as const;
type PhaseName = (typeof phases)[number];

const count = (type: string, counts: Counts) => (template: Template, phase: PhaseName) =>
  template.resourceCountIs(type, counts[phases.indexOf(phase)]);
const exists = (type: string, properties: unknown) => (template: Template) =>
  template.hasResourceProperties(type, properties as never);
const each =
  <T>(values: Record<PhaseName, T>, check: (template: Template, value: T) => void) =>
  (template: Template, phase: PhaseName) =>
    check(template, values[phase]);
const managedGroup = (name: string) =>
  exists('AWS::WAFv2::WebACL', {
    Scope: 'CLOUDFRONT',
    Rules: has({
      Statement: { ManagedRuleGroupStatement: Match.objectLike({ VendorName: 'AWS', Name: name }) },
    }),
  });
const container = (template: Template, name: string) => {
  const { ContainerDefinitions } = only(template, 'AWS::ECS::TaskDefinition') as never as {
    ContainerDefinitions: { Name: string; Environment: { Name: string; Value: unknown }[] }[];
  };
  return ContainerDefinitions.find((each_) => each_.Name === name)!;
};

/** The components of the design (PF-1), each with what shows that it is there and works. */
const components: Record<string, (template: Template, phase: PhaseName) => void> = {
  'CloudFront, static files cached': exists('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['turnos.example.com'],
      CacheBehaviors: has({
        PathPattern: '/assets/*',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      }),
    },
  }),
  'WebSocket through CloudFront: uncached, every viewer header, every method': exists(
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        DefaultCacheBehavior: {
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
          AllowedMethods: Match.arrayWith(['GET', 'PUT', 'POST', 'DELETE']),
        },
      },
    },
  ),
  'CloudFront with several origins in national': each(
    { pilot: 0, expansion: 0, national: 1 },
    (template, buckets) => {
      const { DistributionConfig } = only(template, 'AWS::CloudFront::Distribution') as never as {
        DistributionConfig: { Origins: { DomainName: unknown; S3OriginConfig?: object }[] };
      };
      expect(
        new Set(
          DistributionConfig.Origins.filter((origin) => origin.S3OriginConfig).map((origin) =>
            JSON.stringify(origin.DomainName),
          ),
        ).size,
      ).toBe(buckets);
    },
  ),
  'failover page for pages only in national': each(
    { pilot: false, expansion: false, national: true },
    (template, there) => {
      const config = only(template, 'AWS::CloudFront::Distribution') as never as {
        DistributionConfig: {
          OriginGroups?: { Quantity: number };
          CustomErrorResponses?: object[];
        };
      };
      expect(config.DistributionConfig.OriginGroups !== undefined).toBe(there);
      // they would eat problem documents
      expect(config.DistributionConfig.CustomErrorResponses).toBeUndefined();
    },
  ),
  'edge WAF: common rules': managedGroup('AWSManagedRulesCommonRuleSet'),
  'edge WAF: known bad inputs, Log4j among them': managedGroup(
    'AWSManagedRulesKnownBadInputsRuleSet',
  ),
  'edge WAF: IP reputation': managedGroup('AWSManagedRulesAmazonIpReputationList'),
  'edge WAF: SQL injection': managedGroup('AWSManagedRulesSQLiRuleSet'),
  "edge WAF: rate by the connection's address": exists('AWS::WAFv2::WebACL', {
    Scope: 'CLOUDFRONT',
    Rules: has({ Statement: { RateBasedStatement: Match.objectLike({ AggregateKeyType: 'IP' }) } }),
  }),
  'edge WAF: countries, Telegram spared': (template) => {
    const acl = Object.values(resources(template, 'AWS::WAFv2::WebACL')).find(
      (each_) => each_.Properties.Scope === 'CLOUDFRONT',
    )!;
    const text = JSON.stringify(acl.Properties.Rules);
    expect(text).toContain('"GeoMatchStatement":{"CountryCodes":["CL"]}');
    expect(text).toContain('"SearchString":"/telegram/"');
  },
  'WAF on the distribution': exists('AWS::CloudFront::Distribution', {
    DistributionConfig: { WebACLId: Match.anyValue() },
  }),
  'internal load balancer with access logs, for sockets': exists(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      Scheme: 'internal',
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'idle_timeout.timeout_seconds', Value: '300' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
      ]),
    },
  ),
  'load balancer: HTTPS with a current policy, 403 by default': exists(
    'AWS::ElasticLoadBalancingV2::Listener',
    {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      DefaultActions: [
        Match.objectLike({ FixedResponseConfig: Match.objectLike({ StatusCode: '403' }) }),
      ],
    },
  ),
  'load balancer: only with the origin secret': exists(
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    {
      Conditions: has({
        HttpHeaderConfig: Match.objectLike({ HttpHeaderName: ORIGIN_SECRET_HEADER }),
      }),
    },
  ),
  'target group: HTTPS, liveness, quick deregistration': exists(
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    {
      Protocol: 'HTTPS',
      HealthCheckPath: '/health/live',
      TargetType: 'ip',
      TargetGroupAttributes: has({ Key: 'deregistration_delay.timeout_seconds', Value: '30' }),
    },
  ),
  'private origin over TLS': exists('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { OriginProtocolPolicy: 'https-only' },
  }),
  'rate limits at the load balancer by the real viewer': exists('AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    Rules: [
      Match.objectLike({ Name: 'IssueRate' }),
      Match.objectLike({
        Name: 'ViewerRate',
        Statement: {
          RateBasedStatement: {
            Limit: 2000,
            EvaluationWindowSec: 300,
            AggregateKeyType: 'FORWARDED_IP',
            ForwardedIPConfig: { HeaderName: VIEWER_ADDRESS_HEADER, FallbackBehavior: 'MATCH' },
          },
        },
      }),
    ],
  }),
  'the regional WAF is on the load balancer': count('AWS::WAFv2::WebACLAssociation', [1, 1, 1]),
  "the viewer's address is written at the edge": exists('AWS::CloudFront::Function', {
    FunctionCode: Match.stringLikeRegexp(
      `request.headers\\['${VIEWER_ADDRESS_HEADER}'\\] = \\{ value: event.viewer.ip \\}`,
    ),
  }),
  'public, app and data subnets in three zones': count('AWS::EC2::Subnet', [9, 9, 9]),
  'a network ACL per tier': count('AWS::EC2::NetworkAcl', [3, 3, 3]),
  'no subnet gives public addresses': (template) =>
    template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false }),
  'a security group per tier': (template) => {
    const names = Object.values(resources(template, 'AWS::EC2::SecurityGroup')).map(
      (group) => String(group.Properties.GroupDescription).split(':')[0],
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'Ticketero load balancer',
        'Ticketero hosts',
        'Ticketero tasks',
        'Ticketero database',
        'Ticketero cache',
      ]),
    );
  },
  'the default security group has no rules': count('Custom::VpcRestrictDefaultSG', [1, 1, 1]),
  'flow logs': count('AWS::EC2::FlowLog', [1, 1, 1]),
  'NAT instances that replace themselves, then a gateway': each(
    { pilot: [1, 0], expansion: [2, 0], national: [0, 1] },
    (template, [instances, gateways]) => {
      template.resourceCountIs('AWS::EC2::NetworkInterface', instances);
      template.resourceCountIs('AWS::EC2::NatGateway', gateways);
      template.resourceCountIs('AWS::EC2::EIP', instances + gateways);
      template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1 + instances);
    },
  ),
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
  'hosts: as many as PF-2 says, replaced every two weeks without a gap': each(
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
  'deploys roll back by themselves, without a gap': exists('AWS::ECS::Service', {
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
  'PostgreSQL: Multi-AZ, encrypted, protected, restorable, of the right size': each(
    { pilot: 'db.t4g.micro', expansion: 'db.t4g.small', national: 'db.r7g.large' },
    (template, type) => {
      template.hasResource('AWS::RDS::DBInstance', {
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: Match.objectLike({
          DBInstanceClass: type,
          MultiAZ: true,
          StorageEncrypted: true,
          DeletionProtection: true,
          BackupRetentionPeriod: 14,
          EnablePerformanceInsights: true,
          PerformanceInsightsRetentionPeriod: 7,
          EnableIAMDatabaseAuthentication: true,
          // RDS refuses replicas to a PostgreSQL whose password it manages
          ManageMasterUserPassword: Match.absent(),
          MasterUserPassword: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
          PubliclyAccessible: false,
          StorageType: 'gp3',
          EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
        }),
      });
    },
  ),
  "PostgreSQL: the administrator's password is changed every seven days": exists(
    'AWS::SecretsManager::RotationSchedule',
    {
      HostedRotationLambda: Match.objectLike({
        RotationType: 'PostgreSQLSingleUser',
        KmsKeyArn: Match.anyValue(),
      }),
      RotationRules: { ScheduleExpression: 'rate(7 days)' },
    },
  ),
  'PostgreSQL: TLS is forced': exists('AWS::RDS::DBParameterGroup', {
    Parameters: Match.objectLike({ 'rds.force_ssl': '1', max_connections: '200' }),
  }),
  'read replicas, handed to the app': each(
    { pilot: 0, expansion: 1, national: 2 },
    (template, replicas) => {
      template.resourceCountIs('AWS::RDS::DBInstance', 1 + replicas);
      const value = container(template, 'app').Environment.find(
        ({ Name }) => Name === 'DATABASE_REPLICA_URLS',
      )?.Value;
      expect(JSON.stringify(value ?? '').match(/postgresql:/g) ?? []).toHaveLength(replicas);
    },
  ),
  'Valkey: cluster mode, Multi-AZ, TLS, encrypted, users': each(
    {
      pilot: ['cache.t4g.micro', 1],
      expansion: ['cache.t4g.small', 1],
      national: ['cache.t4g.small', 3],
    },
    (template, [type, shards]) => {
      template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
        Engine: 'valkey',
        ClusterMode: 'enabled',
        CacheNodeType: type,
        NumNodeGroups: shards,
        ReplicasPerNodeGroup: 1,
        MultiAZEnabled: true,
        AutomaticFailoverEnabled: true,
        TransitEncryptionEnabled: true,
        AtRestEncryptionEnabled: true,
        UserGroupIds: [Match.anyValue()],
      });
      template.hasResource('AWS::ElastiCache::ReplicationGroup', {
        UpdatePolicy: { UseOnlineResharding: true },
        DeletionPolicy: 'Snapshot',
      });
    },
  ),
  'a secret for every credential, and no credential in the template': (template) => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 6);
    template.allResourcesProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: Match.anyValue(),
      GenerateSecretString: Match.anyValue(),
    });
  },
  'least privilege: one policy a role, no managed policy of AWS, nothing inline': (template) => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    for (const [id, role] of Object.entries(resources(template, 'AWS::IAM::Role'))) {
      if (id.startsWith('CustomVpcRestrictDefaultSG')) continue; // of CDK's own provider
      expect(role.Properties.Policies).toBeUndefined();
      expect(JSON.stringify(role.Properties.ManagedPolicyArns)).not.toContain('iam::aws:policy');
    }
    for (const policy of Object.values(resources(template, 'AWS::IAM::ManagedPolicy'))) {
      const { Statement } = policy.Properties.PolicyDocument as {
        Statement: { Action: string | string[] }[];
      };
      expect(
        Statement.flatMap(({ Action }) => Action).filter((action) => action.includes('*')),
      ).toEqual([]);
    }
  },
  'logs: kept for a while, encrypted': (template) =>
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: Match.anyValue(),
      KmsKeyId: Match.anyValue(),
    }),
  'alarms tell the topic, and say where the runbook helps': (template) =>
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [Match.anyValue()],
      OKActions: [Match.anyValue()],
      AlarmDescription: Match.stringLikeRegexp('Runbook: docs/runbook.md#'),
    }),
  'a dashboard': count('AWS::CloudWatch::Dashboard', [1, 1, 1]),
  'X-Ray through a collector beside the app, sampled': (template, phase) => {
    const config = JSON.parse(
      String(
        container(template, 'collector').Environment.find(
          ({ Name }) => Name === 'AOT_CONFIG_CONTENT',
        )!.Value,
      ),
    ) as never as {
      processors: { probabilistic_sampler: { sampling_percentage: number } };
      service: { pipelines: { traces: { exporters: string[] } } };
    };
    expect(config.service.pipelines.traces.exporters).toEqual(['awsxray']);
    expect(config.processors.probabilistic_sampler.sampling_percentage).toBe(
      { pilot: 10, expansion: 5, national: 1 }[phase],
    );
  },
  'an encrypted topic for alarms': exists('AWS::SNS::Topic', {
    DisplayName: 'Ticketero',
    KmsMasterKeyId: Match.anyValue(),
  }),
  "buckets: logs, write-once anchors, national's assets": each(
    { pilot: 2, expansion: 2, national: 3 },
    (template, buckets) => {
      template.resourceCountIs('AWS::S3::Bucket', buckets);
      template.hasResourceProperties('AWS::S3::Bucket', {
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
      });
      template.allResourcesProperties('AWS::S3::Bucket', {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
      });
    },
  ),
  'a backup plan for the database': exists('AWS::Backup::BackupPlan', {
    BackupPlan: { BackupPlanRule: [Match.objectLike({ Lifecycle: { DeleteAfterDays: 35 } })] },
  }),
  'a budget alarm': each({ pilot: 110, expansion: 242, national: 750 }, (template, amount) => {
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: amount, Unit: 'USD' } },
      NotificationsWithSubscribers: has({
        Subscribers: [Match.objectLike({ SubscriptionType: 'SNS' })],
      }),
    });
  }),
};

describe.each(phases)('%s has every component of PF-1, wired', (phase) => {
  test.each(Object.entries(components))('%s', (_name, check) => check(phaseTemplate(phase), phase));
});
