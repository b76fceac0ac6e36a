/** Rates, percentiles and the load generator's own CPU. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
};

export interface Load {
  readonly perSecond: number;
  readonly errors: number;
  readonly p50: number;
  readonly p99: number;
  readonly generatorCpu: number;
}

/**
 * `clients` loops for `seconds`; `once` resolves to whether it was served. Errors are counted
 * separately, never as work done.
 */
export async function load(
  clients: number,
  seconds: number,
  once: (client: number) => Promise<boolean>,
): Promise<Load> {
  const times: number[] = [];
  let errors = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const at = performance.now();
        if (await once(client).catch(() => false)) times.push(performance.now() - at);
        else errors += 1;
      }
    }),
  );
  const elapsed = performance.now() - began;
  const used = process.cpuUsage(cpu);
  return {
    perSecond: times.length / (elapsed / 1000),
    errors,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    generatorCpu: (used.user + used.system) / 1000 / elapsed,
  };
}
