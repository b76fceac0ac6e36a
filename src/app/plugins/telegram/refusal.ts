import { Refused } from '../../domain/model/errors';
import { Busy } from '../../ports';
import { Words } from './words';

/**
 * A refusal in words for a customer. The rule's own sentence is not shown: it is written for staff.
 */
export function refusal(words: Words, error: unknown, what?: string): string {
  if (error instanceof Busy) return words.say('tg.refused.busy');
  if (!(error instanceof Refused)) throw error;
  switch (error.code) {
    case 'idempotency_mismatch':
      return words.say(what === 'rate' ? 'tg.done.thanks.already' : 'tg.done.deferred.already');
    case 'already_rated':
      return words.say('tg.done.thanks.already');
    case 'reopens_used_up':
    case 'reopen_too_late':
      return words.say('tg.refused.desk');
    case 'defers_used_up':
      return words.say('tg.refused.defers');
    case 'idempotency_expired':
      return words.say('tg.refused.closed');
    default:
      return words.say('tg.refused.state');
  }
}
