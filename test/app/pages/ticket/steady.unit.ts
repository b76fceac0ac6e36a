import { isLate, steady, wordsFor } from '../../../../src/app/pages/ticket/steady';

const noon = Date.parse('2026-11-24T12:00:00Z');
const minute = 60_000;
const at = (minutes: number) => noon + minutes * minute;

test('an earlier time shows at once, a later one at most every two minutes', () => {
  const first = steady(undefined, 4, { low: 10, high: 20 }, noon);
  expect([first.from, first.to]).toEqual([at(10), at(20)]);
  const later = steady(first, 4, { low: 20, high: 30 }, at(1));
  expect([later.from, later.to]).toEqual([at(10), at(20)]); // not yet
  const due = steady(later, 4, { low: 20, high: 30 }, at(2));
  expect([due.from, due.to]).toEqual([at(20), at(35)]);
  const sooner = steady(due, 3, { low: 5, high: 10 }, at(2.5));
  expect([sooner.from, sooner.to]).toEqual([at(5), at(15)]);
});

test('a range in the past is replaced at once', () => {
  const first = steady(undefined, 2, { low: 0, high: 4 }, noon);
  const over = steady({ ...first, raisedAt: at(4.5) }, 2, { low: 2, high: 8 }, at(5.5));
  expect(over.to).toBe(at(15));
});

test('a turn is late once the first promise has passed or can no longer be kept', () => {
  const first = steady(undefined, 4, { low: 10, high: 20 }, noon);
  expect(isLate(first, at(19))).toBe(false);
  expect(isLate(first, at(21))).toBe(true);
  expect(isLate(steady(first, 4, { low: 30, high: 40 }, at(3)), at(3))).toBe(true);
});

test('a start in the past is not shown', () => {
  const first = steady(undefined, 1, { low: 0, high: 34 }, at(2));
  expect([first.from, first.to]).toEqual([at(0), at(40)]);
  expect(wordsFor(first, at(2))).toBe('ticket.call-before');
  const ahead = steady(undefined, 4, { low: 10, high: 20 }, noon);
  expect([9, 10, 20, 21].map((minutes) => wordsFor(ahead, at(minutes)))).toEqual([
    'ticket.call-between',
    'ticket.call-before',
    'ticket.call-before',
    'ticket.late.unknown',
  ]);
  const later = steady(ahead, 4, { low: 5, high: 15 }, at(21));
  expect([22, 25, 36].map((minutes) => wordsFor(later, at(minutes)))).toEqual([
    'ticket.late',
    'ticket.late.before',
    'ticket.late.before',
  ]);
  expect(wordsFor(later, at(41))).toBe('ticket.late.unknown');
});

test('somebody put ahead is remembered until the place is regained', () => {
  const first = steady(undefined, 4, { low: 10, high: 20 }, noon);
  const back = steady(first, 5, { low: 12, high: 22 }, at(1));
  expect(back.movedBack).toBe(true);
  expect(steady(back, 5, { low: 12, high: 22 }, at(2)).movedBack).toBe(true);
  expect(steady(back, 4, { low: 12, high: 22 }, at(2)).movedBack).toBe(false);
});
