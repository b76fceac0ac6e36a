/** Waits and services of a queue in whole seconds, and what became of its tickets. */
export interface QueueTally {
  issued: number;
  served: number;
  abandoned: number;
  /** From issue to call, of served tickets. */
  readonly waits: number[];
  /** From start to finish. */
  readonly services: number[];
}

export const emptyTally = (): QueueTally => ({
  issued: 0,
  served: 0,
  abandoned: 0,
  waits: [],
  services: [],
});

/**
 * The figures of a queue, in seconds. Percentiles are by nearest rank. Totals are included because
 * means are compared through them.
 */
interface QueueFigures {
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  readonly waitTotal: number;
  readonly waitMean: number;
  readonly waitP90: number;
  readonly serviceTotal: number;
  readonly serviceMean: number;
  readonly serviceP90: number;
}
export type Figure = keyof QueueFigures;

/** Figures by queue, with the whole branch under `all`. */
export type Figures = Readonly<Record<'all' | 'in' | 'rest', QueueFigures>>;

export function figuresOf(tallies: Readonly<Record<'in' | 'rest', QueueTally>>): Figures {
  const { in: internet, rest } = tallies;
  return {
    all: figures({
      issued: internet.issued + rest.issued,
      served: internet.served + rest.served,
      abandoned: internet.abandoned + rest.abandoned,
      waits: [...internet.waits, ...rest.waits],
      services: [...internet.services, ...rest.services],
    }),
    in: figures(internet),
    rest: figures(rest),
  };
}

function figures({ issued, served, abandoned, waits, services }: QueueTally): QueueFigures {
  return {
    issued,
    served,
    abandoned,
    waitTotal: sum(waits),
    waitMean: mean(waits),
    waitP90: percentile(waits, 90),
    serviceTotal: sum(services),
    serviceMean: mean(services),
    serviceP90: percentile(services, 90),
  };
}

/** The app's figures minus the file's, each of them zero if nothing was lost. */
export function differences(ours: Figures, file: Figures): Figures {
  const minus = (a: QueueFigures, b: QueueFigures) =>
    Object.fromEntries(
      (Object.keys(a) as Figure[]).map((figure) => [figure, a[figure] - b[figure]]),
    ) as unknown as QueueFigures;
  return {
    all: minus(ours.all, file.all),
    in: minus(ours.in, file.in),
    rest: minus(ours.rest, file.rest),
  };
}

export const isZero = (difference: Figures) =>
  Object.values(difference).every((queue) => Object.values(queue).every((value) => value === 0));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => (values.length ? sum(values) / values.length : 0);

/**
 * The percentile by nearest rank: the smallest value that at least `percent` % of the values do not
 * exceed; 0 if there are none. Seconds are whole, so the result is too.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.ceil((sorted.length * percent) / 100) - 1] : 0;
}
