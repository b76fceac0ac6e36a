import { FORESIGHT_METRICS, METRIC_DIMENSION, METRIC_NAMESPACE, METRICS } from '../../contract';
import { Event, Fact } from '../domain/model/events';
import { Promised } from '../domain/model/foretold';
import { Instant } from '../domain/model/instant';
import { Plugin } from '../plugin';

const NAMES = { ...METRICS, ...FORESIGHT_METRICS };

type MetricName = keyof typeof NAMES;

/** Units as CloudWatch spells them. */
const UNITS: Readonly<Record<MetricName, 'Count' | 'Seconds' | 'None'>> = {
  ticketsIssued: 'Count',
  ticketsLost: 'Count',
  waitSeconds: 'Seconds',
  deliveriesFailed: 'Count',
  deliveryAgeSeconds: 'Seconds',
  lockTimeouts: 'Count',
  openSockets: 'Count',
  serverErrors: 'Count',
  consumersStopped: 'Count',
  branchesMisled: 'Count',
  promiseErrorSeconds: 'Seconds',
  promiseBiasSeconds: 'Seconds',
  promisesKept: 'None',
  learningBehindDays: 'Count',
};

/** What is published value by value: CloudWatch makes averages and percentiles of them. */
type Distribution = 'waitSeconds' | 'promiseErrorSeconds' | 'promiseBiasSeconds' | 'promisesKept';

/** Embedded metric format takes at most this many values of one metric per line. */
const VALUES_PER_LINE = 100;

export interface MetricsOptions {
  /** Where lines go: standard output. */
  readonly write: (line: string) => void;
  readonly clock: () => Instant;
  /** Name of the deployment: the metrics' only dimension, so that two do not add up. */
  readonly deployment?: string;
  /**
   * Whether `FORESIGHT_METRICS` are published as metrics; otherwise they are only members of the
   * line.
   */
  readonly foresight?: boolean;
  /** Read at each flush; undefined = unknown right now. */
  readonly gauges?: Partial<
    Record<MetricName, () => number | undefined | Promise<number | undefined>>
  >;
  /** Milliseconds between lines; a minute by default, CloudWatch's standard resolution. */
  readonly everyMs?: number;
}

/** Turns events into metrics. */
function* measured(fact: Fact): Generator<readonly [MetricName, number]> {
  switch (fact.type) {
    case 'TicketIssued':
      yield ['ticketsIssued', 1];
      break;
    case 'TicketCalled':
      yield ['waitSeconds', fact.waitMs / 1000];
      if (fact.foretold && fact.waitMs > 0) yield* promised(fact.foretold, fact.waitMs / 1000);
      break;
    case 'TicketMissed':
      yield ['ticketsLost', 1];
      break;
    case 'TicketCancelled':
      if (fact.because !== 'staff') yield ['ticketsLost', 1];
      break;
    case 'DeliveryEnded':
      if (fact.outcome === 'failed') yield ['deliveriesFailed', 1];
      break;
    case 'BankFact':
      if (fact.what === 'report-mail-failed') yield ['deliveriesFailed', 1];
      break;
    default:
  }
}

/** For a customer who is called at once nothing was foretold that could be wrong: not scored. */
function* promised(
  { seconds, lowSeconds, highSeconds }: Promised,
  wait: number,
): Generator<readonly [MetricName, number]> {
  yield ['promiseErrorSeconds', tenths(Math.abs(seconds - wait))];
  yield ['promiseBiasSeconds', tenths(seconds - wait)];
  yield ['promisesKept', lowSeconds <= wait && wait <= highSeconds ? 1 : 0];
}

const tenths = (seconds: number) => Math.round(seconds * 10) / 10;

export interface Metrics extends Plugin {
  /** Counts what no event reports: answers with status 500, lock timeouts. */
  count(name: 'lockTimeouts' | 'serverErrors', times?: number): void;
  /** Writes what has gathered and starts over. */
  flush(): Promise<void>;
}

/**
 * One line a minute in CloudWatch's embedded metric format: counts, waits as a distribution, and
 * gauges. The deployment is the only dimension, because each branch would be another paid metric.
 * Zero counts are written too, so that an alarm can tell quiet from dead.
 */
export function createMetrics(options: MetricsOptions): Metrics {
  const fresh = () => ({
    ticketsIssued: 0,
    ticketsLost: 0,
    deliveriesFailed: 0,
    lockTimeouts: 0,
    serverErrors: 0,
  });
  let counts = fresh();
  let values = nothing();
  let timer: NodeJS.Timeout | undefined;

  function add(name: MetricName, value: number): void {
    if (name in values) values[name as Distribution].push(value);
    else if (name in counts) counts[name as keyof typeof counts] += value;
  }

  async function gauges(): Promise<Readonly<Record<string, number>>> {
    const read: Record<string, number> = {};
    const all = Object.entries(options.gauges ?? {}).map(async ([name, gauge]) => {
      // While the database is away its gauges cannot be read. The counts are still written:
      // otherwise no metric would show the outage.
      const value = await Promise.resolve()
        .then(gauge)
        .catch(() => undefined);
      return [name, value] as const;
    });
    for (const [name, value] of await Promise.all(all)) {
      if (value !== undefined && Number.isFinite(value)) read[name] = value;
    }
    return read;
  }

  async function flush(): Promise<void> {
    const [counted, gathered] = [counts, values];
    counts = fresh();
    values = nothing();
    const { learningBehindDays, ...read } = await gauges();
    const timestamp = options.clock();
    const { foresight = false } = options;
    const promises = promisesOf(gathered, learningBehindDays);
    const own = foresight && learningBehindDays !== undefined ? { learningBehindDays } : {};
    const paid = foresight ? gathered : { waitSeconds: gathered.waitSeconds };
    const most = Math.max(...Object.values(paid).map((each) => each.length));
    for (let from = 0; from === 0 || from < most; from += VALUES_PER_LINE) {
      const some = Object.entries(paid).flatMap(([name, all]) => {
        const part = all.slice(from, from + VALUES_PER_LINE);
        return part.length ? [[name, part] as const] : [];
      });
      const first = from === 0 ? { ...counted, ...read, ...own } : {};
      options.write(
        emf(
          timestamp,
          options.deployment,
          { ...first, ...Object.fromEntries(some) },
          {
            ...(from === 0 ? promises : {}),
          },
        ),
      );
    }
  }

  return {
    name: 'metrics',
    here: {
      types: ['TicketIssued', 'TicketCalled', 'TicketMissed', 'TicketCancelled', 'DeliveryEnded'],
      hear(event: Event) {
        for (const [name, value] of measured(event.fact)) add(name, value);
      },
    },
    count: (name, times = 1) => add(name, times),
    flush,
    async start(host) {
      timer = setInterval(() => {
        flush().catch((error: unknown) =>
          host.log.warn({ error: String((error as Error)?.name) }, 'could not write metrics'),
        );
      }, options.everyMs ?? 60_000).unref();
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

const nothing = (): Record<Distribution, number[]> => ({
  waitSeconds: [],
  promiseErrorSeconds: [],
  promiseBiasSeconds: [],
  promisesKept: [],
});

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

/**
 * How foretold waits turned out, as a member that costs nothing: sums, so that a log query can add
 * up a day. Absent if nothing was tested and nothing is behind.
 */
function promisesOf(
  { promiseErrorSeconds, promiseBiasSeconds, promisesKept }: Record<Distribution, number[]>,
  learningBehindDays = 0,
): { readonly Promises?: object } {
  if (promisesKept.length === 0 && learningBehindDays === 0) return {};
  return {
    Promises: {
      called: promisesKept.length,
      kept: sum(promisesKept),
      errorSeconds: tenths(sum(promiseErrorSeconds)),
      biasSeconds: tenths(sum(promiseBiasSeconds)),
      learningBehindDays,
    },
  };
}

/**
 * One line of embedded metric format, with its line end. Names and namespace come from contract.ts;
 * alarms and dashboards read them. `others` are members of the line that are not metrics.
 */
function emf(
  timestamp: Instant,
  deployment: string | undefined,
  values: Readonly<Record<string, number | readonly number[]>>,
  others: object,
): string {
  const names = Object.keys(values) as MetricName[];
  return `${JSON.stringify({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [deployment === undefined ? [] : [METRIC_DIMENSION]],
          Metrics: names.map((name) => ({ Name: NAMES[name], Unit: UNITS[name] })),
        },
      ],
    },
    ...(deployment === undefined ? {} : { [METRIC_DIMENSION]: deployment }),
    ...Object.fromEntries(names.map((name) => [NAMES[name], values[name]])),
    ...others,
  })}\n`;
}
