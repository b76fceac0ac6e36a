import { createHash, createHmac } from 'node:crypto';
import { Delivery } from '../../ports';

const PREFIX = 'whsec_';

/**
 * Parses a secret: `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks). Undefined if it is
 * invalid.
 */
export function keyOf(secret: string): Buffer | undefined {
  if (!secret.startsWith(PREFIX)) return undefined;
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/**
 * The same for every attempt of one delivery and different for every other, so the endpoint can
 * drop repeats. Made from the event, not from a row's number, so that a database restored to
 * yesterday does not reuse an id for another event.
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
