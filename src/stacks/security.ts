import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';

/**
 * Checks every synth against three packs: AWS Solutions, NIST 800-53 revision 5 and PCI DSS 3.2.1.
 * A finding that is not acknowledged fails the synth.
 */
export function checkSecurity(app: App): void {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new NIST80053R5Checks(app),
    new PCIDSS321Checks(app),
  );
}
