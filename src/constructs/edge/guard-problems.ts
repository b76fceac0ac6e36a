import { Token } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { MailServer } from '../network/mail-server';
import { DomainName } from './domain-name';
import { EdgeGuard } from './edge-guard';

/** What a deployment says about its edge. */
export interface EdgeChoices {
  readonly edgeGuard?: EdgeGuard;
  readonly domainName?: DomainName;
  readonly allowedCountries?: string[];
  readonly staffCidrs?: string[];
  readonly edgeRules?: CfnWebACL.RuleProperty[];
  readonly edgeCountOnly?: string[];
  readonly viewerRateLimit?: number;
  readonly mail?: MailServer;
}

/**
 * What is wrong with edge settings given beside a guard that has its own: they would be ignored,
 * and somebody would rely on a firewall that is not there.
 */
export function guardProblems(props: EdgeChoices): string[] {
  const { edgeGuard: guard, allowedCountries, staffCidrs, edgeRules, edgeCountOnly } = props;
  if (!guard) return [];
  const problems = Object.entries({
    allowedCountries,
    staffCidrs,
    edgeRules,
    edgeCountOnly,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const shown = name === 'edgeRules' ? `${value!.length} rules` : value!.join(', ');
      const there = { edgeRules: 'rules', edgeCountOnly: 'countOnly' }[name] ?? name;
      return (
        `${name} (${shown}) is given beside an edgeGuard, which has its own; ` +
        `give ${there} to the EdgeGuard and leave it out here`
      );
    });
  const limit = props.viewerRateLimit;
  if (limit !== undefined && limit !== guard.viewerRateLimit) {
    problems.push(
      `viewerRateLimit is ${limit} here and ${guard.viewerRateLimit} at the edgeGuard; ` +
        'give both the same, as the edge refuses first',
    );
  }
  if (props.mail && !guard.mailLinks) {
    problems.push(
      'mail is given and the edgeGuard may refuse the links of reports to mail programs abroad; ' +
        'give mailLinks: true to the EdgeGuard',
    );
  }
  const { certifiedName } = guard;
  const name = props.domainName?.name;
  if (name !== undefined && certifiedName !== undefined && name !== certifiedName) {
    problems.push(
      `domainName is ${name}, and the certificate of the edgeGuard was made for ` +
        `${certifiedName}, so CloudFront would refuse it; give this deployment an EdgeGuard of ` +
        'its own, or the shared one a viewerCertificate that covers both names',
    );
  }
  if (props.domainName && !guard.certificate && !Token.isUnresolved(props.domainName.name)) {
    problems.push(
      `domainName is ${props.domainName.name} and the edgeGuard has no certificate for it; ` +
        'give the EdgeGuard the same domainName, with its zone or its viewerCertificate',
    );
  }
  return problems;
}
