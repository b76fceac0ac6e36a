/**
 * What a test's synth leaves out to halve its time: copies of the app's folder, constructs' stack
 * traces, and CDK's own rules. None of it is in a template.
 */
process.env.CDK_CONTEXT_JSON = JSON.stringify({
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-creation-stack-traces': true,
});
process.env.CDK_VALIDATION = 'false';

/**
 * CDK records a stack trace for each acknowledgement, and jest maps each of a hundred to its
 * sources: a tenth of these tests' time.
 */
Error.stackTraceLimit = 20;

/** For tests of CDK's rules: `every-setting` and `security` check all settings against them. */
export function withRules(): void {
  process.env.CDK_VALIDATION = 'true';
}
