import { formatNumber, numberAsCalled } from '../../../../src/app/domain/model/number';

test.each([
  [1, 'C01'],
  [9, 'C09'],
  [10, 'C10'],
  [99, 'C99'],
  [100, 'C100'],
  [1234, 'C1234'],
])('%d is %s, and reads back', (n, number) => {
  expect(formatNumber('C', n)).toBe(number);
  expect(numberAsCalled(number)).toBe(number);
});

test.each([
  ['c1', 'C01'],
  ['C001', 'C01'],
  ['ce7', 'CE07'],
])('%s is typed for %s', (typed, number) => {
  expect(numberAsCalled(typed)).toBe(number);
});

test.each(['C', '01', '', 'C1x', 'C 1', 'C99999999999', '🙂1'])('%j is not a number', (typed) => {
  expect(numberAsCalled(typed)).toBeUndefined();
});
