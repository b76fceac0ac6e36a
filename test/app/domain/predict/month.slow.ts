import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BankRun, PromiseMade } from '../../../../bench/predict/bank';
import { BankCall, readMonth } from '../../../../bench/predict/bank-month';
import { byWay, OURS } from '../../../../src/local/replay/score-table';

const file = resolve(__dirname, '../../../support/replay/monday-1999-01-18.tsv.gz');
const [whole] = readMonth(gunzipSync(readFileSync(file)).toString(), file).days.values();
const monday = whole.filter(({ from }) => from < 10.5 * 3600);
/** The same people come again, so that what was learned overnight is used. */
const tuesday = monday.map((call) => ({ ...call, day: '990119' }));

function told(...days: readonly (readonly BankCall[])[]): readonly PromiseMade[] {
  const run = new BankRun({ trials: 50 });
  for (const calls of days) run.day(calls[0].day, calls);
  return run.promises;
}
const said = (all: readonly PromiseMade[]) =>
  all.map(({ second, said: { [OURS]: ours } }) => [second, ours]);
const waitingAt = (second: number) =>
  monday.filter(({ from, until }) => from < second && until > second + 1).length;
/** A second at which some are waiting: for them, too, nothing later may have been used. */
const CUT = 1 + monday.find(({ from }) => from > 9 * 3600 && waitingAt(from + 1) >= 3)!.from;

const days = told(monday, tuesday);
const first = days.filter(({ day }) => day === monday[0].day);

test('a cold Monday morning at the bank: better than every published predictor', () => {
  const scores = byWay(first).by;
  const of = (way: string) => scores.get(way)!.figures;
  expect(of(OURS).count).toBeGreaterThan(100);
  for (const way of ['RN-010', 'QL', 'LES', 'HOL']) {
    expect(of(OURS).mae).toBeLessThan(of(way).mae * 0.9);
  }
  expect(of(OURS).coverage).toBeGreaterThan(0.6);
  expect(of(OURS).coverage).toBeLessThan(0.95);
});

test('two runs agree', () => {
  expect(said(told(monday, tuesday))).toEqual(said(days));
});

test('what happens later changes no earlier promise', () => {
  // Everything not known by then is invented: arrivals, waits and service times.
  const scrambled = monday.map((call, at): BankCall => {
    const late = (second: number) =>
      second < CUT ? second : CUT + 1 + ((second * 7 + at) % 30_000);
    const until = late(call.until);
    const moved = { ...call, from: late(call.from), until };
    if (call.from >= CUT) moved.until = Math.max(moved.from, until);
    if (call.ended === undefined) return moved;
    return { ...moved, ended: Math.max(moved.until, late(call.ended)) };
  });
  scrambled.sort((a, b) => a.from - b.from);
  const before = (all: readonly PromiseMade[]) =>
    said(all).filter(([second]) => (second as number) < CUT);
  expect(before(told(scrambled))).toEqual(before(first));
  expect(before(first).length).toBeGreaterThan(20);
  expect(waitingAt(CUT)).toBeGreaterThanOrEqual(3);
});
