import { commandLine, pathGiven } from '../local/machine/command-line';
import { EXIT, runCommand } from '../local/machine/run-command';
import { isRefusal, keptSettings, settingsOf } from './command';
import { makeApp } from './make-app';

const command = 'npm run synth:pilot'; // or :expansion, or :national
const usage = `${command} [-- -c NAME=VALUE]… [--output FOLDER]

Writes the templates of a phase, without an account.

  -c, --context NAME=VALUE  a setting; npx cdk synth -c phase=help lists them
  -o, --output FOLDER       where to, if not cdk.out/PHASE
  --help                    this text

Exits with 0, or 1 if a setting is refused.
`;

/**
 * `npx cdk deploy` runs this and passes settings through the CDK. Run directly, it takes `-c
 * name=value` and `--output folder`, and prints warnings.
 */
function main(): void {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    // the last one counts: one that is typed replaces that of package.json
    options: { context: 'values', output: 'values' },
    letters: { c: 'context', o: 'output' },
  });
  if (!asked) return;
  const { context, output: outputs } = asked.values;
  const [ours, theirs] = outputs.slice(-2);
  const output = theirs ? pathGiven(theirs) : (ours as string | undefined);
  const { app, stack } = makeApp(settingsOf(context), {
    outdir: output,
    kept: keptSettings(),
  });
  const assembly = app.synth();
  if (output === undefined) return; // run by the CDK, which prints them itself
  for (const { level, id, entry } of assembly.stacks.flatMap(({ messages }) => messages)) {
    console.log(`${level} at ${id}: ${String(entry.data)}`);
  }
  console.log(`Templates of ${stack.stackName} are in ${assembly.directory}`);
}

// 1, as every CDK app where it fails
void runCommand(main, isRefusal, EXIT.no);
