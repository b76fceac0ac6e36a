import { createClient } from '../../src/app/client/client';
import { call } from './caller';

interface Options {
  /** A bearer token, or a whole Authorization value. */
  readonly token?: string;
  /** The Idempotency-Key; commands get a fresh one by default. */
  readonly key?: string;
}

/**
 * The app's routes by name, typed by `wire`, on a keep-alive connection. Throws for any status but
 * 2xx: for refusals use `call`.
 */
export const apiOf = (base: string) =>
  createClient<Options>(async ({ method, path, body }, { token, key }) => {
    const answer = await call(base, method, path, { body, token, key });
    if (answer.status < 300) return answer.status === 204 ? undefined : answer.body;
    const said = JSON.stringify(answer.body);
    throw new Error(`${method} ${path} answered ${answer.status} ${said}`);
  });
