import { Egress } from '../constructs/network/egress';
import { GivenSubnet } from './existing-settings';
import type { settings } from './settings-table';

type Name = keyof typeof settings;

/** A setting as given: whether there is a value, and what could be read of it. */
export interface Together {
  readonly given: (name: Name) => boolean;
  readonly shown: (name: Name) => string;
  readonly read: {
    readonly region?: string;
    readonly egress?: Egress;
    readonly edgeAlarmTopic?: string;
    readonly edgeEncryptionKey?: string;
    readonly appSubnets?: readonly GivenSubnet[];
    readonly dataSubnets?: readonly GivenSubnet[];
  };
}

const REGION = 'us-east-1';

/** Settings that contradict each other: one sentence each, with the way out. */
export function togetherProblems(all: Together): string[] {
  return [
    ...domainAlone(all),
    ...signInAlone(all),
    ...mailAlone(all),
    ...network(all),
    ...edge(all),
  ];
}

function domainAlone({ given, shown }: Together): string[] {
  if (!given('domain')) {
    const others = ['zone', 'zoneId', 'viewerCertificate', 'originCertificate'] as const;
    return others
      .filter(given)
      .map(
        (name) =>
          `${name} is given without domain; give that too, such as -c domain=turnos.bank.cl`,
      );
  }
  const zoned = given('zone') && given('zoneId');
  const certified = given('viewerCertificate') && given('originCertificate');
  return zoned || certified
    ? []
    : [
        `domain is "${shown('domain')}" ` +
          'and has no zone and no certificates; give zone and zoneId (Route 53), ' +
          'or viewerCertificate and originCertificate (DNS elsewhere)',
      ];
}

function signInAlone({ given }: Together): string[] {
  if (given('oidc') === given('oidcSecret')) return [];
  const [has, lacks] = given('oidc') ? ['oidc', 'oidcSecret'] : ['oidcSecret', 'oidc'];
  return [`${has} is given without ${lacks}; give both, or neither for passwords`];
}

/** Settings of the mail server given without those they need. */
function mailAlone({ given }: Together): string[] {
  if (!given('mailServer')) {
    const others = [
      'mailFrom',
      'mailSecret',
      'mailDomains',
      'mailNetworks',
      'mailAuthority',
    ] as const;
    return others
      .filter(given)
      .map(
        (name) =>
          `${name} is given without mailServer; give that too, such as smtps://mail.bank.cl`,
      );
  }
  return given('mailFrom')
    ? []
    : ['mailServer is given without mailFrom; give the address that reports come from'];
}

/** An existing network, its subnets, and settings that only apply to a new one. */
function network({ given, shown, read }: Together): string[] {
  const tiers = ['appSubnets', 'dataSubnets'] as const;
  if (!given('vpc')) {
    return tiers
      .filter(given)
      .map(
        (name) =>
          `${name} is given without vpc; give that too, such as -c vpc=vpc-0a1b2c3d4e5f60718`,
      );
  }
  const region = read.region ?? REGION;
  const far = tiers.flatMap((name) =>
    (read[name] ?? [])
      .filter(({ zone }) => zone.slice(0, -1) !== region)
      .map(
        ({ zone, id }) =>
          `${name} has ${id} in ${zone}, and the stack is in ${region}; ` +
          `give subnets of ${region}, or that region`,
      ),
  );
  const lacking = tiers
    .filter((name) => !given(name))
    .map(
      (name) =>
        `vpc is given without ${name}; give them with their zones, ` +
        `such as -c ${name}=${region}a:subnet-0a1b2c3d,${region}b:subnet-4e5f6a7b`,
    );
  const own = (['cidr', 'availabilityZones'] as const)
    .filter(given)
    .map(
      (name) =>
        `${name} is "${shown(name)}" and vpc is given, which has its own; leave one of them out`,
    );
  const out =
    read.egress && read.egress.kind !== 'none'
      ? [
          `egress is "${shown('egress')}" and vpc is given, whose routes lead out or do not; ` +
            'give none if nothing leaves it, or leave egress out',
        ]
      : [];
  return [...lacking, ...far, ...own, ...out];
}

/** In us-east-1 there is one stack, one topic and one key. */
function edge({ read }: Together): string[] {
  if ((read.region ?? REGION) !== REGION) return [];
  const there = {
    edgeAlarmTopic: "alarmTopic hears CloudFront's alarms as well",
    edgeEncryptionKey: "encryptionKey encrypts the edge's log as well",
  };
  return (Object.keys(there) as (keyof typeof there)[])
    .filter((name) => read[name] !== undefined)
    .map(
      (name) =>
        `${name} is "${read[name]}" and the stack is in ${REGION}, where ${there[name]}; ` +
        'leave it out',
    );
}
