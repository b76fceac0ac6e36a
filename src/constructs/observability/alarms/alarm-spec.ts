import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** One alarm. The runbook has a section under the same heading. */
export interface AlarmSpec {
  /** Construct id; numbered if several alarms share a heading. */
  readonly id: string;
  /** What a person reads at three in the morning, and the heading in `docs/runbook.md`. */
  readonly heading: string;
  /** One sentence: what is true when it rings. */
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison?: ComparisonOperator;
  /** How many periods in a row must be over the threshold. */
  readonly periods: number;
  readonly missing?: TreatMissingData;
}

export const minute = Duration.minutes(1);
export const fiveMinutes = Duration.minutes(5);
export const below = ComparisonOperator.LESS_THAN_THRESHOLD;

/** Whether instances of this type work with CPU credits. */
export const isBurstable = (type: { toString(): string }) => /^t\d/.test(type.toString());
