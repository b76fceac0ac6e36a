import { parseArgs } from 'node:util';
import { runCommand, settingsOf } from './command';
import { makeApp } from './make-app';

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
  const { app, stack } = makeApp(settingsOf(values.context), { outdir: values.output });
  const assembly = app.synth();
  if (values.output === undefined) return; // run by the CDK, which prints them itself
  for (const { level, id, entry } of assembly.stacks.flatMap(({ messages }) => messages)) {
    console.log(`${level} at ${id}: ${String(entry.data)}`);
  }
  console.log(`Templates of ${stack.stackName} are in ${assembly.directory}`);
}

runCommand(main);
