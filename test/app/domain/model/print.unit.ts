import {
  CONFIRM_MS,
  outcomeOf,
  PollingPrinter,
  PRINT_MS,
  QUEUED_MS,
  reasonOf,
  silenceOf,
  verdict,
} from '../../../../src/app/domain/model/print';

const T = 1_000_000;
const printer = (more: Partial<PollingPrinter> = {}): PollingPrinter => ({
  id: 'p',
  polledAt: T,
  status: '200',
  busy: false,
  every: 3,
  ...more,
});
const queued = { state: 'queued', askedAt: T, handedAt: null } as const;
const printing = { state: 'printing', askedAt: T, handedAt: T } as const;

test('while a printer polls, a job stays queued until nobody is waiting for it', () => {
  expect(verdict(queued, printer(), T + 1000)).toBeUndefined();
  expect(verdict(queued, printer({ polledAt: T + QUEUED_MS }), T + QUEUED_MS)).toBeUndefined();
  expect(verdict(queued, printer({ polledAt: T + QUEUED_MS + 1 }), T + QUEUED_MS + 1)).toEqual({
    state: 'failed',
    reason: 'late',
  });
});

test('a printer that does not poll for twice its interval and five seconds is offline', () => {
  expect(silenceOf(printer())).toBe(11_000);
  expect(silenceOf(printer({ every: null }))).toBe(15_000);
  expect(verdict(queued, printer(), T + 11_000)).toBeUndefined();
  expect(verdict(queued, printer(), T + 11_001)).toEqual({ state: 'failed', reason: 'offline' });
});

test('only a status sent after the request counts: paper may have been refilled since', () => {
  expect(verdict(queued, printer({ status: '410', polledAt: T - 1 }), T)).toBeUndefined();
  expect(verdict(queued, printer({ status: '410' }), T)).toEqual({
    state: 'failed',
    reason: 'no-paper',
  });
  expect(verdict(printing, printer({ status: '420', polledAt: T }), T)).toBeUndefined();
  expect(verdict(printing, printer({ status: '420', polledAt: T + 1 }), T + 1)).toEqual({
    state: 'failed',
    reason: 'cover-open',
  });
});

test('a job fetched but never confirmed: only the customer knows', () => {
  expect(verdict(printing, printer({ polledAt: T + CONFIRM_MS }), T + CONFIRM_MS)).toBeUndefined();
  expect(verdict(printing, printer({ polledAt: T + CONFIRM_MS + 1 }), T + CONFIRM_MS + 1)).toEqual({
    state: 'unconfirmed',
  });
  expect(
    verdict(printing, printer({ polledAt: T + 20_000, busy: true }), T + 20_000),
  ).toBeUndefined();
  expect(
    verdict(printing, printer({ polledAt: T + PRINT_MS + 1, busy: true }), T + PRINT_MS + 1),
  ).toEqual({ state: 'unconfirmed' });
  expect(verdict(printing, printer(), T + 11_001)).toEqual({ state: 'unconfirmed' });
});

test.each(['printed', 'failed', 'unconfirmed'] as const)('%s is final', (state) => {
  expect(
    verdict({ ...printing, state }, printer({ status: '410', polledAt: T + 1 }), T + 10 * PRINT_MS),
  ).toBeUndefined();
});

test('confirmations and status codes are read by how they begin', () => {
  expect(['200 OK', '200', 'OK', '211 Paper low'].map((code) => outcomeOf(code).state)).toEqual([
    'printed',
    'printed',
    'printed',
    'printed',
  ]);
  expect(outcomeOf('520 Timeout')).toEqual({ state: 'queued' });
  expect(
    ['510', '511', '521 Job too large', '410', '411', '420', '400', '9'].map((code) =>
      reasonOf(code),
    ),
  ).toEqual([
    'not-understood',
    'not-understood',
    'not-fetched',
    'no-paper',
    'paper-jam',
    'cover-open',
    'printer-error',
    'printer-error',
  ]);
  expect(outcomeOf('410 Out of paper')).toEqual({ state: 'failed', reason: 'no-paper' });
});
