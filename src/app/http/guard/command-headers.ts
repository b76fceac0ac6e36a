import { Actor } from '../../domain/model/actor';
import { canonical } from '../../domain/model/canonical';
import { Idempotency } from '../../ports';
import { HttpProblem } from '../request/problem';

/**
 * Up to 128 printable characters without a space: a UUID, or any text that a client makes unique.
 */
const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * Reads `Idempotency-Key`, which every command takes. The fingerprint covers the path and the body,
 * in whatever order its members came. Looking it up, finding it expired or used for something else,
 * and storing it belong to `run`, under the branch's lock.
 */
export function idempotencyOf(
  header: string | undefined,
  actor: Actor,
  command: { readonly route: string; readonly path: string; readonly body: unknown },
  fingerprint: (text: string) => string,
): Idempotency {
  if (header === undefined || header === '') {
    throw new HttpProblem(
      400,
      'idempotency_key_required',
      'Send an Idempotency-Key header with every command: ' +
        'a new UUID for a new command, the same one when you repeat it.',
      [{ field: 'Idempotency-Key', got: null, wants: 'a UUID' }],
    );
  }
  if (!KEY.test(header)) {
    throw new HttpProblem(
      400,
      'idempotency_key_invalid',
      'The Idempotency-Key has to be at most 128 printable characters without spaces, ' +
        'such as a UUID.',
      [{ field: 'Idempotency-Key', got: header.slice(0, 200), wants: 'a UUID' }],
    );
  }
  const body = command.body === undefined ? '' : canonical(command.body);
  return {
    key: header,
    actor: `${actor.kind}:${actor.id}`,
    route: command.route,
    fingerprint: fingerprint(`${command.path}\n${body}`),
  };
}
