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
import { checked, Kinds, member, number, objects, of, texts, yesOrNo } from '../given/given';
import { isPart } from '../security/only-one';
import { physicalName } from '../security/physical-name';
import { keyProblems } from '../security/things-given';
import { TicketKey } from '../security/ticket-key';
import { countryProblems } from './countries';
import { DomainName, fitsCertificate } from './domain-name';
import { logRefusals } from './firewall-log';
import {
  counting,
  countryRule,
  EDGE_RULES,
  managedRules,
  rateProblems,
  staffRule,
  VIEWER_RATE_LIMIT,
  viewerRateRule,
} from './firewall-rules';
import { staffNetworkProblems } from './staff-networks';

/** Properties of the edge's firewall and certificate. */
export interface EdgeGuardProps {
  /**
   * The host name people use.
   *
   * @default the distribution's own name and certificate
   */
  readonly domainName?: DomainName;

  /**
   * Countries from which viewers are served, as two-letter codes. Telegram's calls are accepted
   * from anywhere.
   *
   * @default every country
   */
  readonly allowedCountries?: string[];

  /**
   * Networks from which staff pages and sign-in can be reached, as IPv4 or IPv6 CIDRs.
   *
   * @default everywhere, behind sign-in
   */
  readonly staffCidrs?: string[];

  /**
   * Maximum number of requests from one address in five minutes; more are answered with 429. A
   * whole branch usually shares one address.
   *
   * @default 2000
   */
  readonly viewerRateLimit?: number;

  /**
   * Your own rules, evaluated after the built-in ones. Their priorities must be 100 or higher.
   *
   * @default none
   */
  readonly rules?: CfnWebACL.RuleProperty[];

  /**
   * Names of built-in rules that only count what they would refuse: `Countries`, `StaffNetworks`,
   * `ViewerRate`, `KnownAttackers`, `KnownBadInputs`, `CommonRules` or `SqlInjection`.
   *
   * @default every rule refuses
   */
  readonly countOnly?: string[];

  /**
   * Whether links in reports by mail are open to every country, and to programs that send no user
   * agent: a mail program, which may be anywhere, follows the link that ends a report (RFC 8058).
   * Needed where the deployment has `mail`.
   *
   * @default false
   */
  readonly mailLinks?: boolean;

  /**
   * The key that encrypts the log of refused requests. It must be in us-east-1.
   *
   * @default a new key is created
   */
  readonly encryptionKey?: IKey;

  /**
   * How long the log of refused requests is kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}

/** What each property takes. */
const KINDS: Kinds<EdgeGuardProps> = {
  domainName: of('DomainName.inZone() or DomainName.of()'),
  allowedCountries: texts,
  staffCidrs: texts,
  viewerRateLimit: number,
  rules: objects,
  countOnly: texts,
  mailLinks: yesOrNo,
  encryptionKey: of('a key, such as Key.fromKeyArn()'),
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
};

/**
 * The firewall of the distribution and the certificate its viewers see. CloudFront only accepts
 * them from us-east-1, wherever the rest is deployed.
 */
export class EdgeGuard extends Construct {
  /** ARN of the web ACL. */
  public readonly webAclArn: string;
  /** Name of its CloudWatch metric. */
  public readonly metricName: string;
  /** Maximum number of requests from one address in five minutes. */
  public readonly viewerRateLimit: number;
  /** Whether links in reports by mail are open to every country. */
  public readonly mailLinks: boolean;
  /** The certificate viewers see; undefined without a domain name. */
  public readonly certificate: ICertificate | undefined;
  /** The name that its certificate was made for; undefined if none was made. */
  public readonly certifiedName: string | undefined;
  /** The key of its log, and of alarms about the edge. */
  public readonly logKey: IKey;

  public constructor(scope: Construct, id: string, props: EdgeGuardProps = {}) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const viewerRateLimit = props.viewerRateLimit ?? VIEWER_RATE_LIMIT;
    this.viewerRateLimit = viewerRateLimit;
    this.mailLinks = props.mailLinks ?? false;
    this.node.addValidation({
      validate: () => [...problems(this, props), ...rateProblems({ viewerRateLimit })],
    });

    const countries = props.allowedCountries ?? [];
    this.metricName = physicalName(this, 'edge', 100);
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
        ...[
          ...(countries.length > 0 ? [countryRule(0, countries, this.mailLinks)] : []),
          ...(props.staffCidrs?.length ? [staffRule(1, this.ipSets(props.staffCidrs))] : []),
          viewerRateRule(2, viewerRateLimit, 'connection'),
          ...managedRules(10, this.mailLinks),
        ].map((rule) => (props.countOnly?.includes(rule.name) ? counting(rule) : rule)),
        ...(props.rules ?? []),
      ],
    });
    this.webAclArn = acl.attrArn;
    const key =
      props.encryptionKey ??
      new TicketKey(this, 'LogKey', { removalPolicy: RemovalPolicy.DESTROY }).key;
    this.logKey = key;
    logRefusals(this, acl, key, props.logRetention ?? RetentionDays.ONE_MONTH);

    const domain = props.domainName;
    this.certificate =
      domain?.viewerCertificate ??
      (domain?.zone && fitsCertificate(domain)
        ? new Certificate(this, 'Certificate', {
            domainName: domain.name,
            validation: CertificateValidation.fromDns(domain.zone),
          })
        : undefined);
    this.certifiedName = this.certificate && !domain?.viewerCertificate ? domain?.name : undefined;
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

function problems(scope: Construct, props: EdgeGuardProps): string[] {
  const found: string[] = [];
  const { region } = Stack.of(scope);
  if (!Token.isUnresolved(region) && region !== 'us-east-1') {
    found.push(
      `the edge guard is in ${region}; ` +
        'CloudFront only accepts firewalls and certificates from us-east-1: ' +
        'create it in a stack of its own with env.region us-east-1 and pass it as edgeGuard',
    );
  }
  // as part of a whole deployment, it is reported once
  if (!isPart(scope)) found.push(...keyProblems(scope, props.encryptionKey));
  found.push(...countryProblems(props.allowedCountries));
  found.push(...staffNetworkProblems(props.staffCidrs));
  for (const name of props.countOnly ?? []) {
    if (!EDGE_RULES.includes(name)) {
      found.push(
        `edgeCountOnly (countOnly) has "${name}", which is not a built-in rule; ` +
          `give some of ${EDGE_RULES.join(', ')}`,
      );
    }
  }
  for (const rule of props.rules ?? []) {
    if (rule.priority < 100) {
      found.push(
        `rule ${rule.name} has priority ${rule.priority}; ` +
          'give 100 or higher, lower priorities belong to the built-in rules',
      );
    }
  }
  return found;
}
