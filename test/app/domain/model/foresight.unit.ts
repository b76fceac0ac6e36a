import { Foresight, misledBy } from '../../../../src/app/domain/model/foresight';

const good: Foresight = {
  branch: '1',
  day: '2026-11-25',
  foretold: 200,
  held: 160,
  behindDays: 0,
};
const today = '2026-11-26';

test('a day on which eight of ten promises hold is fine, and so is one without promises', () => {
  expect(misledBy(good, today)).toBeUndefined();
  expect(misledBy({ ...good, day: null, foretold: 0, held: 0 }, today)).toBeUndefined();
});

test('a day on which fewer than 65 in 100 hold is misleading, from 50 promises on', () => {
  expect(misledBy({ ...good, held: 130 }, today)).toBeUndefined();
  expect(misledBy({ ...good, held: 129 }, today)).toBe(
    '129 of 200 waits of 2026-11-25 ended inside what had been foretold',
  );
  expect(misledBy({ ...good, foretold: 49, held: 0 }, today)).toBeUndefined();
  expect(misledBy({ ...good, foretold: 50, held: 0 }, today)).toMatch(/^0 of 50/);
});

test('a closed day that was not learned is misleading, whatever the last one was like', () => {
  expect(misledBy({ ...good, behindDays: 1 }, today)).toMatch('not learned from');
  expect(misledBy({ ...good, day: null, behindDays: 3 }, today)).toMatch(
    'the last that was is none',
  );
});

test('a branch that has closed for good does not ring for ever', () => {
  const bad = { ...good, held: 10 };
  expect(misledBy({ ...bad, day: '2026-11-19' }, today)).toBeDefined();
  expect(misledBy({ ...bad, day: '2026-11-18' }, today)).toBeUndefined();
});
