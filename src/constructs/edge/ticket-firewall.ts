import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { checked, Kinds, member, number, of, required, yesOrNo } from '../given/given';
import { physicalName } from '../security/physical-name';
import { logRefusals } from './firewall-log';
import {
  ISSUE_RATE_LIMIT,
  issueRateRule,
  rateProblems,
  VIEWER_RATE_LIMIT,
  viewerRateRule,
} from './firewall-rules';

/** Properties of the load balancer's firewall. */
export interface TicketFirewallProps {
  /** The key that encrypts its log. */
  readonly encryptionKey: IKey;

  /**
   * Maximum number of requests from one viewer's address in five minutes; more are answered with
   * 429. A whole branch (kiosk, screens, customers on its Wi-Fi) usually shares one address.
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
   * Whether it counts every request of a viewer, as the edge does before it.
   *
   * @default true
   */
  readonly countViewers?: boolean;

  /**
   * How long its log of refused requests is kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}

/** What each property takes. */
const KINDS: Kinds<TicketFirewallProps> = {
  encryptionKey: required(of('a key, such as TicketKey.key')),
  viewerRateLimit: number,
  issueRateLimit: number,
  countViewers: yesOrNo,
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
};

/**
 * The regional firewall at the load balancer, which has no rate limits of its own. It counts by the
 * viewer's address, which the edge writes into a header. A request without that header did not come
 * through the edge: it is not counted, and the listener refuses it because it lacks the origin
 * secret.
 */
export class TicketFirewall extends Construct {
  /** ARN of the web ACL. */
  public readonly webAclArn: string;
  /** Name of its CloudWatch metric. */
  public readonly metricName: string;

  public constructor(scope: Construct, id: string, props: TicketFirewallProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const viewer = props.viewerRateLimit ?? VIEWER_RATE_LIMIT;
    const issue = props.issueRateLimit ?? ISSUE_RATE_LIMIT;
    this.node.addValidation({
      validate: () => rateProblems({ viewerRateLimit: viewer, issueRateLimit: issue }),
    });
    this.metricName = physicalName(this, 'balancer', 100);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      description: 'Ticketero: rate limits at the load balancer, by the real viewer',
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: this.metricName,
        sampledRequestsEnabled: false,
      },
      rules: [
        issueRateRule(0, issue, 'header'),
        ...((props.countViewers ?? true) ? [viewerRateRule(1, viewer, 'header')] : []),
      ],
    });
    this.webAclArn = acl.attrArn;
    logRefusals(this, acl, props.encryptionKey, props.logRetention ?? RetentionDays.ONE_MONTH);
  }
}
