import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A control of the security packs that is met in another way. */
interface Control {
  /** Its rule ids in the security packs. */
  readonly ids: readonly string[];
  /** What compensates for it. */
  readonly reason: string;
}

const nist = (rule: string) => `NIST.800.53.R5-${rule}`;
const pci = (rule: string) => `PCI.DSS.321-${rule}`;

const controls = {
  wildcards: {
    ids: ['AwsSolutions-IAM5'],
    reason:
      'Every role has one policy with named actions; ' +
      'a wildcard is only where the service has no narrower resource ' +
      'or the name is made while running, and conditions narrow it where they can.',
  },
  secretRotation: {
    ids: ['AwsSolutions-SMG4', nist('SecretsManagerRotationEnabled')],
    reason:
      "The database administrator's secret is changed every seven days, and the app signs in " +
      'with tokens of 15 minutes. What is left a machine cannot rotate alone ' +
      '(a bot token comes from a person, data keys keep old data readable, ' +
      "a code is used once, and under a permissions boundary AWS's own function is left out); " +
      'the runbook has the procedure for each.',
  },
  networkAcls: {
    ids: ['AwsSolutions-VPC3'],
    reason:
      'The design asks for network ACLs. They are coarse and keep whole tiers off the internet; ' +
      'security groups, each naming the other tier, do the exact work.',
  },
  internetRoute: {
    ids: [nist('VPCNoUnrestrictedRouteToIGW'), pci('VPCNoUnrestrictedRouteToIGW')],
    reason:
      'Only NAT is in the public subnets, and it needs this route. ' +
      'Load balancer, hosts, database and cache are in subnets without one.',
  },
  cacheUsers: {
    ids: ['AwsSolutions-AEC6'],
    reason:
      'A user group with a password and without administrative commands is stronger ' +
      'than the one shared token the rule looks for; TLS is required.',
  },
  containerInsights: {
    ids: ['AwsSolutions-ECS4'],
    reason:
      'Its metrics are charged per task. ' +
      "The service's own CPU and memory, the app's ten metrics, " +
      'host metrics and alarms on tasks and hosts cover what it would show.',
  },
  plainEnvironment: {
    ids: ['AwsSolutions-ECS2'],
    reason:
      'Plain variables hold hosts, ports and names only; ' +
      'every credential comes from Secrets Manager by reference, and a test compares the list.',
  },
  countries: {
    ids: ['AwsSolutions-CFR1'],
    reason:
      "CloudFront's own restriction would refuse Telegram's calls, which come from abroad. " +
      "The firewall's country rule does the same and spares only that secret path.",
  },
  readReplicas: {
    ids: [
      'AwsSolutions-RDS2',
      'AwsSolutions-RDS3',
      'AwsSolutions-RDS10',
      'AwsSolutions-RDS11',
      nist('RDSInBackupPlan'),
      nist('RDSInstanceDeletionProtectionEnabled'),
      nist('RDSMultiAZSupport'),
      nist('RDSStorageEncrypted'),
      pci('RDSStorageEncrypted'),
    ],
    reason:
      'A replica inherits encryption, engine and port from its primary, where all are set. ' +
      'It is a copy for reports in one zone, never a failover target, and can be made again; ' +
      'the primary has Multi-AZ and deletion protection.',
  },
  trials: {
    ids: [
      'AwsSolutions-RDS10',
      nist('RDSInBackupPlan'),
      nist('RDSInstanceDeletionProtectionEnabled'),
    ],
    reason:
      'Only with removal=destroy, for trials and drills, which are made to be thrown away whole: ' +
      'a protected database or a vault with backups in it would make the deletion fail. ' +
      'Point-in-time recovery is on meanwhile.',
  },
  restored: {
    ids: ['AwsSolutions-RDS2', nist('RDSStorageEncrypted'), pci('RDSStorageEncrypted')],
    reason:
      'A database that starts from a snapshot inherits the encryption of the snapshot, ' +
      'and RDS refuses to be told; every snapshot of a database of ours is encrypted, ' +
      'because the database is.',
  },
  deletableBalancer: {
    ids: [nist('ELBDeletionProtectionEnabled')],
    reason:
      'Protected from its creation it would keep a failed first deploy from being rolled back. ' +
      'It holds no data and a deploy makes it again; balancerProtection turns the protection on ' +
      'once it serves.',
  },
  bucketKeys: {
    ids: [
      nist('S3DefaultEncryptionKMS'),
      pci('S3DefaultEncryptionKMS'),
      nist('S3BucketReplicationEnabled'),
      pci('S3BucketReplicationEnabled'),
    ],
    reason:
      'Load balancers write access logs to no bucket with a customer key, ' +
      "and page assets are public: both are encrypted with S3's keys, closed to the public, " +
      'TLS only. Logs and assets are made again by running; audit anchors can be computed again ' +
      'from the database, which has backups and an optional copy in another region.',
  },
  imageAtLaunch: {
    ids: ['CloudFormation-Validate::E1152'],
    reason:
      'Launch templates ask for the newest image at each launch by resolve:ssm:, ' +
      'which keeps hosts patched without a deploy; the validator knows image ids only.',
  },
  noDomain: {
    ids: [
      'AwsSolutions-CFR4',
      nist('ALBHttpToHttpsRedirection'),
      pci('ALBHttpToHttpsRedirection'),
      nist('ELBv2ACMCertificateRequired'),
      pci('ELBv2ACMCertificateRequired'),
    ],
    reason:
      'Only without a domain name, which synth warns about: ' +
      "nobody can have a certificate for the load balancer's own name. " +
      "The hop stays inside AWS by a private origin, from CloudFront's addresses only, " +
      'with the origin secret; the hops before and after it are TLS.',
  },
} satisfies Record<string, Control>;

/** Names of the controls that constructs acknowledge. */
export type ControlName = keyof typeof controls;

/**
 * Acknowledges controls on a construct and everything below it, each with its compensating control.
 */
export function acknowledge(construct: IConstruct, ...names: ControlName[]): void {
  for (const { ids, reason } of names.map((name): Control => controls[name])) {
    Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })));
  }
}

/**
 * Acknowledges one finding of a control, for rules that report several findings in one resource,
 * with the reason that applies to this one.
 */
export function acknowledgeFinding(
  construct: IConstruct,
  name: ControlName,
  finding: string,
  because?: string,
): void {
  const { ids, reason }: Control = controls[name];
  Validations.of(construct).acknowledge(
    ...ids.map((id) => ({
      id: `${id}[${finding}]`,
      reason: because ? `${because} ${reason}` : reason,
    })),
  );
}

/**
 * Every control that is met in another way, for the documentation and the test that counts them.
 */
export function acknowledgedControls(): Record<
  string,
  { readonly ids: readonly string[]; readonly reason: string }
> {
  return controls;
}
