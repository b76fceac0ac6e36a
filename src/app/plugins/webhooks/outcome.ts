import { Instant } from '../../domain/model/instant';
import { SendResult } from '../../ports';
import { Reply } from './post';

/** Without a usable `Retry-After`, an overloaded endpoint is left alone for this long. */
const PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 3_600;

/**
 * What an endpoint's answer means. 401 is the endpoint's trouble, not the consumer's: it fails the
 * delivery like other refusals. 410 ends the subscription, as Standard Webhooks says.
 */
export function outcomeOf(reply: Reply, now: Instant): SendResult {
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 410) return { outcome: 'failed', reason: 'endpoint answered 410', unlink: true };
  if (status === 429) {
    return { outcome: 'slow-down', retryAfterSeconds: pauseOf(reply.retryAfter, now) };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return { outcome: 'retry', reason: `endpoint answered ${status}` };
  }
  return {
    outcome: 'failed',
    reason:
      status >= 300 && status < 400
        ? `endpoint answered ${status}; redirects are not followed`
        : `endpoint answered ${status}`,
  };
}

/** Parses `Retry-After`, in seconds or as a date. */
function pauseOf(header: string | undefined, now: Instant): number {
  if (header === undefined) return PAUSE_SECONDS;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_PAUSE_SECONDS)
    : PAUSE_SECONDS;
}
