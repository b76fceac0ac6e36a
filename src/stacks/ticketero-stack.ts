import {
  CrossStackReferences,
  Duration,
  ReferenceStrength,
  RemovalPolicy,
  Stack,
  StackProps,
} from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Bill } from '../constructs/bill/bill';
import { DomainName } from '../constructs/edge/domain-name';
import { EdgeGuard } from '../constructs/edge/edge-guard';
import { TicketApp } from '../constructs/image/ticket-app';
import { MailServer } from '../constructs/network/mail-server';
import { Phase } from '../constructs/phase/phase';
import { StaffSignIn } from '../constructs/service/staff-sign-in';
import { Ticketero } from '../constructs/ticketero';
import { TicketeroProps } from '../constructs/ticketero-props';
import { GivenSubnet } from './existing-settings';
import { Settings } from './settings';

/** A stack of any phase. */
export interface TicketeroStackProps extends StackProps {
  readonly settings: Settings;
  /** Firewall and certificate of the edge, if the stack is not in us-east-1. */
  readonly edgeGuard?: EdgeGuard;
  /** The app it runs; the bundled one by default. */
  readonly ticketApp?: TicketApp;
}

/**
 * What the stacks of all phases share, which is everything. A phase is only data, so deploying a
 * larger one over a smaller one changes it in place.
 */
export abstract class TicketeroStack extends Stack {
  public readonly ticketero: Ticketero;

  protected constructor(
    scope: Construct,
    id: string,
    phase: Phase,
    { settings, edgeGuard, ticketApp, ...props }: TicketeroStackProps,
  ) {
    super(scope, id, {
      description: 'Ticketero: tickets for bank branches',
      ...props,
      env: { region: settings.region, ...props.env },
    });
    // The guard in us-east-1 is referenced through its outputs, so either stack can be changed
    // alone, and no custom resource copies values between regions.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.ticketero = new Ticketero(this, 'Ticketero', {
      phase,
      edgeGuard,
      app: ticketApp,
      domainName: domainName(this, settings),
      // a guard of its own has them
      allowedCountries: edgeGuard ? undefined : allowedCountries(settings),
      staffCidrs: edgeGuard ? undefined : settings.staffCidrs,
      edgeRules: edgeGuard ? undefined : settings.edgeRules,
      edgeCountOnly: edgeGuard ? undefined : settings.edgeCountOnly,
      environment: settings.environment,
      adminCode: settings.adminCode,
      databaseMaintenanceWindow: settings.databaseMaintenanceWindow,
      cacheMaintenanceWindow: settings.cacheMaintenanceWindow,
      priceClass: settings.priceClass,
      accountBudget: settings.accountBudget,
      auditRetention:
        settings.auditRetentionDays === undefined
          ? undefined
          : Duration.days(settings.auditRetentionDays),
      availabilityZones: settings.availabilityZones,
      cidr: settings.cidr,
      ...existingNetwork(this, settings),
      encryptionKey: settings.encryptionKey
        ? Key.fromKeyArn(this, 'ExistingKey', settings.encryptionKey)
        : undefined,
      logBucket: settings.logBucket
        ? Bucket.fromBucketName(this, 'ExistingLogs', settings.logBucket)
        : undefined,
      alarmTopic: existingTopic(this, settings.alarmTopic),
      alarmEmail: settings.alarmEmail,
      originPrefixList: settings.originPrefixList,
      restoredFrom: settings.restoredFrom,
      dataKeysSecret: existing(this, 'ExistingDataKeys', settings.dataKeysSecret),
      telegramSecret: existing(this, 'ExistingTelegram', settings.telegramSecret),
      administratorSecret: existing(this, 'ExistingAdministrator', settings.administratorSecret),
      staffSignIn: staffSignIn(this, settings),
      mail: mail(this, settings),
      egress: settings.egress,
      originSecretVersions: settings.originSecretVersions,
      execAccess: settings.execAccess,
      viewerRateLimit: settings.viewerRateLimit,
      issueRateLimit: settings.issueRateLimit,
      backupRetentionDays: settings.backupRetentionDays,
      backupCopyTo: settings.backupCopyTo
        ? BackupVault.fromBackupVaultArn(this, 'BackupCopy', settings.backupCopyTo)
        : undefined,
      messages: settings.messages,
      balancerProtection: settings.balancerProtection,
      removalPolicy: settings.removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    if (settings.budget) new Bill(this, 'Bill', { phase, monthlyBudget: settings.budget.monthly });
  }
}

const existing = (scope: Construct, id: string, arn: string | undefined) =>
  arn === undefined ? undefined : Secret.fromSecretCompleteArn(scope, id, arn);

/** A topic by its ARN; undefined for a new one. */
export const existingTopic = (scope: Construct, arn: string | undefined): ITopic | undefined =>
  arn === undefined ? undefined : Topic.fromTopicArn(scope, 'ExistingTopic', arn);

/** A network that exists, by its ids: synth asks no account. */
function existingNetwork(
  scope: Construct,
  { vpc, appSubnets, dataSubnets }: Settings,
): Pick<TicketeroProps, 'vpc' | 'appSubnets' | 'dataSubnets'> {
  if (vpc === undefined || !appSubnets || !dataSubnets) return {};
  const zones = [...appSubnets, ...dataSubnets].map(({ zone }) => zone);
  const tier = (given: readonly GivenSubnet[]) => ({
    subnets: given.map(({ id, zone }) =>
      Subnet.fromSubnetAttributes(scope, id, { subnetId: id, availabilityZone: zone }),
    ),
  });
  return {
    vpc: Vpc.fromVpcAttributes(scope, 'ExistingNetwork', {
      vpcId: vpc,
      availabilityZones: [...new Set(zones)].sort(),
    }),
    appSubnets: tier(appSubnets),
    dataSubnets: tier(dataSubnets),
  };
}

/** The bank's own sign-in: what it is, and its secret, which stands apart. */
function staffSignIn(scope: Construct, { oidc, oidcSecret }: Settings): StaffSignIn | undefined {
  const clientSecret = existing(scope, 'ExistingOidc', oidcSecret);
  return oidc && clientSecret ? { ...oidc, clientSecret } : undefined;
}

/** The mail server of reports; undefined for none. */
function mail(scope: Construct, settings: Settings): MailServer | undefined {
  const { mailServer, mailFrom, mailSecret, mailDomains, mailNetworks, mailAuthority } = settings;
  if (mailServer === undefined || mailFrom === undefined) return undefined;
  return {
    url: mailServer,
    from: mailFrom,
    credentials: existing(scope, 'ExistingMail', mailSecret),
    domains: mailDomains,
    networks: mailNetworks,
    certificateAuthority: mailAuthority,
  };
}

/** Countries to serve; undefined for all. */
export function allowedCountries(settings: Settings): string[] | undefined {
  return settings.countries.includes('any') ? undefined : settings.countries;
}

/** The domain in the settings, with its zone or certificates. */
export function domainName(scope: Construct, settings: Settings): DomainName | undefined {
  const { domain, zone, zoneId, viewerCertificate, originCertificate } = settings;
  if (domain === undefined) return undefined;
  return DomainName.of({
    name: domain,
    zone:
      zone && zoneId
        ? HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
            hostedZoneId: zoneId,
            zoneName: zone,
          })
        : undefined,
    viewerCertificate: viewerCertificate
      ? Certificate.fromCertificateArn(scope, 'ViewerCertificate', viewerCertificate)
      : undefined,
    originCertificate: originCertificate
      ? Certificate.fromCertificateArn(scope, 'OriginCertificate', originCertificate)
      : undefined,
  });
}
