import { Match } from 'aws-cdk-lib/assertions';
import { Components, container, each, exists } from './check';

/** Database, cache, buckets and backups. */
export const data: Components = {
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
          // RDS allows no replicas of a PostgreSQL whose password it manages
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
    Parameters: Match.objectLike({ 'rds.force_ssl': '1', max_connections: '400' }),
  }),
  'read replicas, passed to the app': each(
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
};
