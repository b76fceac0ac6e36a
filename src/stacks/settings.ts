import { IConstruct } from 'constructs';
import { ISSUE_RATE_LIMIT, VIEWER_RATE_LIMIT } from '../constructs/edge/firewall-rules';
import { Egress } from '../constructs/network/egress';
import { Phase } from '../constructs/phase/phase';
import { unknownSettings } from './unknown-settings';

/** A budget; a bill above it fails the synth. */
export interface Budget {
  /** US dollars a month; undefined for the phase's budget. */
  readonly monthly?: number;
}

/**
 * One setting: its meaning, and how its text is read. A reader throws an Error whose message says
 * what it expects.
 */
interface Setting<T> {
  readonly help: string;
  readonly read: (text: string) => T;
}

const text = (help: string, pattern: RegExp, example: string): Setting<string> => ({
  help,
  read: (value) => {
    if (!pattern.test(value)) throw new Error(`give a value such as ${example}`);
    return value;
  },
});

const list = (help: string, pattern: RegExp, example: string): Setting<string[]> => ({
  help,
  read: (value) => {
    const parts = value.split(',').map((part) => part.trim());
    const wrong = parts.filter((part) => !pattern.test(part));
    if (wrong.length > 0) {
      throw new Error(`"${wrong.join('", "')}" cannot be read; give a list such as ${example}`);
    }
    return parts;
  },
});

const number = (help: string): Setting<number> => ({
  help,
  read: (value) => {
    if (!/^\d+$/.test(value)) throw new Error('give a whole number');
    return Number(value);
  },
});

const yesOrNo = (help: string): Setting<boolean> => ({
  help,
  read: (value) => {
    if (value !== 'yes' && value !== 'no') throw new Error('give yes or no');
    return value === 'yes';
  },
});

const secretArn = (what: string): Setting<string> =>
  text(
    `whole ARN of ${what}`,
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/,
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:DataKeys-AbCdEf',
  );

const phases: Record<string, Phase> = {
  pilot: Phase.PILOT,
  expansion: Phase.EXPANSION,
  national: Phase.NATIONAL,
};
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
    'Ticketero',
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
  countries: list('countries to serve (CL); any serves every country', /^([A-Z]{2}|any)$/, 'CL,AR'),
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
  messages: {
    help: 'off sends nothing by Telegram or webhooks, for a copy beside the live one (on)',
    read: (value: string): boolean => {
      if (value !== 'on' && value !== 'off') throw new Error('give on or off');
      return value === 'on';
    },
  },
  removal: {
    help: 'retain (database, buckets, secrets and key outlive the stack) or destroy (for trials)',
    read: (value: string): 'retain' | 'destroy' => {
      if (value !== 'retain' && value !== 'destroy') throw new Error('give retain or destroy');
      return value;
    },
  },
  egress: {
    help: "instance or gateway, with a count after a colon such as gateway:3 (the phase's)",
    read: (value: string): Egress => {
      const [, kind, count = '1'] = /^(instance|gateway)(?::([123]))?$/.exec(value) ?? [];
      if (kind === undefined) {
        throw new Error('give instance or gateway, with a count such as gateway:3');
      }
      return kind === 'instance'
        ? Egress.natInstance({ count: Number(count) })
        : Egress.natGateway({ count: Number(count) });
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
  databaseStorageGib: number("storage of the database (the phase's); it never shrinks"),
  databaseMaxStorageGib: number("to how much it may grow by itself (the phase's)"),
  cacheShards: number(
    "shards of the cache (the phase's); to add shards, deploy them alone first (runbook)",
  ),
  budget: {
    help:
      "enforced fails the synth if the bill with 1-year terms is above the phase's budget; " +
      'a number of US dollars a month, if it is above that (not checked)',
    read: (value: string): Budget => {
      if (value !== 'enforced' && !(Number(value) > 0)) {
        throw new Error('give "enforced", or US dollars a month such as 120');
      }
      return value === 'enforced' ? {} : { monthly: Number(value) };
    },
  },
  viewerRateLimit: number(
    `maximum requests from one address in five minutes (${VIEWER_RATE_LIMIT}); a branch shares one`,
  ),
  issueRateLimit: number(`maximum tickets from one address in five minutes (${ISSUE_RATE_LIMIT})`),
  backupRetentionDays: number(
    'for how many days back the database can be restored to any second, 1 to 35 (14)',
  ),
  backupCopyTo: text(
    'ARN of a backup vault in another region',
    /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:.+$/,
    'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero',
  ),
};

type Name = keyof typeof settings;
type Given = { readonly [N in Name]?: ReturnType<(typeof settings)[N]['read']> };

/** Settings that change a size of the phase. */
type Size = 'databaseStorageGib' | 'databaseMaxStorageGib' | 'cacheShards';

/** The settings of the ready-made app, from `-c name=value` or cdk.json. */
export type Settings = Omit<Given, Size> &
  Required<Pick<Given, 'phase' | 'region' | 'stackName' | 'countries' | 'removal'>>;

/** Lists all problems at once, so that settings need not be corrected one at a time. */
export class SettingsError extends Error {
  public constructor(public readonly problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      [
        `The settings have ${count}:`,
        ...problems.map((problem) => `  - ${problem}`),
        '',
        'Settings (-c name=value, or "context" in cdk.json):',
        ...Object.entries(settings).map(([name, { help }]) => `  ${name.padEnd(20)} ${help}`),
      ].join('\n'),
    );
    this.name = 'SettingsError';
  }
}

/**
 * Reads the settings from a scope's context.
 * @throws SettingsError that names every problem with the value received
 */
export function readSettings(scope: IConstruct): Settings {
  const context = Object.keys(scope.node.getAllContext() as object);
  const problems = unknownSettings(context, Object.keys(settings));
  const read: Partial<Record<Name, unknown>> = {};
  for (const name of Object.keys(settings) as Name[]) {
    const value: unknown = scope.node.tryGetContext(name);
    if (value === undefined || value === '') continue;
    try {
      read[name] = settings[name].read(String(value));
    } catch (error) {
      problems.push(`${name} is "${String(value)}"; ${(error as Error).message}`);
    }
  }
  const given = (name: Name) => scope.node.tryGetContext(name) !== undefined;
  if (!given('phase')) {
    problems.push('phase is missing; give -c phase=pilot, expansion or national');
  }
  if (given('domain')) {
    const zoned = given('zone') && given('zoneId');
    const certified = given('viewerCertificate') && given('originCertificate');
    if (!zoned && !certified) {
      problems.push(
        `domain is "${String(scope.node.tryGetContext('domain'))}" ` +
          'and has no zone and no certificates; give zone and zoneId (Route 53), ' +
          'or viewerCertificate and originCertificate (DNS elsewhere)',
      );
    }
  } else {
    for (const name of ['zone', 'zoneId', 'viewerCertificate', 'originCertificate'] as const) {
      if (given(name)) {
        problems.push(
          `${name} is given without domain; give that too, such as -c domain=turnos.bank.cl`,
        );
      }
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  const { databaseStorageGib, databaseMaxStorageGib, cacheShards, phase, ...others } =
    read as Given & Required<Pick<Given, 'phase'>>;
  const sizes = { databaseStorageGib, databaseMaxStorageGib, cacheShards };
  return {
    ...others,
    phase: phase.resized({ name: phase.name, ...sizes }),
    region: others.region ?? 'us-east-1',
    stackName: others.stackName ?? 'Ticketero',
    countries: others.countries ?? ['CL'],
    removal: others.removal ?? 'retain',
  };
}
