import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, exampleDomain, phaseTemplate, resources } from '../constructs/synthesized';
import { MEASURED, rung, UNSTAGED } from './alarms';
import { scenarios } from './scenarios';

const root = join(__dirname, '..', '..');
/** Without it there is no alarm about copies. */
const backupCopyTo = 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero';
const headings = [
  ...new Set(
    ['pilot', 'expansion', 'national'].flatMap(
      (phase) =>
        makeApp({ phase, ...exampleDomain, backupCopyTo }, { ticketApp: anyApp() }).stack.ticketero
          .observability.headings,
    ),
  ),
];
const staged = new Set(Object.values(scenarios).flatMap(({ rings }) => rings));

test('every alarm is rung by a scenario, or has a reason why none rings it', () => {
  expect(
    headings.filter((heading) => !staged.has(heading) && !Object.hasOwn(UNSTAGED, heading)),
  ).toEqual([]);
  expect(Object.keys(UNSTAGED).filter((heading) => staged.has(heading))).toEqual([]);
});

test('scenarios ring real alarms, each with its section in the runbook', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
  const named = [...staged, ...Object.keys(UNSTAGED), ...Object.keys(MEASURED)];
  expect(named.filter((heading) => !headings.includes(heading))).toEqual([]);
  expect(named.filter((heading) => !runbook.includes(`\n## ${heading}\n`))).toEqual([]);
});

test('the tests that replace a scenario exist', () => {
  const paths = Object.values(UNSTAGED).flatMap(({ test: path }) => path ?? []);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('metrics and thresholds are those of the alarms', () => {
  const alarms = Object.values(resources(phaseTemplate('pilot'), 'AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties as Record<string, unknown>,
  );
  for (const [heading, measured] of Object.entries(MEASURED)) {
    const { metric, most, statistic, periods } = measured;
    const alarm = alarms.find(({ AlarmName }) => String(AlarmName).endsWith(`: ${heading}`));
    expect(alarm).toMatchObject({
      MetricName: metric,
      Threshold: most,
      Period: 300,
      Statistic: statistic,
      EvaluationPeriods: periods,
    });
  }
});

test('five-minute counts are summed over instances, and others are not', () => {
  const line = (at: number, ServerErrors: number) =>
    JSON.stringify({ _aws: { Timestamp: at }, ServerErrors });
  const minute = 60_000;
  const errors = ['The app answers with errors'];
  expect(rung([line(0, 6), 'LISTENING 80', line(4 * minute, 5)])).toEqual(errors);
  expect(rung([line(0, 6), line(6 * minute, 5)])).toEqual([]);
  expect(rung([line(0, 10)])).toEqual([]);
  expect(rung([JSON.stringify({ _aws: { Timestamp: 0 }, LockTimeouts: 1 })])).toEqual([
    'Commands wait for a branch',
  ]);
});

test('for a state the worst value counts, for as long as the alarm requires', () => {
  const line = (at: number, ConsumersStopped: number, DeliveryAgeSeconds = 0) =>
    JSON.stringify({ _aws: { Timestamp: at }, ConsumersStopped, DeliveryAgeSeconds });
  const minute = 60_000;
  expect(rung([line(0, 1), line(4 * minute, 1)])).toEqual([]);
  expect(rung([line(4 * minute, 1), line(6 * minute, 1), line(7 * minute, 0)])).toEqual([
    'Messages are stopped',
  ]);
  expect(rung([line(0, 1), line(6 * minute, 0), line(11 * minute, 1)])).toEqual([]);
  expect(rung([line(0, 0, 200), line(minute, 0, 200)])).toEqual([]);
  expect(rung([line(0, 0, 301)])).toEqual(['Messages are late']);
});
