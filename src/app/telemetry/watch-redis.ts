import { tracingChannel } from 'node:diagnostics_channel';
import { Span, SpanKind, SpanStatusCode, trace, Tracer } from '@opentelemetry/api';

/** What the Redis client says of a command on Node's diagnostics channel. */
interface Command {
  readonly command: string;
  readonly error?: { readonly name?: string };
}

/**
 * A span for each Redis command below a span under way: its name alone, since keys and values may
 * be somebody's. Returns what ends it.
 */
export function watchRedis(tracer: Tracer): () => void {
  const channel = tracingChannel<string, Command>('ioredis:command');
  const spans = new WeakMap<object, Span>();
  const handlers = {
    start(message: Command) {
      if (trace.getActiveSpan()?.isRecording())
        spans.set(
          message,
          tracer.startSpan(`redis ${message.command}`, {
            kind: SpanKind.CLIENT,
            attributes: { 'db.system.name': 'redis', 'db.operation.name': message.command },
          }),
        );
    },
    error(message: Command) {
      spans
        .get(message)
        ?.setStatus({ code: SpanStatusCode.ERROR })
        .setAttribute('error.type', message.error?.name ?? 'error');
    },
    end() {
      /* the answer comes later */
    },
    asyncStart() {
      /* the answer is there; it ends at once */
    },
    asyncEnd(message: Command) {
      spans.get(message)?.end();
    },
  };
  channel.subscribe(handlers);
  return () => {
    channel.unsubscribe(handlers);
  };
}
