import { Phase } from '../../constructs/phase/phase';
import { limits, need } from './capacity';

/** `npm run capacity`: what branches need, and what of each phase is used up first. */

const BRANCHES = [1, 5, 50, 500, 5000];
const cell = (value: number, digits: number, width: number) =>
  value.toFixed(digits).padStart(width);

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
