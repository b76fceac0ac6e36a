import { parseArgs } from 'util';
import { makeApp } from './make-app';
import { SettingsError } from './settings';

/** `npx cdk deploy` runs this and hands settings over through the CDK; run by itself it takes `-c name=value` and `--output folder`. */
function main(): void {
  const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', multiple: true, default: [] }, output: { type: 'string', short: 'o' } } });
  const context = Object.fromEntries(values.context.map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  }));
  const { app, stack } = makeApp(context, values.output);
  const { directory } = app.synth();
  if (values.output) console.log(`Templates of ${stack.stackName} are in ${directory}`);
}

try {
  main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
