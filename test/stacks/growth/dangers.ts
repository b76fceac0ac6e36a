import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { compare } from '../../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { pattern } from '../../support/pattern';
import { after, Draft, expansion, idOf, national, pilot, said } from './stage';

/** What a deploy must not change: each danger is reported with its rule. */

describe('a renamed construct', () => {
  const rename = (type: string) => {
    const id = idOf(pilot, type);
    return compare(
      pilot,
      JSON.parse(JSON.stringify(pilot).replaceAll(id, 'Renamed')) as GrowthTemplate,
    );
  };
  test.each([
    'AWS::RDS::DBInstance',
    'AWS::KMS::Key',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::Backup::BackupVault',
  ])('%s', (type) => {
    expect(said(rename(type))).toMatch(
      /a stateful resource goes: .*Renamed comes instead, so it looks renamed/,
    );
  });
  test.each([
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::CloudFront::Distribution',
    'AWS::ECS::Service',
    'AWS::EC2::VPC',
  ])('%s, which the service needs', (type) => {
    expect(said(rename(type))).toMatch(/goes, and the service needs it; Renamed comes instead/);
  });
});

test('encryption that is switched on or off', () => {
  expect(
    said(
      after('AWS::RDS::DBInstance', ({ Properties }) => {
        Properties.StorageEncrypted = false;
      }),
    ),
  ).toMatch(/would be replaced, and what it holds stays behind: StorageEncrypted \(true → false\)/);
  expect(
    said(
      after('AWS::RDS::DBInstance', ({ Properties }) => {
        Properties.KmsKeyId = 'another';
      }),
    ),
  ).toMatch(/replaced, .*KmsKeyId/);
  expect(
    said(
      after('AWS::ElastiCache::ReplicationGroup', ({ Properties }) => {
        Properties.AtRestEncryptionEnabled = false;
      }),
    ),
  ).toMatch(/replaced, .*AtRestEncryptionEnabled/);
  expect(
    said(
      after('AWS::ElastiCache::ReplicationGroup', ({ Properties }) => {
        Properties.TransitEncryptionEnabled = false;
      }),
    ),
  ).toMatch(/a protection is switched off: TransitEncryptionEnabled is switched off/);
});

describe('an alarm about something that an event reports', () => {
  /** As in the previous release, beside the event of the same section. */
  const before = () => {
    const draft = structuredClone(pilot) as { Resources: Record<string, Draft> };
    draft.Resources.Failed = {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmDescription: 'It did not finish. Runbook: docs/runbook.md#a-backup-failed',
        MetricName: 'NumberOfBackupJobsFailed',
      },
    };
    return draft;
  };
  const rule = () =>
    idOf(pilot, 'AWS::Events::Rule', ({ Properties }) =>
      /#a-backup-failed$/.test(String(Properties?.Description)),
    );

  test('may be removed, as long as that event is listened to', () => {
    expect(said(compare(before(), pilot))).toBe('');
    const deaf = structuredClone(pilot) as { Resources: Record<string, Draft> };
    deaf.Resources[rule()].Properties.State = 'DISABLED';
    expect(said(compare(before(), deaf))).toMatch(/goes: nobody is told when it would ring/);
    delete deaf.Resources[rule()];
    expect(said(compare(before(), deaf))).toMatch(/goes: nobody is told when it would ring/);
  });

  test('about another section may not', () => {
    const other = before();
    other.Resources.Failed.Properties.AlarmDescription = 'Runbook: docs/runbook.md#a-backup';
    expect(said(compare(other, pilot))).toMatch(/goes: nobody is told when it would ring/);
  });
});

test('less storage, which RDS refuses, and less room for it to grow', () => {
  expect(said(compare(expansion, pilot))).toMatch(
    /storage shrinks: AllocatedStorage shrinks from 50 to 20 GiB/,
  );
  const less = after('AWS::RDS::DBInstance', ({ Properties }) => {
    Properties.MaxAllocatedStorage = 60;
  });
  expect(said(less)).toMatch(/: its storage grows by itself less far, or not at all/);
  expect(said(less)).not.toMatch(/RDS refuses/);
});

test('a secret with another generator', () => {
  const growth = after('AWS::SecretsManager::Secret', ({ Properties }) => {
    Properties.GenerateSecretString = { PasswordLength: 65, ExcludePunctuation: true };
  });
  expect(said(growth)).toMatch(
    /a secret is regenerated: .*whatever the old one encrypted or signed becomes unreadable/,
  );
});

test('a dropped Retain policy', () => {
  expect(
    said(
      after('AWS::RDS::DBInstance', (resource) => {
        resource.DeletionPolicy = 'Delete';
      }),
    ),
  ).toMatch(/DeletionPolicy is Delete: it is deleted with the stack/);
  expect(
    said(
      after('AWS::KMS::Key', (resource) => {
        delete resource.UpdateReplacePolicy;
      }),
    ),
  ).toMatch(/UpdateReplacePolicy is not set/);
});

test('two zones that become three', () => {
  const network = (zones: string[]) => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Network', {
      env: { region: 'us-east-1' },
    });
    new Vpc(stack, 'Vpc', {
      availabilityZones: zones,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'app', subnetType: SubnetType.PRIVATE_ISOLATED },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED },
      ],
    });
    return Template.fromStack(stack).toJSON() as GrowthTemplate;
  };
  const growth = compare(
    network(['us-east-1a', 'us-east-1b']),
    network(['us-east-1a', 'us-east-1b', 'us-east-1c']),
  );
  expect(said(growth)).toMatch(/it had 2 zones and has 3/);
  expect(said(growth)).toMatch(/something is replaced: .*CidrBlock/);
});

test('an engine downgraded or replaced', () => {
  expect(
    said(
      after('AWS::RDS::DBInstance', ({ Properties }) => {
        Properties.EngineVersion = '17.5';
      }),
    ),
  ).toMatch(/an engine goes back: its engine goes back from 17\.9 to 17\.5/);
  expect(
    said(
      after('AWS::ElastiCache::ReplicationGroup', ({ Properties }) => {
        Properties.EngineVersion = '7.2';
      }),
    ),
  ).toMatch(/from 8\.2 to 7\.2/);
  expect(
    said(
      after('AWS::ElastiCache::ReplicationGroup', ({ Properties }) => {
        Properties.Engine = 'redis';
      }),
    ),
  ).toMatch(/changes from valkey to redis/);
  expect(
    after('AWS::RDS::DBInstance', ({ Properties }) => {
      Properties.EngineVersion = '17.10';
    }).dangers,
  ).toEqual([]);
});

test('other addresses, other zones', () => {
  expect(
    said(
      after('AWS::EC2::VPC', ({ Properties }) => {
        Properties.CidrBlock = '10.99.0.0/16';
      }),
    ),
  ).toMatch(/CidrBlock changes from .* to 10\.99\.0\.0\/16/);
  expect(
    said(
      after('AWS::EC2::Subnet', ({ Properties }) => {
        Properties.AvailabilityZone = 'us-east-1f';
      }),
    ),
  ).toMatch(/AvailabilityZone changes from .* to us-east-1f/);
});

test('a load balancer that goes public', () => {
  expect(
    said(
      after('AWS::ElasticLoadBalancingV2::LoadBalancer', ({ Properties }) => {
        Properties.Scheme = 'internet-facing';
      }),
    ),
  ).toMatch(/its scheme changes from internal to internet-facing/);
});

test('a replica of a database whose password RDS manages', () => {
  const next = structuredClone(expansion) as { Resources: Record<string, Draft> };
  next.Resources[
    idOf(
      expansion,
      'AWS::RDS::DBInstance',
      ({ Properties }) => Properties?.SourceDBInstanceIdentifier === undefined,
    )
  ].Properties.ManageMasterUserPassword = true;
  expect(said(compare(pilot, next))).toMatch(
    pattern(
      /^a replica is refused: would be refused: .* has ManageMasterUserPassword, /,
      /and RDS creates no read replica/,
    ),
  );
});

test('resharding without UseOnlineResharding', () => {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  delete next.Resources[idOf(national, 'AWS::ElastiCache::ReplicationGroup')].UpdatePolicy;
  expect(said(compare(expansion, next))).toMatch(
    /something is replaced: .*NumNodeGroups \(1 → 3\)/,
  );
});

test('protections that are switched off', () => {
  expect(
    said(
      after('AWS::RDS::DBInstance', ({ Properties }) => {
        Properties.DeletionProtection = false;
      }),
    ),
  ).toMatch(/DeletionProtection is switched off/);
  expect(
    said(
      after('AWS::RDS::DBInstance', ({ Properties }) => {
        Properties.BackupRetentionPeriod = 1;
      }),
    ),
  ).toMatch(/BackupRetentionPeriod shrinks from 14 to 1/);
  expect(
    said(
      compare(pilot, {
        Resources: Object.fromEntries(
          Object.entries(pilot.Resources).filter(([, { Type }]) => Type !== 'AWS::WAFv2::WebACL'),
        ),
      }),
    ),
  ).toMatch(/goes, and the service needs it/);
});
