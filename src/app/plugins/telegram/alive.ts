import { Api, ApiError } from './api';

/** Milliseconds that a question about nothing may take. */
export const ALIVE_MS = 2_000;
/** An answer is good for so long. */
const FRESH_MS = 1_000;

/**
 * Whether Telegram answers anybody, asked when a message got no answer: that tells the failure of one message from an outage even when only one
 * customer is linked. One question at a time, for all that want to know.
 */
export function createAlive(api: Api): () => Promise<boolean> {
  let asked: { readonly answer: Promise<boolean>; until: number } | undefined;
  return () => {
    if (asked && Date.now() < asked.until) return asked.answer;
    const mine = { answer: api.call('getMe', {}, { timeoutMs: ALIVE_MS }).then(() => true, answered), until: Infinity };
    void mine.answer.finally(() => { mine.until = Date.now() + FRESH_MS; });
    asked = mine;
    return mine.answer;
  };
}

/** A refusal is an answer. */
const answered = (error: unknown) => error instanceof ApiError && error.code > 0 && error.code < 500;
