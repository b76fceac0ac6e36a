import { Delivery, SendResult, troubleOf } from '../ports';
import { Timers } from './timers';

/** A plugin's once-consumer, as the relay sees it. */
export interface RelayConsumer {
  readonly name: string;
  /** A send is aborted after this many ms; less than half the lease. */
  readonly timeoutMs: number;
  /** Sends at a time, each to a different thread; 32 by default. */
  readonly parallel?: number;
  send(delivery: Delivery, signal: AbortSignal): Promise<SendResult>;
}

/**
 * `released`: nothing was sent. Either the app is stopping and the send was aborted before its
 * answer, or the database did not say what to send, which says nothing about the message or the
 * other side.
 */
export type Sent = SendResult | { readonly outcome: 'released'; readonly afterMs?: number };

/** When to try a message again that could not be made because of the database, ms. */
const DATABASE_AWAY: Sent = { outcome: 'released', afterMs: 1_000 };

/** Codes and names only: messages of network errors may contain a token. */
const nameOf = (error: unknown) => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown error';
};

/**
 * Sends one delivery. Always answers within the consumer's timeout, or soon after `release`, even
 * if the consumer ignores its signal and hangs.
 */
export async function sendOnce(
  consumer: RelayConsumer,
  delivery: Delivery,
  timers: Timers,
  release: AbortSignal,
): Promise<Sent> {
  const abort = new AbortController();
  let stopTimer = () => {};
  let forget = () => {};
  try {
    return await Promise.race<Sent>([
      Promise.resolve()
        .then(() => consumer.send(delivery, abort.signal))
        .catch((error): Sent =>
          troubleOf(error) ? DATABASE_AWAY : { outcome: 'retry', reason: nameOf(error) },
        ),
      new Promise<Sent>((resolve) => {
        stopTimer = timers.after(consumer.timeoutMs, () => {
          resolve({ outcome: 'retry', reason: `no answer within ${consumer.timeoutMs} ms` });
          abort.abort();
        });
      }),
      new Promise<Sent>((resolve) => {
        const released = () => {
          resolve({ outcome: 'released' });
          abort.abort();
        };
        if (release.aborted) return released();
        release.addEventListener('abort', released, { once: true });
        forget = () => release.removeEventListener('abort', released);
      }),
    ]);
  } finally {
    stopTimer();
    forget();
  }
}
