import { Delivery, READ_FIRST_MS, SendResult, troubleOf } from '../ports';
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

const RELEASED: SendResult = { outcome: 'released' };
/** When to try a message again that could not be made because of the database, ms. */
const DATABASE_AWAY: SendResult = { outcome: 'released', afterMs: 1_000 };

/** Codes and names only: messages of network errors may contain a token. */
const nameOf = (error: unknown) => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown error';
};

/**
 * How long an aborted send may still say what became of it, ms. It may have its answer already and
 * be storing the message's id, or be finding out whether anybody is there. Without its word, a
 * message that has arrived would be sent again.
 */
const LAST_WORD_MS = 3_000;

/**
 * Sends one delivery. Always answers soon after the consumer's timeout, or after `release`, even if
 * the consumer ignores its signal and hangs.
 */
export async function sendOnce(
  consumer: RelayConsumer,
  delivery: Delivery,
  timers: Timers,
  release: AbortSignal,
): Promise<SendResult> {
  if (release.aborted) return RELEASED;
  const abort = new AbortController();
  const done = new AbortController();
  let stopTimer = () => {};
  const after = (ms: number, work: () => void) => {
    stopTimer();
    if (!done.signal.aborted) stopTimer = timers.after(ms, work);
  };
  const said = Promise.resolve()
    .then(() => consumer.send(delivery, abort.signal))
    .catch((error): SendResult =>
      troubleOf(error) ? DATABASE_AWAY : { outcome: 'retry', reason: nameOf(error) },
    )
    // aborted by us: that says nothing about the message
    .then((sent) => (release.aborted && sent.outcome === 'retry' ? RELEASED : sent));
  const given = new Promise<SendResult>((resolve) => {
    const giveUp = (otherwise: SendResult) => {
      abort.abort();
      after(LAST_WORD_MS, () => resolve(otherwise));
    };
    const late: SendResult = {
      outcome: 'retry',
      reason: `no answer within ${consumer.timeoutMs} ms`,
    };
    after(consumer.timeoutMs, () => after(READ_FIRST_MS, () => giveUp(late)));
    release.addEventListener('abort', () => giveUp(RELEASED), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([said, given]);
  } finally {
    done.abort();
    stopTimer();
  }
}
