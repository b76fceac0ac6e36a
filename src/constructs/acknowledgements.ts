import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** One control that is met in another way, with the ids it has in the security packs. */
interface Control {
  readonly ids: readonly string[];
  readonly reason: string;
}

const controls = {
  bucketKeys: {
    ids: ['NIST.800.53.R5-S3DefaultEncryptionKMS', 'PCI.DSS.321-S3DefaultEncryptionKMS'],
    reason: 'Encrypted with S3-managed keys: load balancers can write access logs to no other bucket, and hashed page assets are public. Public access is blocked, TLS enforced, access logged.',
  },
  bucketReplication: {
    ids: ['NIST.800.53.R5-S3BucketReplicationEnabled', 'PCI.DSS.321-S3BucketReplicationEnabled'],
    reason: 'Buckets hold access logs, page assets that every deploy uploads again, and audit anchors that can be computed again from the database, which is backed up and may be copied to another region. S3 keeps each object in three zones; versions are kept.',
  },
  secretRotation: {
    ids: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled', 'PCI.DSS.321-SecretsManagerRotationEnabled'],
    reason: 'The database administrator\'s secret is made and rotated by RDS, and the app signs in with tokens of 15 minutes. What is left cannot be rotated by a machine alone (a bot token comes from a person, data keys need re-encryption, a code is used once); the runbook has the procedure and the alarm for each.',
  },
  scalingNotifications: {
    ids: ['AwsSolutions-AS3'],
    reason: 'A key policy that lets the Auto Scaling service role publish to an encrypted topic cannot be created in an account that never used Auto Scaling. Alarms on instances in service and failed status checks tell the same topic instead.',
  },
  wildcards: {
    ids: ['AwsSolutions-IAM5'],
    reason: 'placeholder',
  },
  edgeAcl: { ids: [], reason: 'placeholder' },
  noDomain: { ids: [], reason: 'placeholder' },
  cacheUsers: { ids: [], reason: 'placeholder' },
  readReplicas: { ids: [], reason: 'placeholder' },
  countries: { ids: [], reason: 'placeholder' },
  containerInsights: { ids: [], reason: 'placeholder' },
  internetRoute: { ids: [], reason: 'placeholder' },
  networkAcls: { ids: [], reason: 'placeholder' },
  plainEnvironment: { ids: [], reason: 'placeholder' },
} satisfies Record<string, Control>;

/** Names of the controls that constructs acknowledge. */
export type ControlName = keyof typeof controls;

/** Acknowledges controls on a construct and everything below it, each with its compensating control. */
export function acknowledge(construct: IConstruct, ...names: ControlName[]): void {
  for (const { ids, reason } of names.map((name): Control => controls[name])) {
    Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })));
  }
}

/** Every control with the reason it is met otherwise; for the documentation and the test that counts them. */
export function acknowledgedControls(): Record<string, { readonly ids: readonly string[]; readonly reason: string }> {
  return controls;
}
