import {
  context,
  Context,
  ROOT_CONTEXT,
  Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Attributes, Tracing } from './tracing';
import { watchRedis } from './watch-redis';

export interface TracingOptions {
  /** Base address of an OTLP/HTTP collector; `/v1/traces` is appended. */
  readonly endpoint: string;
  readonly instance: string;
  /** The service's name in traces; `ticketero` by default. */
  readonly deployment?: string;
  /**
   * Share of traces started here that are kept, 0 to 1; traces started by a caller follow its
   * decision. 1 by default: the collector next to the app samples for its phase.
   */
  readonly ratio?: number;
  /** Receives spans in place of the collector, as they are. */
  readonly exporter?: SpanExporter;
}

/** At most this many causes are remembered: a message goes out within seconds of its event. */
const CAUSES = 2_000;

/** Sends spans to a collector. Spans that cannot be sent are dropped: no request waits for them. */
export function startTracing({
  endpoint,
  instance,
  deployment,
  ratio = 1,
  exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: 5_000,
  }),
}: TracingOptions): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': deployment ?? 'ticketero',
      'service.instance.id': instance,
    }),
    sampler: new ParentBasedSampler({
      root: ratio < 1 ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler(),
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: 2_000,
        exportTimeoutMillis: 5_000,
        maxQueueSize: 4_096,
      }),
    ],
  });
  const tracer = provider.getTracer('ticketero');
  const causes = new Map<string, Context>();
  const forgetRedis = watchRedis(tracer);

  const around = async <T>(
    name: string,
    attributes: Attributes,
    parent: Context,
    work: () => Promise<T>,
    kind = SpanKind.INTERNAL,
  ): Promise<T> => {
    const span = tracer.startSpan(name, { attributes, kind }, parent);
    try {
      return await context.with(trace.setSpan(parent, span), work);
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
  return {
    request(request, response, handle) {
      if (request.url?.startsWith('/health/')) return handle();
      const parent = parentOf(request.headers.traceparent);
      const span = tracer.startSpan(
        request.method ?? 'request',
        { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method ?? '' } },
        parent,
      );
      response.once('close', () => {
        if (!response.writableFinished) span.setAttribute('ticketero.aborted', true);
        span.end();
      });
      return context.with(trace.setSpan(parent, span), handle);
    },
    answered(status, route) {
      const span = trace.getActiveSpan();
      if (!span) return;
      span.setAttribute('http.response.status_code', status);
      if (route) span.updateName(route).setAttribute('http.route', route.replace(/^[A-Z]+ /, ''));
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    },
    span: (name, attributes, work) => around(name, attributes, context.active(), work),
    inner: (name, attributes, work) =>
      trace.getActiveSpan()?.isRecording()
        ? around(name, attributes, context.active(), work, SpanKind.CLIENT)
        : work(),
    remember(list) {
      if (!trace.getActiveSpan()) return;
      const now = context.active();
      for (const cause of list) causes.set(cause, now);
      for (const old of causes.keys()) {
        if (causes.size <= CAUSES) break;
        causes.delete(old);
      }
    },
    caused: (cause, name, attributes, work) =>
      around(name, attributes, causes.get(cause) ?? ROOT_CONTEXT, work, SpanKind.PRODUCER),
    apart: (work) => context.with(ROOT_CONTEXT, work),
    async close() {
      forgetRedis();
      // An unreachable collector gets a few seconds; then the app stops anyway.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** The error's code, or its name. Messages may quote what a person wrote. */
function failed(span: Span, error: unknown): void {
  const { code, name } = error as { readonly code?: unknown; readonly name?: string };
  span
    .setStatus({ code: SpanStatusCode.ERROR })
    .setAttribute('error.type', typeof code === 'string' ? code : (name ?? 'error'));
}

/** The caller's span, from W3C `traceparent`. */
function parentOf(header: unknown): Context {
  const [, traceId, spanId, flags] =
    /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(header)) ?? [];
  return traceId
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId,
        spanId,
        traceFlags: parseInt(flags, 16) & 1,
        isRemote: true,
      })
    : ROOT_CONTEXT;
}
