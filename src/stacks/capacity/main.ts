import { Phase } from '../../constructs/phase/phase';
import { commandLine } from '../../local/machine/command-line';
import { runCommand } from '../../local/machine/run-command';
import { limits, need } from './capacity';

const command = 'npm run capacity';
const usage = `${command}

What 1 to 5,000 branches need, and what of each phase is used up first.

  --help  this text
`;

const BRANCHES = [1, 5, 50, 500, 5000];
const cell = (value: number, digits: number, width: number) =>
  value.toFixed(digits).padStart(width);

/** `npm run capacity`. */
function main(): void {
  if (!commandLine(process.argv.slice(2), { command, usage })) return;
  console.log('In the busiest seconds, and for a year of tickets:');
  console.log('branches  tickets/s  sockets  app cores  database cores  database GiB');
  for (const branches of BRANCHES) {
    const { ticketsASecond, sockets, appCores, databaseCores, databaseGib } = need(branches);
    console.log(
      [
        cell(branches, 0, 8),
        cell(ticketsASecond, 2, 10),
        cell(sockets, 0, 8),
        cell(appCores, 2, 10),
        cell(databaseCores, 2, 15),
        cell(databaseGib, 0, 13),
      ].join(' '),
    );
  }
  for (const phase of [Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL]) {
    console.log(`\n${phase.name}, made for ${phase.branches}; enough for, what is short first:`);
    for (const { what, has, branches } of limits(phase)) {
      console.log(`${String(branches).padStart(8)} branches: ${what} (${+has.toFixed(1)})`);
    }
  }
}

void runCommand(main);
