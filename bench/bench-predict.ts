import { Problem } from '../src/local/machine/problem';
import { readMonth as readFile } from '../src/local/replay/read-file';
import { by, byWay, coverageOfDays, CustomerScore, table } from '../src/local/replay/score-table';
import { Bench } from './main';
import { percentile } from './measure';
import { BankRun, PromiseMade } from './predict/bank';
import { readMonth } from './predict/bank-month';
import { costs } from './predict/cost';
import { OfficeRun } from './predict/offices';
import { isOffices, readOffices } from './predict/snapshots';

type Say = (line: string) => void;

const NOBODY = 'nobody in it waited and was served, so there is nothing to judge by';
const BIG_DAY = 100;
/** Days that an office's line is given to learn in. */
const LEARNING = 4;

/** Waits foretold by the pure domain, judged by days that have been. */
export const bench: Bench = {
  about:
    'predict FILE: waits foretold by the domain alone over a month of a bank (seconds) or the ' +
    'snapshots of offices (minutes, line only), beside RN-010, QL, LES and HOL',
  async run(say, [file]) {
    if (!file) throw new Problem('FILE is missing: npm run bench -- predict FILE');
    const text = await readFile(file);
    return isOffices(text) ? offices(say, text, file) : bank(say, text, file);
  },
};

function bank(say: Say, text: string, file: string): object {
  const { days, remarks } = readMonth(text, file);
  const run = new BankRun();
  for (const [day, calls] of days) run.day(day, calls);
  const { promises } = run;
  say(`${days.size} days, ${promises.length} customers waited and were served`);
  remarks.forEach(say);
  if (promises.length === 0) throw new Problem(`${file}: ${NOBODY}`);
  const ways = table(say, 'every way, seconds', byWay(promises));
  table(say, 'this, by hour', by(promises, hourOf));
  table(say, 'this, by place in line', by(promises, placeOf));
  const [first] = days.keys();
  const dayOne = table(say, 'day 1', byWay(promises.filter(({ day }) => day === first)));
  const coverage = coverageOfDays(promises, BIG_DAY);
  const range = coverage?.map((each) => each.toFixed(2)).join(' to ') ?? 'there is none';
  say(`\ncoverage of days of ${BIG_DAY} and more: ${range}`);
  const here = percentile(
    promises.map(({ took }) => took),
    0.5,
  );
  const { issue, frame } = costs();
  say(
    `a promise here ${here.toFixed(2)} ms p50; of the processor: at issue (3 in line, 9 ` +
      'advisors) ' +
      `${issue.toFixed(2)} ms, a whole line (30, 10 advisors) ${frame.toFixed(2)} ms`,
  );
  say(`what was learned: ${JSON.stringify(run.learned).length} characters of JSON`);
  return { bench: 'predict', ways, dayOne, coverage, ms: { here, issue, frame } };
}

const hourOf = ({ second }: PromiseMade) =>
  `${String(Math.floor(second / 3600)).padStart(2, '0')} h`;
const placeOf = ({ place }: PromiseMade) => (place < 8 ? `place ${place}` : 'place 8 and on');

function offices(say: Say, text: string, file: string): object {
  const { queues, remarks } = readOffices(text, file);
  const told: CustomerScore[] = queues.flatMap(
    (queue) => new OfficeRun(queue.name).all(queue).told,
  );
  const days = [...new Set(told.map(({ day }) => day))].sort();
  say(`${days.length} days, ${told.length} customers`);
  remarks.forEach(say);
  if (told.length === 0) throw new Problem(`${file}: ${NOBODY}`);
  const ways = table(say, 'every way, minutes', byWay(told));
  const late = told.filter(({ day }) => days.indexOf(day) >= LEARNING);
  const later = table(say, `days ${LEARNING + 1} and later`, byWay(late));
  return { bench: 'predict', ways, later };
}
