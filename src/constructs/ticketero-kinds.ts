import { RemovalPolicy } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { FlowLogTrafficType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  duration,
  Kinds,
  knownText,
  member,
  named,
  number,
  objects,
  of,
  text,
  texts,
  yesOrNo,
} from './given/given';
import { PHASE } from './phase/phase-problems';
import { TicketeroProps } from './ticketero-props';

const secret = of('a secret, such as Secret.fromSecretCompleteArn()');
const subnets = of("a selection, such as { subnetGroupName: 'app' }");

/** What each property of a deployment takes. */
export const KINDS: Kinds<TicketeroProps> = {
  phase: PHASE,
  app: of('TicketApp.bundled(), or another TicketApp'),
  environment: named,
  domainName: of('DomainName.inZone() or DomainName.of()'),
  edgeGuard: of('an EdgeGuard'),
  allowedCountries: texts,
  staffCidrs: texts,
  edgeRules: objects,
  edgeCountOnly: texts,
  viewerRateLimit: number,
  issueRateLimit: number,
  priceClass: member('PriceClass.PRICE_CLASS_ALL or another PriceClass', PriceClass),
  originPrefixList: text,
  originSecretVersions: texts,
  egress: of('Egress.natInstance(), Egress.natGateway() or Egress.none()'),
  cidr: knownText,
  availabilityZones: texts,
  vpc: of('a network, such as Vpc.fromLookup()'),
  appSubnets: subnets,
  dataSubnets: subnets,
  flowLogTraffic: member('a FlowLogTrafficType', FlowLogTrafficType),
  encryptionKey: of('a key, such as Key.fromKeyArn()'),
  restoredFrom: text,
  dataKeysSecret: secret,
  telegramSecret: secret,
  administratorSecret: secret,
  staffSignIn: of('issuer, clientId, clientSecret and groups'),
  mail: of('url and from, such as smtps://mail.bank.cl and turnos@bank.cl'),
  messages: yesOrNo,
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
  balancerProtection: yesOrNo,
  permissionsBoundary: of('a managed policy'),
  execAccess: yesOrNo,
  adminCode: yesOrNo,
  databaseMaintenanceWindow: text,
  cacheMaintenanceWindow: text,
  backupRetentionDays: number,
  backupCopyTo: of('a vault, such as BackupVault.fromBackupVaultArn()'),
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
  logBucket: of('a bucket, such as Bucket.fromBucketName()'),
  accessLogRetention: duration,
  auditRetention: duration,
  alarmTopic: of('a topic, such as Topic.fromTopicArn()'),
  alarmEmail: text,
  accountBudget: yesOrNo,
  tags: named,
};
