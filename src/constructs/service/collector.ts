import { PORTS } from '../../contract';

/**
 * The AWS distribution of the OpenTelemetry collector, pinned to the newest version of May 2026.
 */
export const COLLECTOR_IMAGE = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0';

/** It needs no rights at all: it listens on a high port and writes nowhere. */
export const COLLECTOR_USER = '10001:10001';

/** Its memory limit, in MiB. */
export const COLLECTOR_MIB = 160;

/**
 * Its configuration: takes spans from the app beside it, keeps a share of them and sends those to
 * X-Ray. JSON is also valid YAML.
 */
export function collectorConfig(tracePercent: number): string {
  return JSON.stringify({
    extensions: { health_check: { endpoint: '127.0.0.1:13133' } },
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${PORTS.otlp}` } } } },
    processors: {
      memory_limiter: {
        check_interval: '1s',
        limit_mib: Math.round(COLLECTOR_MIB * 0.75),
        spike_limit_mib: 32,
      },
      probabilistic_sampler: { sampling_percentage: tracePercent },
      batch: { timeout: '5s' },
    },
    exporters: { awsxray: {} },
    service: {
      extensions: ['health_check'],
      pipelines: {
        traces: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'probabilistic_sampler', 'batch'],
          exporters: ['awsxray'],
        },
      },
    },
  });
}
