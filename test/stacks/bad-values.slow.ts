import { App } from 'aws-cdk-lib';
import { readSettings, SettingsError } from '../../src/stacks/settings';
import { settings } from '../../src/stacks/settings-table';

function problems(context: Record<string, unknown>): readonly string[] {
  try {
    readSettings(new App({ context: { phase: 'pilot', ...context }, analyticsReporting: false }));
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

const values = [
  '0',
  '-5',
  '1.5',
  '99999999999',
  '1e9',
  ' ',
  ';',
  'x,,y',
  true,
  5,
  [],
  {},
  { a: 1 },
];

const anyText = values.filter((value) => value !== true && !Array.isArray(value));

/** Values checked with the rest of the template, or that somebody may mean. */
const TAKEN: Readonly<Record<string, readonly unknown[]>> = {
  stackName: [],
  restoredFrom: ['0', '-5', '99999999999', '1e9', 5],
  logBucket: ['1.5', '99999999999', '1e9'],
  databaseMaintenanceWindow: anyText,
  cacheMaintenanceWindow: anyText,
  execAccess: [true],
  balancerProtection: [true],
  foresightMetrics: [true],
  adminCode: [true],
  accountBudget: [true],
  cacheShards: [5],
  backupRetentionDays: [5],
  auditRetentionDays: [5],
  budget: ['1.5', '99999999999', '1e9', 5],
  environment: [{}, { a: 1 }],
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Alone these lack another setting, which is reported as well. */
const LACK = /is given without|has no zone and no certificates/;

test.each(Object.keys(settings))('%s says what it got and what to give', (name) => {
  for (const value of values) {
    const said = problems({ [name]: value }).filter((each) => !LACK.test(each));
    if ((TAKEN[name] ?? []).some((taken) => same(taken, value))) {
      expect([name, value, said]).toEqual([name, value, []]);
      continue;
    }
    expect([name, value, said.length]).toEqual([name, value, 1]);
    expect(said[0]).toMatch(new RegExp(`^${name} is ".*"; .{8,}`));
  }
});

test('null in cdk.json means unset, for every setting', () => {
  const none = Object.fromEntries(Object.keys(settings).map((name) => [name, null]));
  expect(problems({ ...none, phase: 'pilot' })).toEqual([]);
});

test.each([
  ['databaseStorageGib', '-5', 'give a whole number of GiB, 20 to 65536'],
  ['databaseStorageGib', '19', 'give a whole number of GiB, 20 to 65536'],
  ['databaseMaxStorageGib', '65537', 'give a whole number of GiB, 20 to 65536'],
  ['cacheShards', '0', 'give a whole number of shards, 1 to 500'],
  ['viewerRateLimit', '9', 'give a whole number of requests, 10 to 2000000000'],
  ['backupRetentionDays', '36', 'give a whole number of days, 1 to 35'],
  ['auditRetentionDays', '0', 'give a whole number of days, 1 to 36500'],
  ...['Turnos_Norte', 'Turnos Ñuñoa', '1a-Sucursal', 'a'.repeat(42)].map((name) => [
    'stackName',
    name,
    'give a value such as Ticketero: letters, digits and hyphens, a letter first, 41 characters ' +
      'at most',
  ]),
])('%s=%s: %s', (name, value, said) => {
  expect(problems({ [name]: value })).toEqual([`${name} is "${value}"; ${said}`]);
});

test('numbers, lists and two settings that conflict, all at once', () => {
  expect(
    problems({ databaseStorageGib: '-5', cacheShards: 'many', oidcSecret: 'x', zone: 'bank.cl' }),
  ).toHaveLength(5);
});
