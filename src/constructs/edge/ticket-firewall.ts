import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { logRefusals } from './firewall-log';
import {
  ISSUE_RATE_LIMIT,
  issueRateRule,
  rateProblems,
  VIEWER_RATE_LIMIT,
  viewerRateRule,
} from './firewall-rules';

/** How the load balancer's firewall is made. */
export interface TicketFirewallProps {
  /** Encrypts its log. */
  readonly encryptionKey: IKey;

  /**
   * Most requests in five minutes from one viewer's address. A whole branch (kiosk, screens,
   * customers on its Wi-Fi) shares one.
   *
   * @default 2000
   */
  readonly viewerRateLimit?: number;

  /**
   * Most tickets asked for in five minutes from one viewer's address.
   *
   * @default 100
   */
  readonly issueRateLimit?: number;

  /**
   * How long its log of refused requests is kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}

/**
 * The regional firewall at the load balancer, which has no rate limits of its own. It counts by the
 * viewer's address that the edge wrote. A request without one did not come through the edge: it is
 * not counted, and the listener refuses it for want of the origin secret.
 */
export class TicketFirewall extends Construct {
  /** ARN of the web ACL. */
  public readonly webAclArn: string;
  /** Name of its metric. */
  public readonly metricName: string;

  public constructor(scope: Construct, id: string, props: TicketFirewallProps) {
    super(scope, id);
    const viewer = props.viewerRateLimit ?? VIEWER_RATE_LIMIT;
    const issue = props.issueRateLimit ?? ISSUE_RATE_LIMIT;
    this.node.addValidation({
      validate: () => rateProblems({ viewerRateLimit: viewer, issueRateLimit: issue }),
    });
    this.metricName = `${Stack.of(this).stackName}-balancer`;
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      description: 'Ticketero: rate limits at the load balancer, by the real viewer',
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: this.metricName,
        sampledRequestsEnabled: false,
      },
      rules: [issueRateRule(0, issue, 'header'), viewerRateRule(1, viewer, 'header')],
    });
    this.webAclArn = acl.attrArn;
    logRefusals(this, acl, props.encryptionKey, props.logRetention ?? RetentionDays.ONE_MONTH);
  }
}
