import { isIP } from 'node:net';
import { Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { TicketKey } from '../security/ticket-key';
import { DomainName } from './domain-name';
import { logRefusals } from './firewall-log';
import {
  countryRule,
  managedRules,
  rateProblems,
  staffRule,
  VIEWER_RATE_LIMIT,
  viewerRateRule,
} from './firewall-rules';

/** How the guard of the edge is made. */
export interface EdgeGuardProps {
  /**
   * The name people use.
   *
   * @default the distribution's own name and certificate
   */
  readonly domainName?: DomainName;

  /**
   * Countries whose viewers are served, as two-letter codes. Telegram's calls are served from
   * anywhere.
   *
   * @default every country
   */
  readonly allowedCountries?: string[];

  /**
   * Networks from which staff's pages and sign-in can be reached, as IPv4 or IPv6 CIDRs.
   *
   * @default everywhere, behind sign-in
   */
  readonly staffCidrs?: string[];

  /**
   * Most requests in five minutes from one address. A whole branch shares one.
   *
   * @default 2000
   */
  readonly viewerRateLimit?: number;

  /**
   * Rules of yours, after the built-in ones. Their priorities have to be 100 or more.
   *
   * @default none
   */
  readonly rules?: CfnWebACL.RuleProperty[];

  /**
   * Encrypts the log of refused requests; it has to be in us-east-1.
   *
   * @default a key of its own is made
   */
  readonly encryptionKey?: IKey;

  /**
   * How long refused requests are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}

/**
 * Firewall and viewers' certificate of the distribution. CloudFront takes both from us-east-1 only,
 * wherever the rest is.
 */
export class EdgeGuard extends Construct {
  /** ARN of the web ACL. */
  public readonly webAclArn: string;
  /** Name of its metric. */
  public readonly metricName: string;
  /** The viewers' certificate; none without a domain. */
  public readonly certificate: ICertificate | undefined;

  public constructor(scope: Construct, id: string, props: EdgeGuardProps = {}) {
    super(scope, id);
    const viewerRateLimit = props.viewerRateLimit ?? VIEWER_RATE_LIMIT;
    this.node.addValidation({
      validate: () => [...problems(this, props), ...rateProblems({ viewerRateLimit })],
    });

    const countries = props.allowedCountries ?? [];
    this.metricName = `${Stack.of(this).stackName}-edge`;
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      description: 'Ticketero: at the edge, before anything is reached',
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: this.metricName,
        sampledRequestsEnabled: false,
      },
      rules: [
        ...(countries.length > 0 ? [countryRule(0, countries)] : []),
        ...(props.staffCidrs?.length ? [staffRule(1, this.ipSets(props.staffCidrs))] : []),
        viewerRateRule(2, viewerRateLimit, 'connection'),
        ...managedRules(10),
        ...(props.rules ?? []),
      ],
    });
    this.webAclArn = acl.attrArn;
    const key =
      props.encryptionKey ??
      new TicketKey(this, 'LogKey', { removalPolicy: RemovalPolicy.DESTROY }).key;
    logRefusals(this, acl, key, props.logRetention ?? RetentionDays.ONE_MONTH);

    const domain = props.domainName;
    this.certificate =
      domain?.viewerCertificate ??
      (domain?.zone &&
        new Certificate(this, 'Certificate', {
          domainName: domain.name,
          validation: CertificateValidation.fromDns(domain.zone),
        }));
  }

  private ipSets(cidrs: string[]): string[] {
    const families = [
      {
        id: 'StaffNetworks',
        version: 'IPV4',
        addresses: cidrs.filter((cidr) => !cidr.includes(':')),
      },
      {
        id: 'StaffNetworks6',
        version: 'IPV6',
        addresses: cidrs.filter((cidr) => cidr.includes(':')),
      },
    ];
    return families
      .filter(({ addresses }) => addresses.length > 0)
      .map(
        ({ id, version, addresses }) =>
          new CfnIPSet(this, id, {
            scope: 'CLOUDFRONT',
            ipAddressVersion: version,
            addresses,
            description: `Ticketero: networks of staff, ${Names.nodeUniqueId(this.node).slice(-8)}`,
          }).attrArn,
      );
  }
}

/** An address, IPv4 or IPv6, and a length that it can have. */
function isCidr(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  return (
    rest.length === 0 &&
    /^\d{1,3}$/.test(length ?? '') &&
    isIP(address) !== 0 &&
    Number(length) >= 1 &&
    Number(length) <= (isIP(address) === 4 ? 32 : 128)
  );
}

function problems(scope: Construct, props: EdgeGuardProps): string[] {
  const found: string[] = [];
  const { region } = Stack.of(scope);
  if (!Token.isUnresolved(region) && region !== 'us-east-1') {
    found.push(
      `the edge guard is in ${region}; ` +
        'CloudFront takes firewalls and certificates from us-east-1 only: ' +
        'make it in a stack of its own with env.region us-east-1 and hand it over as edgeGuard',
    );
  }
  if (props.allowedCountries?.length === 0) {
    found.push(
      'allowedCountries is empty; ' +
        'leave it out to serve every country, or name those that are served, as CL',
    );
  }
  if (props.staffCidrs?.length === 0) {
    found.push(
      'staffCidrs is empty, so staff could sign in from nowhere; ' +
        'leave it out for everywhere, or give networks, as 200.1.2.0/24',
    );
  }
  for (const country of props.allowedCountries ?? []) {
    if (!/^[A-Z]{2}$/.test(country)) {
      found.push(`allowedCountries has "${country}"; write two capital letters, as CL`);
    }
  }
  for (const cidr of props.staffCidrs ?? []) {
    if (!isCidr(cidr)) {
      found.push(`staffCidrs has "${cidr}"; write an address and a length, as 200.1.2.0/24`);
    }
  }
  for (const rule of props.rules ?? []) {
    if (rule.priority < 100) {
      found.push(
        `rule ${rule.name} has priority ${rule.priority}; ` +
          'give 100 or more, below that are the built-in rules',
      );
    }
  }
  return found;
}
