import { Duration } from 'aws-cdk-lib';
import { ContainerDefinitionOptions } from 'aws-cdk-lib/aws-ecs';
import { PORTS } from '../../contract';

/** It needs no rights at all: it listens on a high port and writes nowhere. */
export const COLLECTOR_USER = '10001:10001';

/** Its memory limit, in MiB. */
export const COLLECTOR_MIB = 160;

/**
 * Memory reserved for `migrate`, in MiB. It has finished before the app starts, so it may use the
 * app's memory; the collector leaves it that much.
 */
export const MIGRATE_MIB = 32;

/**
 * CPU of app and collector, in units of 1/1024 vCPU: together one vCPU, so that two tasks fit a
 * host with two.
 */
export const CPU = { app: 896, collector: 128 };

/** Its container. */
export function collectorOptions(tracePercent: number): Omit<ContainerDefinitionOptions, 'image'> {
  return {
    essential: false, // a failing collector must not take the app down
    cpu: CPU.collector,
    memoryLimitMiB: COLLECTOR_MIB,
    memoryReservationMiB: COLLECTOR_MIB - MIGRATE_MIB,
    environment: { AOT_CONFIG_CONTENT: collectorConfig(tracePercent) },
    healthCheck: {
      command: ['CMD', '/healthcheck'],
      interval: Duration.seconds(30),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: Duration.seconds(10),
    },
  };
}

/**
 * Its configuration: takes spans from the app beside it, keeps a share of them and sends those to
 * X-Ray. JSON is also valid YAML.
 */
function collectorConfig(tracePercent: number): string {
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
