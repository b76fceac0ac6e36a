import { commandLine } from '../../local/machine/command-line';
import { EXIT, runCommand } from '../../local/machine/run-command';
import { isRefusal, keptSettings, settingsOf } from '../command';
import { costReport } from './cost-report';
import { costJson, costText } from './cost-text';

const command = 'npm run cost';
const usage = `${command} [-- --json] [-c NAME=VALUE]…

What each phase costs a month, line by line, from its template.

  -c, --context NAME=VALUE  a setting; npx cdk synth -c phase=help lists them
  --json                    one JSON object instead of tables
  --help                    this text

Exits with 0, 1 if a phase is above its budget, 2 if nothing could be counted.
`;

/** `npm run cost`. */
function main(): number {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    options: { json: 'switch', context: 'values' },
    letters: { c: 'context' },
  });
  if (!asked) return EXIT.done;
  const { values } = asked;
  const reports = costReport({ ...keptSettings(), ...settingsOf(values.context) });
  console.log(values.json ? JSON.stringify(costJson(reports)) : costText(reports));
  const isAbove = reports.some(({ budgets }) => budgets.some(({ within }) => !within));
  return isAbove ? EXIT.no : EXIT.done;
}

void runCommand(main, (error) => isRefusal(error) || /^(The bill|Prices are)/.test(error.message));
