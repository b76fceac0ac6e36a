import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { CfnHostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { keyProblems, logBucketProblems, placeOf, tagProblems } from './security/things-given';
import { TicketeroProps } from './ticketero-props';

/** ECS only reads secrets of its own region, and needs the whole ARN to read one field. */
function secretProblems(props: TicketeroProps, region: string): string[] {
  const { dataKeysSecret, telegramSecret, administratorSecret } = props;
  const given = {
    ...{ dataKeysSecret, telegramSecret, administratorSecret },
    'staffSignIn.clientSecret': props.staffSignIn?.clientSecret,
    'mail.credentials': props.mail?.credentials,
  };
  return Object.entries(given).flatMap(([name, secret]) => {
    const arn = secret?.secretFullArn ?? secret?.secretArn;
    if (secret === undefined || arn === undefined) return [];
    const there = placeOf(arn, secret).region;
    if (!Token.isUnresolved(arn) && !/:secret:.+-[A-Za-z0-9]{6}$/.test(arn)) {
      return [
        `${name} is "${arn}"; give the whole ARN, with the hyphen and six characters at its end`,
      ];
    }
    return Token.isUnresolved(region) || Token.isUnresolved(there) || there === region
      ? []
      : [
          `${name} is in ${there} and the stack in ${region}; replicate the secret to ` +
            `${region} and give the replica`,
        ];
  });
}

/** Most of what is kept has no snapshots, and CloudFormation refuses the policy for it. */
const removalProblems = ({ removalPolicy }: TicketeroProps) =>
  removalPolicy === RemovalPolicy.SNAPSHOT
    ? [
        'removalPolicy is SNAPSHOT, and keys, secrets, buckets and networks have no snapshots; ' +
          'give RETAIN, or DESTROY for trials, and take a snapshot of the database yourself',
      ]
    : [];

/** AWS partitions without CloudFront, or with one of their own. */
const OTHER_PARTITIONS = /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/;

/**
 * Where backups are copied; undefined for nowhere. Also undefined for the stack's own region and
 * for one not known yet: both are reported.
 */
export function copyRegion(scope: Construct, props: TicketeroProps): string | undefined {
  if (props.removalPolicy === RemovalPolicy.DESTROY) return undefined; // nothing is backed up
  const { backupCopyTo: vault } = props;
  const there = vault && placeOf(vault.backupVaultArn, vault).region;
  return there === Stack.of(scope).region || Token.isUnresolved(there) ? undefined : there;
}

/**
 * A copy in the same region would be lost with it, and the role may not copy into another account.
 */
function copyProblems(props: TicketeroProps, { region, account }: Stack): string[] {
  const { backupCopyTo: vault, removalPolicy } = props;
  if (vault === undefined) return [];
  const { region: there, account: theirs } = placeOf(vault.backupVaultArn, vault);
  if (Token.isUnresolved(there)) {
    return removalPolicy === RemovalPolicy.DESTROY
      ? []
      : [
          'backupCopyTo is a vault whose region is known only while deploying, and the keys ' +
            'without which nobody reads a copy have to be replicated to it; give its ARN as ' +
            'text, or a vault of a stack that has a region',
        ];
  }
  if (!Token.isUnresolved(account) && !Token.isUnresolved(theirs) && theirs !== account) {
    return [
      `backupCopyTo is a vault of account ${theirs}, and the stack is in ${account}, whose role ` +
        `copies within its own only; give a vault of ${account} in another region`,
    ];
  }
  if (there !== region) return [];
  return [
    `backupCopyTo is a vault in ${region}, where the stack is, and would be lost with it; ` +
      'give one in another region',
  ];
}

/** Whether a zone created in this app is private to a network. */
const isPrivate = (zone: IHostedZone): boolean =>
  zone.node.defaultChild instanceof CfnHostedZone &&
  Stack.of(zone).resolve(zone.node.defaultChild.vpcs) !== undefined;

/** Certificates are validated by public records, which are created with the stack's permissions. */
function zoneProblems(scope: Construct, { domainName }: TicketeroProps): string[] {
  const zone = domainName?.zone;
  if (!zone) return [];
  const { account } = Stack.of(scope);
  const { account: theirs } = zone.env;
  const known = !Token.isUnresolved(account) && !Token.isUnresolved(theirs);
  return [
    ...(isPrivate(zone)
      ? [
          `domainName ${domainName.name} is in zone ${zone.node.path}, which is private: the ` +
            'certificates could not be proven, and the deploy would wait for them for days; ' +
            'give the public zone of that name, or both certificates',
        ]
      : []),
    ...(known && account !== theirs
      ? [
          `domainName ${domainName.name} is in a zone of account ${theirs}, and the stack is in ` +
            `${account}, which may not write there; delegate a subdomain to a zone of ${account}` +
            ', or give both certificates and point the name at the distribution yourself',
        ]
      : []),
  ];
}

/** What SNS accepts: ASCII only, and a domain with at least two labels. */
const MAILBOX = /^[!-?A-~]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/;

/** What is wrong with where alarms go, where secrets are and where the stack is. */
export function placeProblems(scope: Construct, props: TicketeroProps): string[] {
  const { region } = Stack.of(scope);
  const { alarmEmail } = props;
  const mail =
    alarmEmail === undefined || Token.isUnresolved(alarmEmail) || MAILBOX.test(alarmEmail)
      ? []
      : [`alarmEmail is "${alarmEmail}"; give a mailbox such as oncall@bank.cl`];
  const found = [
    ...mail,
    ...secretProblems(props, region),
    ...removalProblems(props),
    ...copyProblems(props, Stack.of(scope)),
    ...keyProblems(scope, props.encryptionKey),
    ...logBucketProblems(scope, props.logBucket),
    ...tagProblems(props.tags),
    ...zoneProblems(scope, props),
  ];
  if (Token.isUnresolved(region)) {
    return [
      ...found,
      "the stack has no region; give env: { region: 'us-east-1' } (or yours): " +
        "access logs, CloudFront's prefix list and the edge's firewall depend on it",
    ];
  }
  if (OTHER_PARTITIONS.test(region)) {
    return [
      ...found,
      `the stack is in ${region}, a part of AWS whose CloudFront cannot reach private load ` +
        'balancers, or that has none; give a region of the commercial part, such as us-east-1',
    ];
  }
  if (region !== 'us-east-1' && !props.edgeGuard) {
    return [
      ...found,
      `the stack is in ${region} and has no edgeGuard; CloudFront only accepts a firewall ` +
        'and certificate from us-east-1: create an EdgeGuard in a stack there and pass it here',
    ];
  }
  return found;
}
