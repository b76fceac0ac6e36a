import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { PATHS, STAFF, VIEWER_ADDRESS_HEADER } from '../../contract';

/** Default limit: requests from one viewer's address in five minutes. */
export const VIEWER_RATE_LIMIT = 2000;
/** Default limit: tickets requested from one viewer's address in five minutes. */
export const ISSUE_RATE_LIMIT = 100;

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

const visible = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
const lowercase = [{ priority: 0, type: 'LOWERCASE' }];
const asItIs = [{ priority: 0, type: 'NONE' }];

/**
 * Paths are compared in lower case. The app accepts one case only, so this refuses more, not less.
 */
const pathMatches = (regexString: string): Statement => ({
  regexMatchStatement: {
    regexString,
    fieldToMatch: { uriPath: {} },
    textTransformations: lowercase,
  },
});
const pathBegins = (searchString: string, positionalConstraint = 'STARTS_WITH'): Statement => ({
  byteMatchStatement: {
    searchString,
    positionalConstraint,
    fieldToMatch: { uriPath: {} },
    textTransformations: lowercase,
  },
});
const not = (statement: Statement): Statement => ({ notStatement: { statement } });
const all = (...statements: Statement[]): Statement => ({ andStatement: { statements } });
const any = (...statements: Statement[]): Statement => ({ orStatement: { statements } });

const method = (name: string): Statement => ({
  byteMatchStatement: {
    searchString: name,
    positionalConstraint: 'EXACTLY',
    fieldToMatch: { method: {} },
    textTransformations: asItIs,
  },
});

/**
 * Telegram calls from abroad and delivers text that people write. Its path is secret and every call
 * carries a token, so the country rule and the body rules exempt it.
 */
const telegram = pathBegins(PATHS.telegram);

/** Compared exactly: any other spelling is not exempt. */
const exactly = (regexString: string): Statement => ({
  regexMatchStatement: {
    regexString,
    fieldToMatch: { uriPath: {} },
    textTransformations: asItIs,
  },
});

/** Links in reports by mail: a mail program abroad may follow the one that ends them. */
const mailLinks = exactly(PATHS.mailLinks);

/** What only staff may open: their pages and sign-in, their API and their live views. */
const staffOnly = any(
  pathMatches(STAFF.pages),
  all(
    pathBegins(STAFF.api),
    not(exactly(STAFF.openApi)),
    not(all(method('POST'), exactly(PATHS.issue))),
    not(all(method('GET'), exactly(STAFF.openRead))),
  ),
  all(pathBegins(PATHS.socket, 'EXACTLY'), {
    regexMatchStatement: {
      regexString: STAFF.views,
      fieldToMatch: { queryString: {} },
      textTransformations: lowercase,
    },
  }),
);

/**
 * How requests are grouped for counting: by the address of the connection (at the edge), or by the
 * address that the edge wrote into a header (behind it).
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
        // Anything that is not an address counts as one viewer. A request without the header is not
        // counted at all: it did not come through the edge, and the listener refuses it.
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

/** Answers 429 to a viewer with more than `limit` requests in five minutes. */
export function viewerRateRule(priority: number, limit: number, by: CountBy): Rule {
  return rate('ViewerRate', priority, limit, by);
}

/** Answers 429 to a viewer that requests more than `limit` tickets in five minutes. */
export function issueRateRule(priority: number, limit: number, by: CountBy): Rule {
  return rate('IssueRate', priority, limit, by, all(method('POST'), pathMatches(PATHS.issue)));
}

/**
 * Refuses viewers from all other countries, except Telegram and anybody who follows a link in a
 * mail.
 */
export function countryRule(priority: number, countryCodes: string[], sparesMail: boolean): Rule {
  return {
    name: 'Countries',
    priority,
    action: { block: {} },
    statement: all(
      not({ geoMatchStatement: { countryCodes } }),
      not(telegram),
      ...(sparesMail ? [not(mailLinks)] : []),
    ),
    visibilityConfig: visible('Countries'),
  };
}

/** Refuses what only staff may open from outside the bank's networks. */
export function staffRule(priority: number, ipSetArns: string[]): Rule {
  const elsewhere = ipSetArns.map((arn) => not({ ipSetReferenceStatement: { arn } }));
  return {
    name: 'StaffNetworks',
    priority,
    action: { block: {} },
    statement: all(staffOnly, ...elsewhere),
    visibilityConfig: visible('StaffNetworks'),
  };
}

/** A rule group that AWS maintains. `counted` are rules of the group that only count. */
function managed(
  name: string,
  priority: number,
  group: string,
  spared: Statement | undefined,
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
        scopeDownStatement: spared && not(spared),
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
 * The rule groups of every deployment: addresses of known attackers, known bad inputs (such as
 * Log4j), common rules, SQL injection. Those that read bodies exempt Telegram; the common rules,
 * which refuse requests without a user agent, also exempt links in mails.
 */
export function managedRules(firstPriority: number, sparesMail: boolean): Rule[] {
  return [
    managed('KnownAttackers', firstPriority, 'AWSManagedRulesAmazonIpReputationList', undefined),
    managed('KnownBadInputs', firstPriority + 1, 'AWSManagedRulesKnownBadInputsRuleSet', undefined),
    // It refuses bodies above 8 KB; the app accepts 64 KB and answers larger ones with a problem
    // document.
    managed(
      'CommonRules',
      firstPriority + 2,
      'AWSManagedRulesCommonRuleSet',
      sparesMail ? any(telegram, mailLinks) : telegram,
      ['SizeRestrictions_BODY'],
    ),
    managed('SqlInjection', firstPriority + 3, 'AWSManagedRulesSQLiRuleSet', telegram),
  ];
}

/** The names of the built-in rules at the edge. */
export const EDGE_RULES: readonly string[] = [
  'Countries',
  'StaffNetworks',
  'ViewerRate',
  'KnownAttackers',
  'KnownBadInputs',
  'CommonRules',
  'SqlInjection',
];

/** A rule that only counts what it would refuse. */
export function counting(rule: Rule): Rule {
  return rule.overrideAction
    ? { ...rule, overrideAction: { count: {} } }
    : { ...rule, action: { count: {} } };
}

/** Another rule group that AWS maintains, for use in your own `rules`. */
export function ownManagedRule(priority: number, group: string, countOnly: boolean): Rule {
  const rule = managed(group.replace(/^AWSManagedRules/, 'Own-'), priority, group, telegram);
  return countOnly ? counting(rule) : rule;
}

/** The highest limit a rate rule can have. */
export const MOST_RATE = 2_000_000_000;
export const LEAST_RATE = 10;

/** What is wrong with rate limits: one sentence each. */
export function rateProblems(limits: Record<string, number>): string[] {
  return Object.entries(limits)
    .filter(([, limit]) => !Number.isInteger(limit) || limit < LEAST_RATE || limit > MOST_RATE)
    .map(
      ([name, limit]) =>
        `${name} is ${limit}; ` +
        'give a whole number of requests in five minutes, ' +
        (limit > MOST_RATE
          ? `${MOST_RATE} at most, the maximum of AWS WAF`
          : `at least ${LEAST_RATE}, the minimum of AWS WAF`),
    );
}
