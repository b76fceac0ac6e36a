import { Instant } from '../domain/model/instant';

/**
 * When a message is tried: 0, 30, 60 and 120 s after its first attempt. Then it has failed (RN-007,
 * RN-008). Only failures of the message itself count; pauses and outages do not.
 */
const ATTEMPTS_AT_SECONDS: readonly number[] = [0, 30, 60, 120];

/**
 * When to try again after a failure.
 * @param before attempts that counted before this one
 * @returns undefined if this was the last one
 */
export function nextAttempt(before: number, now: Instant): Instant | undefined {
  const next = ATTEMPTS_AT_SECONDS[before + 1];
  return next === undefined ? undefined : now + (next - ATTEMPTS_AT_SECONDS[before]) * 1000;
}
