import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { ownManagedRule } from '../constructs/edge/firewall-rules';
import { Setting } from './settings-readers';

/** AWS's rule groups that cost the same as a rule and need only their name. */
const GROUPS = [
  'AdminProtectionRuleSet',
  'AnonymousIpList',
  'LinuxRuleSet',
  'PHPRuleSet',
  'UnixRuleSet',
  'WindowsRuleSet',
  'WordPressRuleSet',
];
/** Groups that every deployment has. */
const BUILT_IN = [
  'AmazonIpReputationList',
  'CommonRuleSet',
  'KnownBadInputsRuleSet',
  'SQLiRuleSet',
];
/** Where your own priorities begin. */
const FIRST = 100;

const plain = (name: string) => name.replace(/^AWSManagedRules/, '');

function problemOf(part: string, at: number, all: readonly string[]): string | undefined {
  const [name, how, ...rest] = part.split(':');
  const group = plain(name);
  if (BUILT_IN.includes(group)) {
    return `${name} is there already; to make it count, give its rule as edgeCountOnly`;
  }
  if (!GROUPS.includes(group)) {
    return `"${name}" is none of ${GROUPS.join(', ')}; others need the construct's edgeRules`;
  }
  if (rest.length > 0 || (how !== undefined && how !== 'count')) {
    return `"${part}" has "${[how, ...rest].join(':')}" at its end; give :count or nothing`;
  }
  const before = all.slice(0, at).map((each) => plain(each.split(':')[0]));
  return before.includes(group) ? `${name} is given twice; give it once` : undefined;
}

/** Rule groups that AWS maintains, beside the built-in ones. */
export const managedGroups: Setting<CfnWebACL.RuleProperty[]> = {
  help:
    'rule groups of AWS to add at the edge, such as LinuxRuleSet, or LinuxRuleSet:count ' +
    'that only counts (none)',
  read: (value) => {
    const parts = value.split(',').map((part) => part.trim());
    const problem = parts.map(problemOf).find((each) => each !== undefined);
    if (problem !== undefined) throw new Error(problem);
    return parts.map((part, index) => {
      const [name, how] = part.split(':');
      const group = `AWSManagedRules${plain(name)}`;
      return ownManagedRule(FIRST + index, group, how === 'count');
    });
  },
};
