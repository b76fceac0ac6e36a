import { Refused } from '../../domain/model/errors';
import { Earlier, Idempotency, Loaded, RunResult } from '../../ports';

/** A key is valid for a day. Keys are kept for two, to tell an expired one from a new one. */
const KEY_HOURS = 24;

/** Two commands under one key are one command. */
export const isSameKey = (a: Idempotency, b: Idempotency) =>
  a.key === b.key && a.actor === b.actor && a.route === b.route;

/** The committed answer to a command that is repeated under the same key. */
export function replay({ now }: Loaded, earlier: Earlier, idempotency: Idempotency): RunResult {
  if (now - earlier.at > KEY_HOURS * 3_600_000) {
    throw new Refused(
      'invalid',
      'idempotency_expired',
      `This Idempotency-Key was used more than ${KEY_HOURS} hours ago. ` +
        'Send the command again with a new key.',
      [
        {
          field: 'Idempotency-Key',
          got: idempotency.key,
          wants: `a key not older than ${KEY_HOURS} hours`,
        },
      ],
    );
  }
  if (earlier.fingerprint !== idempotency.fingerprint) throw keyUsedBefore(idempotency);
  return { events: [], answer: earlier.answer, replayed: true };
}

/** The same key with another body: its first use stands. */
export const keyUsedBefore = ({ key }: Idempotency) =>
  new Refused(
    'invalid',
    'idempotency_mismatch',
    'This Idempotency-Key was used before with another body. Use a new key for a new command.',
    [{ field: 'Idempotency-Key', got: key, wants: 'a key of its own for each command' }],
  );
