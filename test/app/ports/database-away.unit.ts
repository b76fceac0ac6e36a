import { isDatabaseAway } from '../../../src/app/ports';

const coded = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  '57P01',
  '57P03',
  '57014',
  '25P03',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
])('%s means that the database is away', (code) => {
  expect(isDatabaseAway(coded(code))).toBe(true);
});

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('so does "%s", without a code', (message) => {
  expect(isDatabaseAway(new Error(message))).toBe(true);
});

test.each(['23505', '22012', '42P01', '55P03', '57P', 'x57P01'])('%s does not', (code) => {
  expect(isDatabaseAway(coded(code))).toBe(false);
});

test('nor does any other error', () => {
  expect(isDatabaseAway(new TypeError('x is not a function'))).toBe(false);
});
