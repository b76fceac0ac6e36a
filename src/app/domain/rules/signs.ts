import { PutSign } from '../model/configure-commands';
import { isOpen } from '../model/day';
import { Refused } from '../model/errors';
import { isQueueOpen, saysNow, Sign } from '../model/sign';
import { Decision } from './decision';
import { unknownQueue } from './refusals';

/**
 * Opening and closing by supervisors. The sign itself is a row, written in the same transaction;
 * this decides whether it is allowed, so that of two at once the second learns what the first has
 * done.
 */

/** Refused if it is so already, or if another sign is still to come. */
export function maySign(decision: Decision, { queue, says, from }: PutSign): void {
  const { now } = decision;
  const sign = hanging(decision, queue);
  const what = queue === undefined ? 'The branch' : `Queue ${queue}`;
  if (from === undefined) {
    if (isOpenNow(decision, queue) !== (says === 'open')) return;
    throw new Refused(
      'conflict',
      says === 'open' ? 'already_open' : 'already_closed',
      `${what} is ${says} already${byWhom(sign, now)}.`,
      [{ field: 'says', got: says, wants: says === 'open' ? 'closed' : 'open' }],
      shown(sign),
    );
  }
  if (sign === undefined || sign.untilMs <= now || sign.says === 'open') return;
  throw new Refused(
    'conflict',
    saysNow(sign, now) ? 'already_closed' : 'already_planned',
    saysNow(sign, now)
      ? `${what} is closed already${byWhom(sign, now)}. Open it again first.`
      : `${what} closes at ${iso(sign.fromMs)} already${byWhom(sign, now)}. Call that off first.`,
    [{ field: 'from', got: iso(from), wants: 'no other closing that is still to come' }],
    shown(sign),
  );
}

/** Only a sign that still hangs can be taken down. */
export function mayTakeSign(decision: Decision, queue: string | undefined): void {
  const sign = hanging(decision, queue);
  if (sign && decision.now < sign.untilMs) return;
  throw new Refused(
    'conflict',
    'no_sign',
    queue === undefined
      ? 'No supervisor has opened or closed the branch: its calendar holds.'
      : `No supervisor has opened or closed queue ${queue}: what is configured holds.`,
  );
}

function hanging({ slice }: Decision, queue: string | undefined): Sign | undefined {
  const { config } = slice;
  if (queue === undefined) return config.settings.sign;
  if (!config.queues[queue]) throw unknownQueue(config, queue);
  return config.queues[queue].sign;
}

function isOpenNow({ slice, now }: Decision, queue: string | undefined): boolean {
  const { settings, queues } = slice.config;
  return queue === undefined ? isOpen(now, settings) : isQueueOpen(queues[queue], now);
}

const iso = (at: number) => new Date(at).toISOString();
const byWhom = (sign: Sign | undefined, now: number) =>
  sign && now < sign.untilMs ? `, by ${sign.by}, until ${iso(sign.untilMs)}` : '';
const shown = (sign: Sign | undefined) =>
  sign
    ? { by: sign.by, from: iso(sign.fromMs), until: iso(sign.untilMs), reason: sign.reason }
    : undefined;
