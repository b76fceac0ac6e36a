import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { PATHS, STAFF_PATHS, VIEWER_ADDRESS_HEADER } from '../../contract';

/** Requests from one viewer's address in five minutes, unless a deployment says otherwise. */
export const VIEWER_RATE_LIMIT = 2000;
/** Tickets asked for from one viewer's address in five minutes, unless told otherwise. */
export const ISSUE_RATE_LIMIT = 100;

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

const visible = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
const lowercase = [{ priority: 0, type: 'LOWERCASE' }];

const pathMatches = (regexString: string): Statement => ({
  regexMatchStatement: {
    regexString,
    fieldToMatch: { uriPath: {} },
    textTransformations: lowercase,
  },
});
const not = (statement: Statement): Statement => ({ notStatement: { statement } });
const all = (...statements: Statement[]): Statement => ({ andStatement: { statements } });

const method = (name: string): Statement => ({
  byteMatchStatement: {
    searchString: name,
    positionalConstraint: 'EXACTLY',
    fieldToMatch: { method: {} },
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

/**
 * Telegram calls from abroad, with texts that people write: its path is secret and carries a token,
 * so countries and body rules spare it.
 */
const telegram: Statement = {
  byteMatchStatement: {
    searchString: PATHS.telegram,
    positionalConstraint: 'STARTS_WITH',
    fieldToMatch: { uriPath: {} },
    textTransformations: lowercase,
  },
};

/**
 * Whose requests are counted together: the address the connection has (at the edge), or the one the
 * edge wrote into a header (behind it).
 */
export type CountBy = 'connection' | 'header';

function rate(
  name: string,
  priority: number,
  limit: number,
  by: CountBy,
  scopeDownStatement?: Statement,
): Rule {
  return {
    name,
    priority,
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          responseHeaders: [{ name: 'retry-after', value: '60' }],
        },
      },
    },
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: 300,
        aggregateKeyType: by === 'connection' ? 'IP' : 'FORWARDED_IP',
        // What is no address counts as one viewer. A request without the header is not counted at
        // all: it did not come through the edge, and the listener refuses it.
        forwardedIpConfig:
          by === 'connection'
            ? undefined
            : { headerName: VIEWER_ADDRESS_HEADER, fallbackBehavior: 'MATCH' },
        scopeDownStatement,
      },
    },
    visibilityConfig: visible(name),
  };
}

/** Refuses a viewer above `limit` requests in five minutes, with 429. */
export function viewerRateRule(priority: number, limit: number, by: CountBy): Rule {
  return rate('ViewerRate', priority, limit, by);
}

/** Refuses a viewer that asks for more than `limit` tickets in five minutes, with 429. */
export function issueRateRule(priority: number, limit: number, by: CountBy): Rule {
  return rate('IssueRate', priority, limit, by, all(method('POST'), pathMatches(PATHS.issue)));
}

/** Refuses viewers from other countries, but not Telegram. */
export function countryRule(priority: number, countryCodes: string[]): Rule {
  return {
    name: 'Countries',
    priority,
    action: { block: {} },
    statement: all(not({ geoMatchStatement: { countryCodes } }), not(telegram)),
    visibilityConfig: visible('Countries'),
  };
}

/** Refuses staff's pages and sign-in outside the bank's networks. */
export function staffRule(priority: number, ipSetArns: string[]): Rule {
  const elsewhere = ipSetArns.map((arn) => not({ ipSetReferenceStatement: { arn } }));
  return {
    name: 'StaffNetworks',
    priority,
    action: { block: {} },
    statement: all(pathMatches(STAFF_PATHS), ...elsewhere),
    visibilityConfig: visible('StaffNetworks'),
  };
}

/**
 * A group of rules that AWS maintains; `spareTelegram` for those that read bodies, `counted` for
 * rules of it that only count.
 */
function managed(
  name: string,
  priority: number,
  group: string,
  spareTelegram: boolean,
  counted: readonly string[] = [],
): Rule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group,
        scopeDownStatement: spareTelegram ? not(telegram) : undefined,
        ruleActionOverrides:
          counted.length > 0
            ? counted.map((rule) => ({ name: rule, actionToUse: { count: {} } }))
            : undefined,
      },
    },
    visibilityConfig: visible(name),
  };
}

/**
 * The groups every deployment has: known attackers' addresses, known bad inputs (Log4j among them),
 * the common rules, SQL injection.
 */
export function managedRules(firstPriority: number): Rule[] {
  return [
    managed('KnownAttackers', firstPriority, 'AWSManagedRulesAmazonIpReputationList', false),
    managed('KnownBadInputs', firstPriority + 1, 'AWSManagedRulesKnownBadInputsRuleSet', false),
    // It refuses bodies above 8 KB; the app takes 64 and answers larger ones with a problem
    // document.
    managed('CommonRules', firstPriority + 2, 'AWSManagedRulesCommonRuleSet', true, [
      'SizeRestrictions_BODY',
    ]),
    managed('SqlInjection', firstPriority + 3, 'AWSManagedRulesSQLiRuleSet', true),
  ];
}

/** What is wrong with rate limits. */
export function rateProblems(limits: Record<string, number>): string[] {
  return Object.entries(limits)
    .filter(([, limit]) => !Number.isInteger(limit) || limit < 10)
    .map(
      ([name, limit]) =>
        `${name} is ${limit}; give a whole number of 10 or more requests in five minutes, ` +
        'the least that AWS WAF counts',
    );
}
