import { METRICS } from '../../src/contract';

/** Alarms on what the app itself writes: the metric, and what it may reach in five minutes. */
export const MEASURED: Readonly<
  Record<string, { readonly metric: string; readonly most: number }>
> = {
  'The app answers with errors': { metric: METRICS.serverErrors, most: 10 },
  'Commands wait for a branch': { metric: METRICS.lockTimeouts, most: 0 },
};

/** Of an alarm on a sum, ms. */
const PERIOD = 5 * 60 * 1000;

interface Written extends Readonly<Record<string, unknown>> {
  readonly _aws: { readonly Timestamp: number };
}

/** The alarms that what instances wrote would have rung, by the headings of the runbook. */
export function rung(lines: readonly string[]): string[] {
  const written = lines
    .filter((line) => line.startsWith('{') && line.includes('"_aws"'))
    .map((line) => JSON.parse(line) as Written);
  const isOver = (metric: string, most: number) => {
    const sums = new Map<number, number>();
    for (const line of written) {
      const period = Math.floor(line._aws.Timestamp / PERIOD);
      sums.set(period, (sums.get(period) ?? 0) + Number(line[metric] ?? 0));
    }
    return [...sums.values()].some((sum) => sum > most);
  };
  return Object.entries(MEASURED)
    .filter(([, { metric, most }]) => isOver(metric, most))
    .map(([heading]) => heading);
}

const OF_AWS = 'of something of AWS, which nothing here stands in for';
const NO_TELEGRAM = 'the bank of the scenarios has no Telegram';
const OF_TIME = 'takes a quarter of an hour of load that fills a machine';

/** Alarms that no scenario rings, each with the reason and, where there is one, its test. */
export const UNSTAGED: Readonly<Record<string, { readonly why: string; readonly test?: string }>> =
  {
    'The edge answers with errors': { why: OF_AWS },
    'Answers are slow': { why: OF_TIME, test: 'test/attack/attack.test.ts' },
    'Messages are stopped': { why: NO_TELEGRAM, test: 'test/app/plugins/telegram/outage.test.ts' },
    'Messages are late': { why: NO_TELEGRAM, test: 'test/app/relay/pauses.unit.ts' },
    'Messages fail': { why: NO_TELEGRAM, test: 'test/app/relay/deliveries.test.ts' },
    'Promised waits do not hold': {
      why: 'takes days of waits',
      test: 'test/app/operations/time/sweep-learn.test.ts',
    },
    'Hosts are missing': { why: OF_AWS },
    'Hosts are busy': { why: OF_TIME },
    'Hosts run out of CPU credits': { why: OF_AWS },
    'A NAT instance is missing': { why: OF_AWS },
    'The database is busy': { why: OF_TIME },
    'The database runs out of CPU credits': { why: OF_AWS },
    'The database runs out of connections': {
      why: 'the app never opens more than its share; the tool of somebody else may',
      test: 'test/constructs/data/task-connections.unit.ts',
    },
    'A replica runs out of storage': { why: OF_AWS },
    'A replica lags': {
      why: 'reports leave a replica that lags',
      test: 'test/app/db/connect/read-pool.test.ts',
    },
    'The cache is full': { why: 'what is in it may be lost', test: 'test/app/redis/cache.test.ts' },
    'The cache is busy': { why: OF_TIME },
    'Many requests are refused': {
      why: 'the rules of the firewall run in AWS; their logic is tried',
      test: 'test/stacks/firewall.test.ts',
    },
    'A backup failed': { why: OF_AWS },
    'A backup was not copied': { why: OF_AWS },
    'A certificate expires': { why: OF_AWS },
    'A deploy failed': { why: 'ECS goes back to the tasks before, which served all the time' },
    'The month costs more than its budget': { why: OF_AWS, test: 'test/stacks/cost.test.ts' },
  };
