import { AddressRefused, AddressRule } from './addresses';
import { outcomeOf } from './outcome';
import { createPost } from './post';
import { keyOf, webhookHeaders, webhookId } from './signature';
import { Plugin, PluginHost } from '../../plugin';
import { Delivery, SendResult } from '../../ports';

export interface WebhooksOptions extends AddressRule {
  /** Milliseconds an endpoint has to answer; 10 s unless told. */
  readonly timeoutMs?: number;
}

/** The JSON an endpoint gets: the event, which carries ids and facts only. */
export function payloadOf({ event }: Delivery): string {
  const { type, ...data } = event.fact;
  return JSON.stringify({
    type,
    timestamp: new Date(event.at).toISOString(),
    data: { branch: event.branch, seq: event.seq, ...data },
  });
}

/**
 * Tells registered endpoints of events, by the rules of Standard Webhooks: stable id, time and
 * signature in headers.
 */
export function createWebhooks(options: WebhooksOptions = {}): Plugin {
  const { post, close } = createPost(options);
  // the relay may have rows in hand before plugins are started: they wait
  const started = Promise.withResolvers<PluginHost>();

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    const host = await started.promise;
    const endpoint = await host.endpoint(delivery.subscription);
    if (!endpoint) return { outcome: 'superseded', reason: 'the endpoint was removed' };
    const key = keyOf(endpoint.secret);
    if (!key) return { outcome: 'failed', reason: 'the secret is not of the form whsec_…' };
    const body = payloadOf(delivery);
    const now = host.clock();
    try {
      return outcomeOf(
        await post(
          endpoint.url,
          webhookHeaders(key, webhookId(delivery), Math.floor(now / 1000), body),
          body,
          signal,
        ),
        now,
      );
    } catch (error) {
      if (error instanceof AddressRefused) return { outcome: 'failed', reason: error.message };
      return {
        outcome: 'retry',
        reason: String((error as { code?: unknown }).code ?? (error as Error).name),
      };
    }
  }

  return {
    name: 'webhooks',
    once: { types: {}, timeoutMs: options.timeoutMs ?? 10_000, send },
    async start(host) {
      started.resolve(host);
    },
    async stop() {
      close();
    },
  };
}
