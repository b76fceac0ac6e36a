import { atDatabasesDoor, Busy, DatabaseAway, ofDatabase, troubleOf } from '../../../src/app/ports';

const coded = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['57P01', 'away'],
  ['57P03', 'away'],
  ['08006', 'away'],
  ['58030', 'away'],
  ['28P01', 'away'],
  ['28000', 'away'],
  ['57014', 'busy'],
  ['25P03', 'busy'],
  ['40P01', 'busy'],
  ['53200', 'busy'],
  ['53300', 'busy'],
  ['53400', 'busy'],
  ['53100', 'full'],
  ['25006', 'read-only'],
] as const)('%s means that the database is %s', (code, trouble) => {
  expect(troubleOf(coded(code))).toBe(trouble);
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENETUNREACH', 'EAI_AGAIN'])(
  '%s is about the database only on its own connections',
  (code) => {
    expect(troubleOf(ofDatabase(coded(code)))).toBe('away');
    expect(troubleOf(coded(code))).toBeUndefined();
  },
);

test.each(['3D000', '55000', '42501', 'ENOENT'])('%s while connecting: away', (code) => {
  expect(troubleOf(atDatabasesDoor(coded(code)))).toBe('away');
  expect(troubleOf(ofDatabase(coded(code)))).toBeUndefined();
});

test('while connecting, too, codes in the table keep their name', () => {
  expect(troubleOf(atDatabasesDoor(coded('53300')))).toBe('busy');
});

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'timeout expired',
])('"%s" means that it is down, even without a code', (message) => {
  expect(troubleOf(new Error(message))).toBe('away');
});

test.each(['23505', '22012', '42P01', '55P03', '57P', 'x57P01', '54000', 'XX001'])(
  '%s is a fault of ours',
  (code) => {
    expect(troubleOf(coded(code))).toBeUndefined();
  },
);

test('so is any other error, and anything that is not an error', () => {
  expect(troubleOf(new TypeError('x is not a function'))).toBeUndefined();
  expect(troubleOf(undefined)).toBeUndefined();
  expect(troubleOf(new Busy('1', 1))).toBeUndefined();
});

test('clients that retry a busy branch also retry a database that is down', () => {
  const away = new DatabaseAway('full', '1', coded('53100'));
  expect(away).toBeInstanceOf(Busy);
  expect(troubleOf(away)).toBe('full');
  expect(away.retryAfterSeconds).toBe(10);
});
