import { Api, ApiError } from './api';
import { pause } from './pause';

/** How much longer (ms) a failing message may take, to find out whose fault it was. */
export const ALIVE_MS = 2_000;
/** An answer is good for this long. */
const FRESH_MS = 1_000;

/** @param waitMs no answer within this time means that nobody is there */
export type Alive = (waitMs: number) => Promise<boolean>;

/**
 * Whether Telegram answers at all, asked after a message got no answer: this distinguishes one
 * message's failure from an outage even if only one customer is linked. One question at a time,
 * shared by all who ask.
 */
export function createAlive(api: Api): Alive {
  let asked: { readonly answer: Promise<boolean>; until: number } | undefined;
  const ask = () => {
    const mine = { answer: api.call('getMe', {}).then(() => true, answered), until: Infinity };
    void mine.answer.finally(() => {
      mine.until = performance.now() + FRESH_MS;
    });
    return mine;
  };
  return (waitMs) => {
    if (!asked || performance.now() >= asked.until) asked = ask();
    return Promise.race([asked.answer, pause(waitMs).then(() => false)]);
  };
}

/** A refusal is an answer too. */
const answered = (error: unknown) =>
  error instanceof ApiError && error.code > 0 && error.code < 500;
