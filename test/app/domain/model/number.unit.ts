import { formatNumber, parseNumber } from '../../../../src/app/domain/model/number';
import { queues } from '../support/branch';

test.each([
  [1, 'C01'],
  [9, 'C09'],
  [10, 'C10'],
  [99, 'C99'],
  [100, 'C100'],
  [1234, 'C1234'],
])('%d is %s, and reads back', (n, number) => {
  expect(formatNumber('C', n)).toBe(number);
  expect(parseNumber(number, queues)).toEqual({ queue: 'caja', n });
});

test('is read however people type it', () => {
  for (const text of ['c1', 'C001', ' c 01 ']) {
    expect(parseNumber(text, queues)).toEqual({ queue: 'caja', n: 1 });
  }
});

test.each(['X01', 'C', 'C00', '01', '', 'C1x', 'C99999999999', '🙂1'])(
  '%j is not a number of this branch',
  (text) => {
    expect(parseNumber(text, queues)).toBeUndefined();
  },
);

test('a longer prefix is not mistaken for a shorter one', () => {
  const two = { a: { id: 'a', prefix: 'C' }, b: { id: 'b', prefix: 'CE' } };
  expect(parseNumber('CE07', two)).toEqual({ queue: 'b', n: 7 });
});
