import { parseArgs } from 'node:util';
import { makeApp } from './make-app';
import { SettingsError } from './settings';

/**
 * `npx cdk deploy` runs this and passes settings through the CDK. Run directly, it takes `-c
 * name=value` and `--output folder`, and prints warnings.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      output: { type: 'string', short: 'o' },
    },
  });
  const context = Object.fromEntries(
    values.context.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const { app, stack } = makeApp(context, { outdir: values.output });
  const assembly = app.synth();
  if (values.output === undefined) return; // run by the CDK, which prints them itself
  for (const { level, id, entry } of assembly.stacks.flatMap(({ messages }) => messages)) {
    console.log(`${level} at ${id}: ${String(entry.data)}`);
  }
  console.log(`Templates of ${stack.stackName} are in ${assembly.directory}`);
}

try {
  main();
} catch (error) {
  const known =
    error instanceof SettingsError ||
    (error instanceof Error && error.name.startsWith('ValidationFailed'));
  if (!known) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
