import { Egress } from '../../../src/constructs/network/egress';
import { Phase } from '../../../src/constructs/phase/phase';
import { phaseProblems } from '../../../src/constructs/phase/phase-problems';
import { CacheEngine } from '../../../src/constructs/phase/phase-props';
import { pattern } from '../../support/pattern';

const named = [Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL];

test("sizes follow the original design (PF-2), in today's cheaper families", () => {
  const rows = named.map((p) => [
    p.name,
    p.branches,
    `${p.hostInstanceType}`,
    p.hostsMin,
    p.hostsMax,
    p.tasksMax,
    `${p.databaseInstanceType}`,
    p.databaseMultiAz,
    p.databaseReplicas,
    `${p.databaseReplicaInstanceType}`,
    p.cacheNodeType,
    p.cacheShards,
    p.cacheReplicasPerShard,
    p.egress.kind,
    p.egress.count,
    p.monthlyBudget,
  ]);
  expect(rows.map((row) => row.join(' '))).toEqual([
    'pilot 1 t4g.medium 1 2 2 t4g.micro true 0 t4g.micro cache.t4g.micro 1 1 instance 1 110',
    'expansion 5 t4g.medium 2 3 3 t4g.small true 1 t4g.small cache.t4g.small 1 1 instance 2 242',
    'national 50 t4g.medium 3 10 10 r7g.large true 2 t4g.medium cache.t4g.small 3 1 gateway 1 750',
  ]);
});

test('no named phase, lean or literal, has a problem', () => {
  expect(named.flatMap((p) => [p, p.lean(), p.literal()]).flatMap(phaseProblems)).toEqual([]);
});

test('literal is the original list', () => {
  const literal = Phase.NATIONAL.literal();
  expect([
    `${literal.hostInstanceType}`,
    `${literal.databaseInstanceType}`,
    literal.cacheEngine,
    literal.egress.kind,
  ]).toEqual(['t3.medium', 'r5.large', CacheEngine.REDIS, 'gateway']);
  expect(literal.name).toBe('national-literal');
});

test('what must never shrink or be renumbered only grows between phases', () => {
  for (const [small, large] of [
    [Phase.PILOT, Phase.EXPANSION],
    [Phase.EXPANSION, Phase.NATIONAL],
  ]) {
    expect(large.databaseStorageGib).toBeGreaterThanOrEqual(small.databaseStorageGib);
    expect(large.cacheReplicasPerShard).toBe(small.cacheReplicasPerShard);
    expect(large.databaseReplicas).toBeGreaterThanOrEqual(small.databaseReplicas);
  }
});

test('custom takes missing values from its base, and undefined counts as missing', () => {
  const phase = Phase.EXPANSION.resized({ tasksMax: 2, hostsMax: undefined });
  expect([phase.name, phase.tasksMax, phase.hostsMax, phase.branches]).toEqual(['custom', 2, 3, 5]);
  expect(Phase.custom().databaseStorageGib).toBe(Phase.PILOT.databaseStorageGib);
});

test('a replica without Multi-AZ is refused, with both ways out', () => {
  const [problem, ...others] = phaseProblems(
    Phase.custom({ databaseReplicas: 1, databaseMultiAz: false }),
  );
  expect(others).toEqual([]);
  expect(problem).toMatch(
    pattern(
      /databaseReplicas is 1 and databaseMultiAz is false.*/,
      /set databaseMultiAz to true, or databaseReplicas to 0/,
    ),
  );
});

test('every mistake is reported at once, with its value', () => {
  const problems = phaseProblems(
    Phase.custom({
      hostsMin: 5,
      hostsMax: 1,
      tasksMin: 0,
      databaseStorageGib: 10,
      cacheNodeType: 't4g.micro',
      egress: Egress.natGateway({ count: 4 }),
      tracePercent: 200,
      monthlyBudget: 0,
    }),
  );
  for (const part of [
    /hostsMin is 5 and hostsMax is 1/,
    /hostsMax is 1; give 2/,
    /tasksMin is 0/,
    /databaseStorageGib is 10/,
    /cacheNodeType is "t4g.micro"/,
    /egress.count is 4/,
    /tracePercent is 200/,
    /monthlyBudget is 0/,
  ]) {
    expect(problems.filter((problem) => part.test(problem))).toHaveLength(1);
  }
});

test('a deploy has to fit the hosts', () => {
  expect(phaseProblems(Phase.custom({ tasksMax: 4 }))).toEqual([
    expect.stringMatching(
      /2 hosts carry 4 tasks, and deploying 4 needs room for 8; set hostsMax to 4/,
    ),
  ]);
});

test.each([
  [20, 21, ['databaseStorageGib is 20 and databaseMaxStorageGib is 21, less than a tenth above']],
  [
    100,
    109,
    ['databaseStorageGib is 100 and databaseMaxStorageGib is 109, less than a tenth above'],
  ],
  [20, 22, []],
  [100, 110, []],
  [20, 20, []], // it does not grow by itself
])('storage of %i that may grow to %i', (databaseStorageGib, databaseMaxStorageGib, said) => {
  const phase = Phase.custom({ databaseStorageGib, databaseMaxStorageGib });
  expect(
    phaseProblems(phase).map((problem) => problem.replace(/^.*?: | it, which.*$/g, '')),
  ).toEqual(said);
});

test('sizes that AWS does not offer are refused', () => {
  const large = { databaseStorageGib: 70_000, databaseMaxStorageGib: 70_001, cacheShards: 251 };
  expect(phaseProblems(Phase.custom(large))).toEqual([
    'phase custom: databaseStorageGib is 70000; give 65536 at most, which is what AWS has',
    'phase custom: databaseMaxStorageGib is 70001; give 65536 at most, which is what AWS has',
    'phase custom: cacheShards is 251; give 250 at most, which is what AWS has',
  ]);
  expect(phaseProblems(Phase.custom({ cacheShards: 250 }))).toEqual([]);
});
