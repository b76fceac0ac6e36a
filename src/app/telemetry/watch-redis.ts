import { tracingChannel } from 'node:diagnostics_channel';
import { Span, SpanKind, SpanStatusCode, trace, Tracer } from '@opentelemetry/api';

/** What the Redis client publishes about a command on Node's diagnostics channel. */
interface Command {
  readonly command: string;
  readonly error?: { readonly name?: string };
}

/**
 * One span per Redis command below a current span. Only its name: keys and values may be personal.
 * Returns a function that stops watching.
 */
export function watchRedis(tracer: Tracer): () => void {
  const channel = tracingChannel<string, Command>('ioredis:command');
  const spans = new WeakMap<object, Span>();
  const handlers = {
    start(message: Command) {
      if (trace.getActiveSpan()?.isRecording()) {
        spans.set(
          message,
          tracer.startSpan(`redis ${message.command}`, {
            kind: SpanKind.CLIENT,
            attributes: { 'db.system.name': 'redis', 'db.operation.name': message.command },
          }),
        );
      }
    },
    error(message: Command) {
      spans
        .get(message)
        ?.setStatus({ code: SpanStatusCode.ERROR })
        .setAttribute('error.type', message.error?.name ?? 'error');
    },
    end() {
      /* sent; the answer comes later */
    },
    asyncStart() {
      /* answered; asyncEnd follows at once */
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
