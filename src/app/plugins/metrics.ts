import { METRIC_DIMENSION, METRIC_NAMESPACE, METRICS } from '../../contract';
import { Event, Fact } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { Plugin } from '../plugin';

type MetricName = keyof typeof METRICS;

/** Units as CloudWatch spells them. */
const UNITS: Readonly<Record<MetricName, 'Count' | 'Seconds'>> = {
  ticketsIssued: 'Count',
  ticketsCalled: 'Count',
  ticketsLost: 'Count',
  waitSeconds: 'Seconds',
  deliveriesFailed: 'Count',
  deliveryAgeSeconds: 'Seconds',
  lockTimeouts: 'Count',
  openSockets: 'Count',
  serverErrors: 'Count',
  consumersStopped: 'Count',
};

/** Embedded metric format takes at most this many values of one metric per line. */
const VALUES_PER_LINE = 100;

export interface MetricsOptions {
  /** Where lines go: standard output. */
  readonly write: (line: string) => void;
  readonly clock: () => Instant;
  /** Name of the deployment: the metrics' only dimension, so that two do not add up. */
  readonly deployment?: string;
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
      yield ['ticketsCalled', 1];
      yield ['waitSeconds', fact.waitMs / 1000];
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
    default:
  }
}

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
    ticketsCalled: 0,
    ticketsLost: 0,
    deliveriesFailed: 0,
    lockTimeouts: 0,
    serverErrors: 0,
  });
  let counts = fresh();
  let waits: number[] = [];
  let timer: NodeJS.Timeout | undefined;

  function add(name: MetricName, value: number): void {
    if (name === 'waitSeconds') waits.push(value);
    else if (name in counts) counts[name as keyof typeof counts] += value;
  }

  async function gauges(): Promise<Readonly<Record<string, number>>> {
    const read: Record<string, number> = {};
    for (const [name, gauge] of Object.entries(options.gauges ?? {})) {
      // While the database is away its gauges cannot be read: what was counted is written all the
      // same, or nothing would tell of the outage.
      const value = await Promise.resolve()
        .then(gauge)
        .catch(() => undefined);
      if (value !== undefined && Number.isFinite(value)) read[name] = value;
    }
    return read;
  }

  async function flush(): Promise<void> {
    const [counted, waited] = [counts, waits];
    counts = fresh();
    waits = [];
    const read = await gauges();
    const timestamp = options.clock();
    options.write(
      emf(timestamp, options.deployment, {
        ...counted,
        ...read,
        ...(waited.length ? { waitSeconds: waited.slice(0, VALUES_PER_LINE) } : {}),
      }),
    );
    for (let from = VALUES_PER_LINE; from < waited.length; from += VALUES_PER_LINE) {
      const some = { waitSeconds: waited.slice(from, from + VALUES_PER_LINE) };
      options.write(emf(timestamp, options.deployment, some));
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

/**
 * One line of embedded metric format, with its line end. Names and namespace come from contract.ts;
 * alarms and dashboards read them.
 */
function emf(
  timestamp: Instant,
  deployment: string | undefined,
  values: Readonly<Record<string, number | readonly number[]>>,
): string {
  const names = Object.keys(values) as MetricName[];
  return `${JSON.stringify({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [deployment === undefined ? [] : [METRIC_DIMENSION]],
          Metrics: names.map((name) => ({ Name: METRICS[name], Unit: UNITS[name] })),
        },
      ],
    },
    ...(deployment === undefined ? {} : { [METRIC_DIMENSION]: deployment }),
    ...Object.fromEntries(names.map((name) => [METRICS[name], values[name]])),
  })}\n`;
}
