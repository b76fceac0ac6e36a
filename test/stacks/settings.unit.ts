import { App } from 'aws-cdk-lib';
import { readSettings, SettingsError } from '../../src/stacks/settings';

const read = (context: Record<string, string | boolean>) =>
  readSettings(new App({ context, analyticsReporting: false, treeMetadata: false }));

function problems(context: Record<string, string>): readonly string[] {
  try {
    read(context);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test('a phase alone is enough', () => {
  const { phase, region, stackName, countries, removal } = read({ phase: 'pilot' });
  expect([phase.name, region, stackName, countries, removal]).toEqual([
    'pilot',
    'us-east-1',
    'Ticketero',
    ['CL'],
    'retain',
  ]);
});

test('an empty setting counts as unset', () => {
  expect(problems({ phase: 'pilot', domain: '', zone: '', alarmEmail: '' })).toEqual([]);
  expect(problems({ phase: '' })).toEqual(problems({}));
  expect(problems({ phase: 'pilot', domain: '', zone: 'bank.cl' })).toEqual([
    'zone is given without domain; give that too, such as -c domain=turnos.bank.cl',
  ]);
});

test('variants of a phase', () => {
  expect(read({ phase: 'national-lean' }).phase.name).toBe('national-lean');
  expect(read({ phase: 'pilot-literal' }).phase.name).toBe('pilot-literal');
  expect(problems({ phase: 'pilot-cheap' })).toEqual([
    expect.stringMatching(/phase is "pilot-cheap"; give pilot, expansion or national/),
  ]);
});

test('without a phase the error says how to give one and lists every setting', () => {
  expect(problems({})).toEqual([
    'phase is missing; give -c phase=pilot, expansion or national (to bootstrap, any of them)',
  ]);
  expect(() => read({})).toThrow(/alarmEmail +a mailbox for alarms/);
});

test.each([
  ['yes', true],
  ['no', false],
  [true, true],
  [false, false],
  ['TRUE', true],
])('execAccess may be %j, in cdk.json as well', (execAccess, meant) => {
  expect(read({ phase: 'pilot', execAccess }).execAccess).toBe(meant);
});

test('all problems at once, each with the value received and what to do', () => {
  const found = problems({
    phase: 'huge',
    region: 'Chile',
    countries: 'Chile',
    cidr: 'ten',
    zoneId: 'bank.cl',
    alarmEmail: 'nobody',
    removal: 'perhaps',
  });
  expect(found).toHaveLength(8);
  for (const part of [
    'phase is "huge"',
    'region is "Chile"',
    '"Chile" cannot be read; give a list such as CL,AR',
    'cidr is "ten"',
    'zoneId is "bank.cl"',
    'alarmEmail is "nobody"',
    'removal is "perhaps"',
    'zoneId is given without domain',
  ]) {
    expect(found.filter((problem) => problem.includes(part))).toHaveLength(1);
  }
});

test('a domain needs a zone or certificates', () => {
  expect(problems({ phase: 'pilot', domain: 'turnos.bank.cl' })).toEqual([
    expect.stringMatching(
      /domain is "turnos.bank.cl" and has no zone and no certificates; give zone and zoneId/,
    ),
  ]);
  expect(
    problems({
      phase: 'pilot',
      domain: 'turnos.bank.cl',
      zone: 'bank.cl',
      zoneId: 'Z0123456789ABCDEFGHIJ',
    }),
  ).toEqual([]);
});

test('egress, shells, limits', () => {
  const { egress, execAccess, issueRateLimit, backupRetentionDays } = read({
    phase: 'pilot',
    egress: 'gateway:3',
    execAccess: 'yes',
    issueRateLimit: '50',
    backupRetentionDays: '35',
  });
  expect([egress?.kind, egress?.count, execAccess, issueRateLimit, backupRetentionDays]).toEqual([
    'gateway',
    3,
    true,
    50,
    35,
  ]);
  expect(
    problems({ phase: 'pilot', egress: 'gateway:9', execAccess: 'maybe', issueRateLimit: 'many' }),
  ).toHaveLength(3);
});

test("a budget, the phase's or another; shards of the cache, without renaming the phase", () => {
  expect(read({ phase: 'pilot', budget: 'enforced' }).budget).toEqual({});
  expect(read({ phase: 'pilot', budget: '120.5' }).budget).toEqual({ monthly: 120.5 });
  expect(read({ phase: 'pilot' }).budget).toBeUndefined();
  expect(problems({ phase: 'pilot', budget: 'none' })).toEqual([
    'budget is "none"; give "enforced", or US dollars a month such as 120',
  ]);
  const { name, cacheShards, cacheNodeType } = read({ phase: 'expansion', cacheShards: '3' }).phase;
  expect([name, cacheShards, cacheNodeType]).toEqual(['expansion', 3, 'cache.t4g.small']);
});

test('a variable given twice, an invalid budget, a value without a setting', () => {
  expect(problems({ phase: 'pilot', environment: 'A=1,B=2,A=3' })).toEqual([
    expect.stringMatching(/environment is "A=1,B=2,A=3"; A is given twice; give it once/),
  ]);
  expect(problems({ phase: 'pilot', budget: 'Infinity' })).toEqual([
    expect.stringMatching(/budget is "Infinity"; give "enforced", or US dollars a month/),
  ]);
  expect(problems({ phase: 'pilot', '': 'x' })).toEqual([
    'a value is given to no setting; write -c name=value',
  ]);
});

test('lists', () => {
  const { countries, availabilityZones, staffCidrs } = read({
    phase: 'pilot',
    countries: 'CL, AR',
    availabilityZones: 'us-east-1a,us-east-1b,us-east-1d',
    staffCidrs: '200.1.2.0/24',
  });
  expect([countries, availabilityZones, staffCidrs]).toEqual([
    ['CL', 'AR'],
    ['us-east-1a', 'us-east-1b', 'us-east-1d'],
    ['200.1.2.0/24'],
  ]);
});

test('"any" stands alone, and a country listed twice counts once', () => {
  expect(problems({ phase: 'pilot', countries: 'CL,any' })).toEqual([
    'countries is "CL,any"; any stands alone; give it, or the countries',
  ]);
  expect(read({ phase: 'pilot', countries: 'CL,AR,CL' }).countries).toEqual(['CL', 'AR']);
});

test.each([
  ['pilot', 'yes', true],
  ['pilot', true, true],
  ['pilot', '', false],
  ['national', 'no', false],
  ['national', false, false],
  ['national', '', true],
  ['national-lean', '', false],
])('%s with foresightMetrics=%j', (phase, foresightMetrics, expected) => {
  const sized = read({ phase, foresightMetrics }).phase;
  expect([sized.foresightMetrics, sized.name]).toEqual([expected, phase]);
});

test('an unknown setting is refused, with the nearest known one', () => {
  expect(
    problems({
      phase: 'pilot',
      regoin: 'sa-east-1',
      'stack-name': 'Drill',
      StaffCidrs: '200.1.2.0/24',
      country: 'CL',
      foresight: 'yes',
    }),
  ).toEqual([
    'regoin is not a setting; did you mean region?',
    'stack-name is not a setting; did you mean stackName?',
    'StaffCidrs is not a setting; did you mean staffCidrs?',
    'country is not a setting; did you mean countries?',
    'foresight is not a setting; did you mean foresightMetrics?',
  ]);
});

test("the CDK's own names in the context are accepted", () => {
  expect(
    problems({
      phase: 'pilot',
      '@aws-cdk/core:newStyleStackSynthesis': 'true',
      'aws:cdk:enable-path-metadata': 'true',
      'availability-zones:account=111122223333:region=us-east-1': 'us-east-1a',
      'acknowledged-issue-numbers': '1',
    }),
  ).toEqual([]);
});
