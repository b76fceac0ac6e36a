import { by, byWay, coverageOfDays, Judged, table } from '../src/local/replay/score-table';
import { Bench } from './main';
import { percentile } from './measure';
import { BankRun, Told } from './predict/bank';
import { readMonth, textOf } from './predict/bank-month';
import { costs } from './predict/cost';
import { OfficeRun } from './predict/offices';
import { readOffices } from './predict/snapshots';

type Say = (line: string) => void;

const BIG_DAY = 100;
/** Days that an office's line is given to learn in. */
const LEARNING = 4;

/** Waits foretold by the pure domain, judged by days that have been. */
export const bench: Bench = {
  about:
    'predict FILE: waits foretold by the domain alone over a month of a bank (seconds) or the ' +
    'snapshots of offices (minutes, line only), beside RN-010, QL, LES and HOL',
  run: (say, [file]) => {
    if (!file) throw new Error('npm run bench -- predict FILE: a month of the bank, or snapshots');
    const text = textOf(file);
    return Promise.resolve(/^date\ttime\toffice/.test(text) ? offices(say, text) : bank(say, text));
  },
};

function bank(say: Say, text: string): object {
  const { days, skipped } = readMonth(text);
  const run = new BankRun();
  for (const [day, calls] of days) run.day(day, calls);
  const { told } = run;
  say(
    `${days.size} days, ${told.length} customers waited and were served; ${skipped} lines skipped`,
  );
  const ways = table(say, 'every way, seconds', byWay(told));
  table(say, 'this, by hour', by(told, hourOf));
  table(say, 'this, by place in line', by(told, placeOf));
  const [first] = days.keys();
  const dayOne = table(say, 'day 1', byWay(told.filter(({ day }) => day === first)));
  const coverage = coverageOfDays(told, BIG_DAY);
  say(
    `\ncoverage of days of ${BIG_DAY} and more: ` +
      `${coverage.map((each) => each.toFixed(2)).join(' to ')}`,
  );
  const here = percentile(
    told.map(({ took }) => took),
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

const hourOf = ({ second }: Told) => `${String(Math.floor(second / 3600)).padStart(2, '0')} h`;
const placeOf = ({ place }: Told) => (place < 8 ? `place ${place}` : 'place 8 and on');

function offices(say: Say, text: string): object {
  const told: Judged[] = readOffices(text).flatMap(
    (queue) => new OfficeRun(queue.name).all(queue).told,
  );
  const days = [...new Set(told.map(({ day }) => day))].sort();
  say(`${days.length} days, ${told.length} customers`);
  const ways = table(say, 'every way, minutes', byWay(told));
  const late = told.filter(({ day }) => days.indexOf(day) >= LEARNING);
  const later = table(say, `days ${LEARNING + 1} and later`, byWay(late));
  return { bench: 'predict', ways, later };
}
