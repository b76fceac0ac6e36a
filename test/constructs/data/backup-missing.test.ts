import { Template } from 'aws-cdk-lib/assertions';
import { only, phaseTemplate, resources } from '../synthesized';

/** The nightly backup's hours since midnight, and the alarm on a missing one. */
interface Watch {
  readonly begins: number;
  /** The latest hour at which it ends. */
  readonly ends: number;
  /** How many hours without a backup make it ring. */
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

/** The first hour, on the same scale, at which the alarm rings given these backups. */
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

  test('backups that end at once or as late as they may do not ring', () => {
    const nights = [begins, ends + 24, begins + 48, begins + 72, ends + 96];
    expect(ringsAt(all, nights, ends + 96)).toBeUndefined();
  });

  test('a missing backup rings before the next night begins', () => {
    for (const last of [begins, ends]) {
      const rung = ringsAt(all, [last], last + 200);
      expect(rung).toBeGreaterThan(ends + 24);
      expect(rung).toBeLessThan(begins + 48);
    }
  });

  test('the alarm stays within what CloudWatch can look back: seven days of hours', () =>
    expect(all.rings).toBeLessThanOrEqual(7 * 24));
});

test('a trial has no backups, and no alarm about them', () => {
  const trial = phaseTemplate('pilot', { removal: 'destroy' });
  expect(alarmsOf(trial)).toEqual([]);
  expect(Object.keys(resources(trial, 'AWS::CloudWatch::Alarm')).length).toBeGreaterThan(10);
});
