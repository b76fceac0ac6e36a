import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { FlowLogTrafficType, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { DomainName } from './edge/domain-name';
import { EdgeGuard } from './edge/edge-guard';
import { TicketApp } from './image/ticket-app';
import { Egress } from './network/egress';
import { MailServer } from './network/mail-server';
import { Phase } from './phase/phase';
import { StaffSignIn } from './service/staff-sign-in';
import { TicketeroOperationsProps } from './ticketero-operations-props';

/** Properties of a deployment. Everything except the phase has a default. */
export interface TicketeroProps extends TicketeroOperationsProps {
  /** How large the deployment is. */
  readonly phase: Phase;

  /**
   * The app it runs.
   *
   * @default TicketApp.bundled(), the app in this package
   */
  readonly app?: TicketApp;

  /**
   * Environment variables of your own for the image, in the containers that serve and migrate.
   * Names that the platform sets or reserves are refused. Everybody who may read the template can
   * read their values, so nothing secret belongs here.
   *
   * @default none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The host name people use. With it, every hop uses TLS.
   *
   * @default CloudFront's own name; the hop from CloudFront to the load balancer is then plain HTTP
   * inside AWS, and the synth warns
   */
  readonly domainName?: DomainName;

  /**
   * Firewall and certificate of the edge, created in us-east-1.
   *
   * @default created in this stack if it is in us-east-1; in other regions it must be given
   */
  readonly edgeGuard?: EdgeGuard;

  /**
   * Countries from which viewers are served, as two-letter codes. Telegram's calls are accepted
   * from anywhere. With an `edgeGuard`, set this there.
   *
   * @default every country
   */
  readonly allowedCountries?: string[];

  /**
   * Networks from which staff pages and sign-in can be reached, as IPv4 or IPv6 CIDRs. With an
   * `edgeGuard`, set this there.
   *
   * @default everywhere, behind sign-in
   */
  readonly staffCidrs?: string[];

  /**
   * Your own firewall rules at the edge, with priorities of 100 or higher. With an `edgeGuard`, set
   * them there.
   *
   * @default none
   */
  readonly edgeRules?: CfnWebACL.RuleProperty[];

  /**
   * Names of built-in firewall rules at the edge that only count what they would refuse, such as
   * `CommonRules`: for trying them out, or where one refuses legitimate requests. With an
   * `edgeGuard`, set this there.
   *
   * @default every rule refuses
   */
  readonly edgeCountOnly?: string[];

  /**
   * Maximum number of requests from one viewer's address in five minutes, at the edge and at the
   * load balancer; more are answered with 429. A whole branch usually shares one address.
   *
   * @default 2000
   */
  readonly viewerRateLimit?: number;

  /**
   * Maximum number of tickets requested from one viewer's address in five minutes; more are
   * answered with 429.
   *
   * @default 100
   */
  readonly issueRateLimit?: number;

  /**
   * The parts of the world from which CloudFront answers.
   *
   * @default PriceClass.PRICE_CLASS_ALL, the only one that includes South America
   */
  readonly priceClass?: PriceClass;

  /**
   * Id of CloudFront's origin-facing prefix list in the stack's region.
   *
   * @default the known id, in regions where two public sources agree on it
   */
  readonly originPrefixList?: string;

  /**
   * Version ids of the origin secret that the load balancer accepts, newest first. Give two while
   * the secret is rotated.
   *
   * @default the current version
   */
  readonly originSecretVersions?: string[];

  /**
   * How private subnets reach the internet.
   *
   * @default the phase's
   */
  readonly egress?: Egress;

  /**
   * The network's address range, /16 to /22.
   *
   * @default '10.20.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Exactly three zones; changing them later replaces every subnet.
   *
   * @default the first three zones of the region
   */
  readonly availabilityZones?: string[];

  /**
   * An existing network to use, with its own egress and flow logs and an internet gateway attached.
   *
   * @default a new network is created
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of your `vpc` for load balancer, hosts and tasks.
   *
   * @default its private subnets with egress
   */
  readonly appSubnets?: SubnetSelection;

  /**
   * The subnets of your `vpc` for database and cache.
   *
   * @default its isolated subnets
   */
  readonly dataSubnets?: SubnetSelection;

  /**
   * Which connections are written to the flow logs.
   *
   * @default FlowLogTrafficType.REJECT, refused connections only
   */
  readonly flowLogTraffic?: FlowLogTrafficType;

  /**
   * An existing key for everything at rest. Its policy must allow CloudWatch Logs and the
   * publishers of alarms to use it.
   *
   * @default a new key is created
   */
  readonly encryptionKey?: IKey;

  /**
   * A database snapshot to start from, as identifier or ARN. Setting it later creates a new
   * database from the snapshot and keeps the old one.
   *
   * @default an empty database
   */
  readonly restoredFrom?: string;

  /**
   * An existing secret with the data keys, in the stack's region. A database restored in another
   * stack needs the keys it was written with: the app refuses it with others.
   *
   * @default a new secret is created
   */
  readonly dataKeysSecret?: ISecret;

  /**
   * An existing secret with Telegram's token and webhook secret, in the stack's region. Two
   * deployments must never have the same token: they would take each other's messages.
   *
   * @default a new secret is created, with an empty token, which leaves Telegram off
   */
  readonly telegramSecret?: ISecret;

  /**
   * An existing secret, `{"username", "password"}`, for the database's administrator, in the
   * stack's region. It is read and never changed, so nobody rotates it here.
   *
   * @default a new secret is created and rotated
   */
  readonly administratorSecret?: ISecret;

  /**
   * The bank's own sign-in for staff, over OpenID Connect: Entra ID, Keycloak, Cognito and others.
   * Members of a group there get its role and branches here.
   *
   * @default staff sign in with passwords
   */
  readonly staffSignIn?: StaffSignIn;

  /**
   * The mail server that sends reports. The network lets out its one port. Where countries are
   * listed, the links in reports stay open to all others, because mail programs abroad may follow
   * the one that ends a report.
   *
   * @default no reports by mail
   */
  readonly mail?: MailServer;

  /**
   * Whether anything is sent by Telegram, webhooks and mail. A copy of a database, such as a
   * drill's, must not send while the original still does: customers and programs would hear from
   * both.
   *
   * @default true
   */
  readonly messages?: boolean;
}
