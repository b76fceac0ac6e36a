import { createHash, createHmac } from 'node:crypto';
import { Delivery } from '../../ports';

const PREFIX = 'whsec_';

/**
 * Secrets are `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks); undefined when it is not
 * one.
 */
export function keyOf(secret: string): Buffer | undefined {
  if (!secret.startsWith(PREFIX)) return undefined;
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/**
 * Same for every attempt of one delivery, other for every other: the endpoint drops what it has
 * seen. Made from what the event is, not from a row's number, so that a database restored to
 * yesterday does not repeat an id for another event.
 */
export function webhookId({ subscription, event }: Delivery): string {
  const what = [subscription, event.branch, event.seq, event.at, event.fact.type].join('|');
  return `msg_${createHash('sha256').update(what).digest('base64url').slice(0, 27)}`;
}

/** The three headers of Standard Webhooks. `seconds` is Unix time. */
export function webhookHeaders(
  key: Buffer,
  id: string,
  seconds: number,
  body: string,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
