import { at, numberAt, Rule, share } from './charge';
import { prices } from './prices';

/** Days in an average month. */
const MONTH = 30.4;

/** Stored size of log lines relative to their ingested size, compressed. */
const COMPRESSED = 0.2;

/** An alarm is charged per metric it watches; an expression watches several. */
const alarm: Rule = (resource) => {
  const queries = (at(resource, 'Metrics') as { MetricStat?: unknown }[] | undefined) ?? [];
  const watched = Math.max(1, queries.filter(({ MetricStat }) => MetricStat !== undefined).length);
  const fast = numberAt(resource, 60, 'Period') < 60;
  return [
    {
      group: 'watching',
      what: fast ? 'fast alarms' : 'alarms',
      price: fast ? prices.fastAlarm : prices.alarm,
      quantity: watched,
    },
  ];
};

const dashboard: Rule = () => [
  { group: 'watching', what: 'dashboards', price: prices.dashboard, quantity: 1 },
];

const log: Rule = (resource, context) => {
  const gigabytes = context.workload.logGb * share(resource, context);
  const months = numberAt(resource, 3650, 'RetentionInDays') / MONTH;
  return [
    { group: 'watching', what: 'logs', price: prices.logGb, quantity: gigabytes },
    {
      group: 'watching',
      what: 'logs: kept',
      price: prices.logStoredGb,
      quantity: gigabytes * COMPRESSED * months,
    },
  ];
};

/** Everything that watches the rest. */
export const watchRules: Readonly<Record<string, Rule>> = {
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::Dashboard': dashboard,
  'AWS::Logs::LogGroup': log,
};
