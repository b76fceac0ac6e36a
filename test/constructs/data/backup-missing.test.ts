import { Template } from 'aws-cdk-lib/assertions';
import { only, phaseTemplate, resources } from '../synthesized';

/** Hours of the night's backup since midnight, and the alarm on one that is missing. */
interface Watch {
  readonly begins: number;
  /** When it has ended at the latest. */
  readonly ends: number;
  /** The hours without a backup that it takes to ring. */
  readonly rings: number;
}

const alarmsOf = (template: Template) =>
  Object.values(resources(template, 'AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties as Record<string, unknown>)
    .filter(({ MetricName }) => MetricName === 'NumberOfBackupJobsCompleted');

function watch(template: Template): Watch {
  const { BackupPlan } = only(template, 'AWS::Backup::BackupPlan') as never as {
    BackupPlan: {
      BackupPlanRule: [
        {
          ScheduleExpression: string;
          StartWindowMinutes: number;
          CompletionWindowMinutes: number;
        },
      ];
    };
  };
  const [rule] = BackupPlan.BackupPlanRule;
  const begins = Number(/^cron\(0 (\d+) \* \* \? \*\)$/.exec(rule.ScheduleExpression)![1]);
  const [alarm] = alarmsOf(template);
  expect(alarm).toMatchObject({
    Statistic: 'Sum',
    Period: 3600,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  });
  return {
    begins,
    ends: begins + (rule.StartWindowMinutes + rule.CompletionWindowMinutes) / 60,
    rings: alarm.EvaluationPeriods as number,
  };
}

/** The first hour, counted as the nights are, at which an alarm rings that heard of these. */
function ringsAt({ rings }: Watch, finished: readonly number[], until: number): number | undefined {
  for (let hour = finished[0]; hour <= until; hour++) {
    const last = finished.findLast((each) => each <= hour)!;
    if (hour - last >= rings) return hour;
  }
  return undefined;
}

describe.each(['pilot', 'expansion', 'national'])('%s', (phase) => {
  const all = watch(phaseTemplate(phase));
  const { begins, ends } = all;

  test('nights that end at once and as late as they may ring nothing', () => {
    const nights = [begins, ends + 24, begins + 48, begins + 72, ends + 96];
    expect(ringsAt(all, nights, ends + 96)).toBeUndefined();
  });

  test('a night that is missing rings before the next begins', () => {
    for (const last of [begins, ends]) {
      const rung = ringsAt(all, [last], last + 200);
      expect(rung).toBeGreaterThan(ends + 24);
      expect(rung).toBeLessThan(begins + 48);
    }
  });

  test('CloudWatch looks back so far: seven days, in periods of an hour', () =>
    expect(all.rings).toBeLessThanOrEqual(7 * 24));
});

test('a trial, which has no backups, misses none', () => {
  const trial = phaseTemplate('pilot', { removal: 'destroy' });
  expect(alarmsOf(trial)).toEqual([]);
  expect(Object.keys(resources(trial, 'AWS::CloudWatch::Alarm')).length).toBeGreaterThan(10);
});
