import { whoWaits } from '../../../../src/app/domain/model/waiting';
import { uncalibrated } from '../../../../src/app/domain/predict/calibrate';
import { foretellNewcomer } from '../../../../src/app/domain/predict/foretell';
import { cold } from '../../../../src/app/domain/predict/learned';
import { lineNow, waitingAt } from '../../../../src/app/domain/predict/line-now';
import { predict, predictAll } from '../../../../src/app/domain/predict/predict';
import { prepare } from '../../../../src/app/domain/predict/prepare';
import { seedOf } from '../../../../src/app/domain/predict/random';
import { Branch } from '../support/branch';

const prepared = prepare(cold({ caja: 300, empresas: 1200 }));
const calibration = uncalibrated(300);
const asked = { queue: 'caja', lane: 'general' } as const;
const now = ({ whole, config, now: at }: Branch) =>
  lineNow(
    whole,
    config,
    {},
    whoWaits(whole).map((each) => waitingAt({ ...each, from: each.issuedAt }, at)),
    at,
  );
const say = (branch: Branch, seed = seedOf('1', 9)) =>
  predict(now(branch), asked, prepared, calibration, seed);

test('a paused advisor does not count', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused' });
  expect(now(branch).advisors.map(({ id }) => id)).toEqual(['ana']);
});

test('the current service has run for a known time', () => {
  const branch = new Branch().signOn('ana', '1');
  branch.issue();
  branch.next('ana');
  branch.after(4);
  expect(now(branch).advisors).toMatchObject([{ id: 'ana', serves: 'caja', since: 240 }]);
});

test('a slice predicts the same as the whole floor', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  branch.front = 1;
  const seen: unknown[] = [];
  for (let count = 0; count < 12; count += 1) {
    if (count === 4) branch.start(branch.next('ana')!);
    branch.after(count / 3);
    const wish = {
      queue: count % 2 ? 'caja' : 'empresas',
      lane: count % 3 ? 'general' : 'preferential',
    } as const;
    const slice = branch.slice({ type: 'IssueTicket', ticket: 'x', language: 'es', ...wish });
    const [bounded, whole] = [slice, { ...branch.floor, seq: branch.whole.seq }].map((state) =>
      foretellNewcomer(state, branch.config, wish, branch.now),
    );
    expect(bounded).toEqual(whole);
    seen.push(bounded);
    branch.issue(wish.queue, wish.lane);
  }
  expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(12);
});

test('two processes agree at the same seq, and both change at the next', () => {
  const branch = new Branch().signOn('ana', '1');
  for (let count = 0; count < 5; count += 1) branch.issue();
  expect(say(branch)).toEqual(say(branch));
  expect(say(branch, seedOf('1', 10))).not.toEqual(say(branch));
});

test('one simulation promises everyone in line a time, never before those ahead', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  for (let count = 0; count < 6; count += 1) branch.issue();
  const all = predictAll(now(branch), prepared, () => calibration, 5).map(({ seconds }) => seconds);
  expect(all).toHaveLength(6);
  expect([...all].sort((a, b) => a - b)).toEqual(all);
});

test('with nobody on duty a figure is still recorded', () => {
  const branch = new Branch();
  branch.issue();
  expect(say(branch).seconds).toBeGreaterThan(0);
});
