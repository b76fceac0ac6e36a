import { METRICS } from '../../src/contract';

/** An alarm on a metric written by the app itself. */
interface Measured {
  readonly metric: string;
  /** Its threshold over five minutes. */
  readonly most: number;
  /** Its value from what the instances wrote. */
  readonly statistic: 'Sum' | 'Maximum';
  /** How many periods of five minutes in a row must be above the threshold. */
  readonly periods: number;
}

export const MEASURED: Readonly<Record<string, Measured>> = {
  'The app answers with errors': {
    ...{ metric: METRICS.serverErrors, most: 10 },
    ...{ statistic: 'Sum', periods: 1 },
  },
  'Commands wait for a branch': {
    ...{ metric: METRICS.lockTimeouts, most: 0 },
    ...{ statistic: 'Sum', periods: 1 },
  },
  'Messages are stopped': {
    ...{ metric: METRICS.consumersStopped, most: 0 },
    ...{ statistic: 'Maximum', periods: 2 },
  },
  'Messages are late': {
    ...{ metric: METRICS.deliveryAgeSeconds, most: 300 },
    ...{ statistic: 'Maximum', periods: 1 },
  },
  'Messages fail': {
    ...{ metric: METRICS.deliveriesFailed, most: 10 },
    ...{ statistic: 'Sum', periods: 1 },
  },
};

/** An alarm's period, ms. */
const PERIOD = 5 * 60 * 1000;

interface Written extends Readonly<Record<string, unknown>> {
  readonly _aws: { readonly Timestamp: number };
}

/** The alarms that the instances' metrics would have rung, by their headings in the runbook. */
export function rung(lines: readonly string[]): string[] {
  const written = lines
    .filter((line) => line.startsWith('{') && line.includes('"_aws"'))
    .map((line) => JSON.parse(line) as Written);
  const isOver = ({ metric, most, statistic, periods }: Measured) => {
    const reached = new Map<number, number>();
    for (const line of written) {
      const period = Math.floor(line._aws.Timestamp / PERIOD);
      const [before, value] = [reached.get(period) ?? 0, Number(line[metric] ?? 0)];
      reached.set(period, statistic === 'Sum' ? before + value : Math.max(before, value));
    }
    const above = (period: number) => (reached.get(period) ?? 0) > most;
    return [...reached.keys()].some((first) =>
      Array.from({ length: periods }, (_, at) => first + at).every(above),
    );
  };
  return Object.entries(MEASURED)
    .filter(([, measured]) => isOver(measured))
    .map(([heading]) => heading);
}

/** Alarms that rang though the scenario does not name them. */
export const unnamed = (rang: readonly string[], rings: readonly string[]): string[] =>
  rang
    .filter((heading) => !rings.includes(heading))
    .map((heading) => `it rang ${JSON.stringify(heading)}, which it should not`);

const OF_AWS = 'about a part of AWS that nothing here replaces';
const OF_TIME = 'takes a quarter of an hour of load that fills a machine';

/** Alarms that no scenario rings, each with the reason and, if there is one, its test. */
export const UNSTAGED: Readonly<Record<string, { readonly why: string; readonly test?: string }>> =
  {
    'The edge answers with errors': { why: OF_AWS },
    'Answers are slow': { why: OF_TIME, test: 'test/attack/attack.test.ts' },
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
      why: 'the app never opens more than its share, but another tool may',
      test: 'test/constructs/data/task-connections.unit.ts',
    },
    'A replica runs out of storage': { why: OF_AWS },
    'A replica lags': {
      why: 'reports move away from a replica that lags',
      test: 'test/app/db/connect/read-pool.test.ts',
    },
    'The cache is full': { why: 'its content may be lost', test: 'test/app/redis/cache.test.ts' },
    'The cache is busy': { why: OF_TIME },
    'Many requests are refused': {
      why: 'the rules of the firewall run in AWS; their logic is tried',
      test: 'test/stacks/firewall.test.ts',
    },
    'A backup failed': { why: OF_AWS },
    'No backup was made': { why: OF_AWS, test: 'test/constructs/data/backup-missing.test.ts' },
    'A backup was not copied': { why: OF_AWS },
    'A certificate expires': { why: OF_AWS },
    'A deploy failed': { why: 'ECS returns to the previous tasks, which served all along' },
    'The month costs more than its budget': { why: OF_AWS, test: 'test/stacks/cost.test.ts' },
  };
