import { Api, ApiError } from './api';
import { pause } from './pause';

/** Milliseconds that a message's failure may take longer, to learn whose matter it was. */
export const ALIVE_MS = 2_000;
/** An answer is good for so long. */
const FRESH_MS = 1_000;

/** @param waitMs no answer within so long is one: nobody is there */
export type Alive = (waitMs: number) => Promise<boolean>;

/**
 * Whether Telegram answers anybody, asked when a message got no answer: that tells the failure of
 * one message from an outage even when only one customer is linked. One question at a time, for all
 * that want to know.
 */
export function createAlive(api: Api): Alive {
  let asked: { readonly answer: Promise<boolean>; until: number } | undefined;
  const ask = () => {
    const mine = { answer: api.call('getMe', {}).then(() => true, answered), until: Infinity };
    void mine.answer.finally(() => {
      mine.until = Date.now() + FRESH_MS;
    });
    return mine;
  };
  return (waitMs) => {
    if (!asked || Date.now() >= asked.until) asked = ask();
    return Promise.race([asked.answer, pause(waitMs).then(() => false)]);
  };
}

/** A refusal is an answer. */
const answered = (error: unknown) =>
  error instanceof ApiError && error.code > 0 && error.code < 500;
