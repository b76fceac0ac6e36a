import { rfc3339, written } from '../../domain/views/rfc3339';
import { AddressRefused, AddressRule } from '../../outside/addresses';
import { Plugin, PluginHost } from '../../plugin';
import { Delivery, SendResult } from '../../ports';
import type { WebhookDelivery } from '../../wire/facts';
import { outcomeOf } from './outcome';
import { createPost } from './post';
import { keyOf, webhookHeaders, webhookId } from './signature';

export interface WebhooksOptions extends AddressRule {
  /** How long an endpoint has to answer, ms; 10 s by default. */
  readonly timeoutMs?: number;
}

/** The JSON an endpoint gets: the event, which carries only ids and facts. */
export function payloadOf({ event }: Delivery): string {
  const { type, ...data } = written(event.fact);
  return JSON.stringify({
    type,
    timestamp: rfc3339(event.at),
    data: { branch: event.branch, seq: event.seq, ...data },
  } satisfies WebhookDelivery);
}

/**
 * Sends events to registered endpoints, following Standard Webhooks: stable id, time and signature
 * in headers.
 */
export function createWebhooks(options: WebhooksOptions = {}): Plugin {
  const { post, close } = createPost(options);
  // the relay may have rows in hand before plugins are started: those wait
  const started = Promise.withResolvers<PluginHost>();

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    const host = await started.promise;
    const endpoint = await host.endpoint(delivery.subscription);
    if (!endpoint) return { outcome: 'superseded', reason: 'the endpoint was removed' };
    const key = keyOf(endpoint.secret);
    if (!key) return { outcome: 'failed', reason: 'the secret does not have the form whsec_…' };
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
