import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { issueRateRule, viewerRateRule } from './firewall-rules';

/** How the load balancer's firewall is made. */
export interface TicketFirewallProps {
  /** Encrypts its log. */
  readonly encryptionKey: IKey;

  /**
   * Most requests in five minutes from one viewer's address. A whole branch (kiosk, screens, customers on its Wi-Fi) shares one.
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

/** Headers that hold credentials: never logged. */
export const SECRET_HEADERS = ['authorization', 'cookie', 'sec-websocket-protocol', 'x-origin-verify'];

/**
 * The regional firewall at the load balancer, which has no rate limits of its own. It counts by the viewer's address that the edge wrote; a request
 * without one did not come through the edge and is refused.
 */
export class TicketFirewall extends Construct {
  /** ARN of the web ACL. */
  public readonly webAclArn: string;
  /** Name of its metric. */
  public readonly metricName: string;

  public constructor(scope: Construct, id: string, props: TicketFirewallProps) {
    super(scope, id);
    const viewer = props.viewerRateLimit ?? 2000;
    const issue = props.issueRateLimit ?? 100;
    this.node.addValidation({ validate: () => rateProblems({ viewerRateLimit: viewer, issueRateLimit: issue }) });
    this.metricName = `${Stack.of(this).stackName}-balancer`;
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      description: 'Ticketero: rate limits at the load balancer, by the real viewer',
      defaultAction: { allow: {} },
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: this.metricName, sampledRequestsEnabled: false },
      rules: [issueRateRule(0, issue, 'header'), viewerRateRule(1, viewer, 'header')],
    });
    this.webAclArn = acl.attrArn;
    logRefusals(this, acl, props.encryptionKey, props.logRetention ?? RetentionDays.ONE_MONTH);
  }
}

/** Writes refused requests, without credentials, to an encrypted log group. */
export function logRefusals(scope: Construct, acl: CfnWebACL, encryptionKey: IKey | undefined, retention: RetentionDays): void {
  const log = new LogGroup(scope, 'Log', {
    // The firewall writes to no group whose name begins otherwise.
    logGroupName: `aws-waf-logs-${Names.uniqueResourceName(scope, { maxLength: 80, separator: '-' }).toLowerCase()}`,
    retention,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnLoggingConfiguration(scope, 'Logging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [Stack.of(scope).formatArn({ service: 'logs', resource: 'log-group', resourceName: log.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
    redactedFields: SECRET_HEADERS.map((name) => ({ singleHeader: { Name: name } })),
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [{ Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: ['BLOCK', 'COUNT'].map((action) => ({ ActionCondition: { Action: action } })) }],
    },
  });
}

/** What is wrong with rate limits. */
export function rateProblems(limits: Record<string, number>): string[] {
  return Object.entries(limits)
    .filter(([, limit]) => !Number.isInteger(limit) || limit < 10)
    .map(([name, limit]) => `${name} is ${limit}; give a whole number of 10 or more requests in five minutes, the least that AWS WAF counts`);
}
