import {
  differences,
  emptyTally,
  figuresOf,
  isZero,
  percentile,
} from '../../../src/local/replay/figures';
import { figuresFromFile } from '../../../src/local/replay/figures-from-file';
import { COLUMNS } from '../../../src/local/replay/parse';

const line = (
  type: string,
  qStart: string,
  qExit: string,
  outcome: string,
  serStart: string,
  serExit: string,
) =>
  [
    'AA0101',
    1,
    0,
    0,
    type,
    '990101',
    '9:00:00',
    '9:00:00',
    0,
    qStart,
    qExit,
    0,
    outcome,
    serStart,
    serExit,
    0,
    'DANA',
  ].join('\t');

it('takes the 90th percentile by nearest rank', () => {
  expect(percentile([], 90)).toBe(0);
  expect(percentile([7], 90)).toBe(7);
  expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 90)).toBe(9);
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90)).toBe(10);
  expect(
    percentile(
      Array.from({ length: 30 }, (_, index) => index + 1),
      90,
    ),
  ).toBe(27);
});

it('counts waits from q_start to ser_start if both are there, and services past midnight', () => {
  const text = [
    COLUMNS.join('\t'),
    line('PS', '9:59:00', '10:00:00', 'AGENT', '10:00:01', '10:01:01'),
    line('IN', '0:00:00', '0:00:00', 'AGENT', '23:59:50', '0:00:20'),
    line('IN', '9:00:00', '9:10:00', 'HANG', '0:00:00', '0:00:00'),
    line('NW', '0:00:00', '0:00:00', 'AGENT', '7:00:00', '7:00:00'),
  ].join('\n');
  const { figures } = figuresFromFile(text);
  expect(figures.rest).toEqual({
    issued: 2,
    served: 2,
    abandoned: 0,
    waitTotal: 61,
    waitMean: 30.5,
    waitP90: 61,
    serviceTotal: 60,
    serviceMean: 30,
    serviceP90: 60,
  });
  expect(figures.in).toEqual({
    issued: 2,
    served: 1,
    abandoned: 1,
    waitTotal: 0,
    waitMean: 0,
    waitP90: 0,
    serviceTotal: 30,
    serviceMean: 30,
    serviceP90: 30,
  });
});

it('finds one second more in one queue', () => {
  const tally = (wait: number) => ({
    in: emptyTally(),
    rest: { ...emptyTally(), issued: 1, served: 1, waits: [wait], services: [10] },
  });
  const [file, same, later] = [figuresOf(tally(30)), figuresOf(tally(30)), figuresOf(tally(31))];
  expect(isZero(differences(same, file))).toBe(true);
  expect(isZero(differences(later, file))).toBe(false);
  expect(differences(later, file).rest).toMatchObject({
    waitTotal: 1,
    waitMean: 1,
    waitP90: 1,
    serviceTotal: 0,
    issued: 0,
  });
});
