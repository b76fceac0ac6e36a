import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { BACKUP_DAYS } from '../constructs/data/ticket-database-props';
import { MAINTENANCE } from '../constructs/data/weekly-window';
import {
  ISSUE_RATE_LIMIT,
  LEAST_RATE,
  MOST_RATE,
  VIEWER_RATE_LIMIT,
} from '../constructs/edge/firewall-rules';
import { Egress } from '../constructs/network/egress';
import { Phase } from '../constructs/phase/phase';
import {
  LEAST_STORAGE_GIB,
  MOST_CACHE_NODES,
  MOST_STORAGE_GIB,
} from '../constructs/phase/phase-problems';
import { keyArn, subnets, topicArn } from './existing-settings';
import { managedGroups } from './managed-groups';
import { list, oneOf, pairs, secretArn, text, whole, yesOrNo } from './settings-readers';
import { signIn } from './sign-in-setting';

/** A budget; a bill above it fails the synth. */
export interface Budget {
  /** US dollars a month; undefined for the phase's budget. */
  readonly monthly?: number;
}

const phases: Record<string, Phase> = {
  pilot: Phase.PILOT,
  expansion: Phase.EXPANSION,
  national: Phase.NATIONAL,
};
const window = (what: string, least: string) =>
  text(
    `when AWS may maintain ${what}, once a week, in UTC, ${least} or more (${MAINTENANCE})`,
    /./,
    MAINTENANCE,
  );
const storage = (help: string) => whole(help, 'GiB', LEAST_STORAGE_GIB, MOST_STORAGE_GIB);
const rate = (help: string) => whole(help, 'requests', LEAST_RATE, MOST_RATE);
const host = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** All settings, by name. */
export const settings = {
  phase: {
    help:
      'pilot, expansion or national; ' +
      "with -lean (cheapest) or -literal (the original design's own list, to compare)",
    read: (value: string): Phase => {
      const [name, variant, ...rest] = value.split('-');
      const phase = phases[name];
      if (!phase || rest.length > 0 || ![undefined, 'lean', 'literal'].includes(variant)) {
        throw new Error('give pilot, expansion or national, optionally with -lean or -literal');
      }
      if (variant === 'lean') return phase.lean();
      return variant === 'literal' ? phase.literal() : phase;
    },
  },
  region: text('AWS region (us-east-1)', /^[a-z]{2}(-[a-z]+)+-\d$/, 'us-east-1'),
  stackName: text(
    'name of the stack (Ticketero); the same in every phase, or nothing grows in place',
    /^[A-Za-z][A-Za-z0-9-]{0,40}$/,
    'Ticketero: letters, digits and hyphens, a letter first, 41 characters at most',
  ),
  domain: text('the host name people use', host, 'turnos.bank.cl'),
  zone: text('the Route 53 zone of the domain', host, 'bank.cl'),
  zoneId: text('the id of that zone', /^Z[A-Z0-9]{5,31}$/, 'Z0123456789ABCDEFGHIJ'),
  viewerCertificate: text(
    "ARN of the viewers' certificate in us-east-1, if DNS is elsewhere",
    /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/.+$/,
    'arn:aws:acm:us-east-1:111122223333:certificate/…',
  ),
  originCertificate: text(
    "ARN of the load balancer's certificate in the stack's region, if DNS is elsewhere",
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
    'arn:aws:acm:sa-east-1:111122223333:certificate/…',
  ),
  countries: {
    help: 'countries to serve (CL); any serves every country',
    read: (value: string): string[] => {
      const given = list('', /^([A-Z]{2}|any)$/, 'CL,AR').read(value);
      if (given.includes('any') && given.length > 1) {
        throw new Error('any stands alone; give it, or the countries');
      }
      return [...new Set(given)];
    },
  },
  staffCidrs: list(
    'networks that may open staff pages (everywhere)',
    /^[0-9a-fA-F.:]+\/\d{1,3}$/,
    '200.1.2.0/24,200.1.3.0/24',
  ),
  availabilityZones: list(
    'exactly three availability zones',
    /^[a-z0-9-]+[a-z]$/,
    'us-east-1a,us-east-1b,us-east-1d',
  ),
  cidr: text('address range of the network (10.20.0.0/16)', /^[\d.]+\/\d+$/, '10.20.0.0/16'),
  vpc: text(
    'id of a network that exists; needs appSubnets and dataSubnets (a new network)',
    /^vpc-[0-9a-f]{8,17}$/,
    'vpc-0a1b2c3d4e5f60718',
  ),
  appSubnets: subnets('load balancer, hosts and tasks'),
  dataSubnets: subnets('database and cache'),
  encryptionKey: keyArn('a key that exists, from the first deploy on (a new key)'),
  edgeEncryptionKey: keyArn(
    "a key in us-east-1 for the edge's log and alarms, of a stack elsewhere (a new key)",
    'us-east-1',
  ),
  logBucket: text(
    'name of a bucket that exists, for logs of edge, load balancer and network (a new bucket)',
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'bank-access-logs',
  ),
  alarmTopic: topicArn("a topic that exists, in the stack's region (a new topic)"),
  edgeAlarmTopic: topicArn(
    "a topic in us-east-1 for CloudFront's alarms, of a stack elsewhere (a new topic)",
    'us-east-1',
  ),
  alarmEmail: text('a mailbox for alarms', /^[^@\s]+@[^@\s]+$/, 'oncall@bank.cl'),
  originPrefixList: text(
    "id of CloudFront's origin-facing prefix list in the region",
    /^pl-[0-9a-f]{8,17}$/,
    'pl-3b927c52',
  ),
  restoredFrom: text(
    'a database snapshot to start from',
    /^[A-Za-z0-9:/-]+$/,
    "a snapshot's identifier or ARN",
  ),
  dataKeysSecret: secretArn('the secret with the data keys, of a restored database (a new one)'),
  telegramSecret: secretArn("the secret with Telegram's token (a new one, which is off)"),
  administratorSecret: secretArn("the secret of the database's administrator (a new one, rotated)"),
  oidc: signIn,
  oidcSecret: secretArn('the secret that the provider of oidc gave this app (none)'),
  mailServer: text(
    'the mail server of reports, whose port the network opens; needs mailFrom (none: no mail)',
    /^smtps?:\/\/\S+$/i,
    'smtp://email-smtp.us-east-1.amazonaws.com:587 or smtps://mail.bank.cl',
  ),
  mailFrom: text('the address that reports come from', /@/, 'Banco <turnos@bank.cl>'),
  mailSecret: secretArn('the secret with username and password of the mail server (none)'),
  mailDomains: list(
    'domains to which reports may be sent (any)',
    /^([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+$/,
    'bank.cl,filial.bank.cl',
  ),
  mailNetworks: list(
    'networks that the mail server is in, IPv4 (anywhere)',
    /^[\d.]+\/\d{1,2}$/,
    '10.1.0.0/16,10.2.0.0/16',
  ),
  mailAuthority: text(
    "certificates, as PEM, of the mail server's authority, if it is the bank's own; in cdk.json",
    /-----BEGIN CERTIFICATE-----/,
    '"-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----"',
  ),
  messages: oneOf(
    'off sends nothing by Telegram, webhooks or mail, for a copy beside the live one (on)',
    { on: true, off: false },
  ),
  removal: oneOf<'retain' | 'destroy'>(
    'retain (database, buckets, secrets and key outlive the stack) or destroy (for trials)',
    { retain: 'retain', destroy: 'destroy' },
  ),
  egress: {
    help:
      'instance or gateway, with a count after a colon such as gateway:3, or none: AWS by ' +
      "endpoints in as many zones, and no messages (the phase's)",
    read: (value: string): Egress => {
      const [, kind, count = '1'] = /^(instance|gateway|none)(?::([123]))?$/.exec(value) ?? [];
      if (kind === undefined) {
        throw new Error('give instance, gateway or none, with a count such as gateway:3');
      }
      const make = {
        instance: Egress.natInstance,
        gateway: Egress.natGateway,
        none: Egress.none,
      }[kind]!;
      return make({ count: Number(count) });
    },
  },
  originSecretVersions: list(
    'accepted versions of the origin secret, newest first, while it is rotated',
    /^[A-Za-z0-9-]{32,64}$/,
    'two version ids',
  ),
  execAccess: yesOrNo('yes lets administrators open a recorded shell in a task (no)'),
  balancerProtection: yesOrNo(
    'yes makes AWS refuse to delete the load balancer; after the first deploy (no)',
  ),
  databaseStorageGib: storage("storage of the database (the phase's); it never shrinks"),
  databaseMaxStorageGib: storage("to how much it may grow by itself (the phase's)"),
  foresightMetrics: yesOrNo(
    'yes publishes how well waits are foretold as four metrics, $1.20 a month; no keeps them in ' +
      "the log (the phase's)",
  ),
  cacheShards: whole(
    "shards of the cache (the phase's); to add shards, deploy them alone first (runbook)",
    'shards',
    1,
    MOST_CACHE_NODES,
  ),
  budget: {
    help:
      "enforced fails the synth if the bill with 1-year terms is above the phase's budget; " +
      'a number of US dollars a month, if it is above that (not checked)',
    read: (value: string): Budget => {
      if (value !== 'enforced' && !(Number(value) > 0 && Number.isFinite(Number(value)))) {
        throw new Error('give "enforced", or US dollars a month such as 120');
      }
      return value === 'enforced' ? {} : { monthly: Number(value) };
    },
  },
  viewerRateLimit: rate(
    `maximum requests from one address in five minutes (${VIEWER_RATE_LIMIT}); a branch shares one`,
  ),
  issueRateLimit: rate(`maximum tickets from one address in five minutes (${ISSUE_RATE_LIMIT})`),
  backupRetentionDays: whole(
    'for how many days back the database can be restored to any second, 1 to 35 (14)',
    'days',
    BACKUP_DAYS.least,
    BACKUP_DAYS.most,
  ),
  backupCopyTo: text(
    'ARN of a backup vault in another region; removal=destroy backs nothing up (none)',
    /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:.+$/,
    'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero',
  ),
  environment: pairs(
    'environment variables of your own for the image, such as BANK_CODE=012 (none); no secrets',
  ),
  databaseMaintenanceWindow: window('the database', '30 minutes'),
  cacheMaintenanceWindow: window('the cache', 'an hour'),
  auditRetentionDays: whole(
    'for how many days nobody can change or delete an audit anchor (365); never shorter later',
    'days',
    1,
    36_500,
  ),
  adminCode: yesOrNo('no gives tasks no code for the first administrator, once there is one (yes)'),
  accountBudget: yesOrNo('no leaves out the budget, which counts the whole account (yes)'),
  priceClass: oneOf(
    "CloudFront's edges: all, 200 (not South America) or 100 (North America and Europe) (all)",
    {
      all: PriceClass.PRICE_CLASS_ALL,
      '200': PriceClass.PRICE_CLASS_200,
      '100': PriceClass.PRICE_CLASS_100,
    },
  ),
  edgeRules: managedGroups,
  edgeCountOnly: list(
    'built-in rules at the edge that only count, such as CommonRules (none)',
    /^[A-Za-z]+$/,
    'CommonRules,SqlInjection',
  ),
};
