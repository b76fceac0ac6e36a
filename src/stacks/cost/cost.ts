import { parseArgs } from 'node:util';
import { SettingsError } from '../settings';
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
  const context = Object.fromEntries(
    values.context.map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ]),
  );
  const reports = costReport(context);
  console.log(values.json ? JSON.stringify(costJson(reports)) : costText(reports));
  if (reports.some(({ budgets }) => budgets.some(({ within }) => !within))) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  const known =
    error instanceof SettingsError ||
    (error instanceof Error && error.message.startsWith('The bill'));
  if (!known) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
