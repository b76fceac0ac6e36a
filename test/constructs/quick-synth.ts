/**
 * What a synth of a test leaves out, for half of its time: copies of the app's folder, where each
 * construct was made, and CDK's own rules. None of it is in a template.
 */
process.env.CDK_CONTEXT_JSON = JSON.stringify({
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-creation-stack-traces': true,
});
process.env.CDK_VALIDATION = 'false';

/**
 * CDK notes for each acknowledgement by which calls it came, and jest looks up each of a hundred
 * in its sources: a tenth of what these tests took.
 */
Error.stackTraceLimit = 20;

/** For tests of what CDK's rules find: `every-setting` and `security` hold all settings to them. */
export function withRules(): void {
  process.env.CDK_VALIDATION = 'true';
}
