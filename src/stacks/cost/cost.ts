import { parseArgs } from 'node:util';
import { keptSettings, runCommand, settingsOf } from '../command';
import { costReport } from './cost-report';
import { costJson, costText } from './cost-text';

/**
 * `npm run cost [-- --json] [-c name=value]`: prints what each phase costs a month. Exits with 1 if
 * one is above its budget.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
    },
  });
  const reports = costReport({ ...keptSettings(), ...settingsOf(values.context) });
  console.log(values.json ? JSON.stringify(costJson(reports)) : costText(reports));
  if (reports.some(({ budgets }) => budgets.some(({ within }) => !within))) process.exitCode = 1;
}

runCommand(main, ({ message }) => /^(The bill|Prices are)/.test(message));
