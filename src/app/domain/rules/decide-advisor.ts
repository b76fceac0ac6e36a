import { Advisor, AdvisorState } from '../model/advisor';
import { Command } from '../model/commands';
import { counterFree } from './counters';
import { giveBack } from './decide-line';
import { Draft } from './draft';
import { Refused } from '../model/errors';
import { given } from '../model/records';
import { numberOf, unknownQueue } from './refusals';

/** An advisor comes, moves, pauses or leaves. Asking for what already is decides nothing. */
export function setAdvisor(draft: Draft, command: Extract<Command, { type: 'SetAdvisor' }>): void {
  const advisor = draft.slice.advisors[command.advisor];
  if (command.state === 'available') comeOnDuty(draft, command, advisor);
  else leaveDuty(draft, command, advisor);
}

function comeOnDuty(
  draft: Draft,
  command: Extract<Command, { type: 'SetAdvisor' }>,
  advisor: Advisor | undefined,
): void {
  if (advisor?.state === 'busy') throw busy(draft, advisor, 'available');
  const counter = command.counter ?? advisor?.counter;
  if (counter === undefined) {
    const free = Object.keys(draft.slice.config.counters).join(', ');
    throw new Refused(
      'invalid',
      'counter_required',
      `Say at which counter you are; this branch has ${free || 'none yet'}.`,
      [{ field: 'counter', got: null, wants: `one of ${free}` }],
    );
  }
  counterFree(draft, command.advisor, counter);
  // what a supervisor opened or took back today holds through a pause; signing on takes the
  // configured queues
  const queues = (advisor && advisor.state !== 'offline' ? advisor.queues : command.queues).filter(
    (queue) => draft.slice.config.queues[queue],
  );
  if (queues.length === 0) {
    throw new Refused(
      'conflict',
      'no_queues',
      'You serve no queue of this branch; an admin assigns queues to staff.',
      [{ field: 'queues', got: [], wants: 'at least one queue' }],
    );
  }
  change(draft, advisor, { to: 'available', id: command.advisor, counter, queues });
}

function leaveDuty(
  draft: Draft,
  command: Extract<Command, { type: 'SetAdvisor' }>,
  advisor: Advisor | undefined,
): void {
  const ticket = advisor?.ticket === undefined ? undefined : draft.slice.tickets[advisor.ticket];
  if (ticket?.state === 'serving') throw busy(draft, advisor!, command.state);
  if (ticket) giveBack(draft, ticket, 'advisor-gone');
  change(draft, draft.slice.advisors[command.advisor], {
    to: command.state,
    id: command.advisor,
    ...(command.state === 'paused'
      ? { counter: command.counter ?? advisor?.counter, reason: command.reason }
      : {}),
    queues: advisor?.queues ?? command.queues,
  });
}

interface Wish {
  readonly id: string;
  readonly to: Exclude<AdvisorState, 'busy'>;
  readonly counter?: string;
  readonly reason?: string;
  readonly queues: readonly string[];
}

function change(
  draft: Draft,
  advisor: Advisor | undefined,
  { id, to, counter, reason, queues }: Wish,
): void {
  const same =
    advisor &&
    advisor.state === to &&
    advisor.counter === counter &&
    advisor.reason === reason &&
    advisor.queues.join() === queues.join();
  if (same || (!advisor && to === 'offline')) return;
  draft.emit({
    type: 'AdvisorStateChanged',
    advisor: id,
    from: advisor?.state ?? 'offline',
    to,
    ...given('counter', counter),
    queues,
    ...given('reason', reason),
    automatic: false,
  });
}

/**
 * The app pauses an advisor: `absent` (no console) or `unanswered` (nobody came twice and nothing
 * was touched).
 */
export function pauseAdvisor(draft: Draft, id: string, reason: 'absent' | 'unanswered'): void {
  const advisor = draft.slice.advisors[id];
  draft.emit({
    type: 'AdvisorStateChanged',
    advisor: id,
    from: advisor.state,
    to: 'paused',
    ...given('counter', advisor.counter),
    queues: advisor.queues,
    reason,
    automatic: true,
  });
}

/** A supervisor opens a queue to an advisor, or takes it back. */
export function setAdvisorQueues(draft: Draft, id: string, queues: readonly string[]): void {
  const advisor = draft.slice.advisors[id];
  if (!advisor) {
    throw new Refused(
      'missing',
      'unknown_advisor',
      `No advisor ${JSON.stringify(id)} has signed on at this branch; they take their ` +
        'queues when they do.',
      [{ field: 'advisor', got: id, wants: "an advisor of this branch's floor" }],
    );
  }
  const wrong = queues.find((queue) => !draft.slice.config.queues[queue]);
  if (wrong !== undefined) throw unknownQueue(draft.slice.config, wrong, 'queues');
  if (queues.length === 0) {
    throw new Refused(
      'invalid',
      'no_queues',
      'An advisor serves at least one queue; to take them off, have them pause.',
      [{ field: 'queues', got: [], wants: 'at least one queue' }],
    );
  }
  const wanted = [...new Set(queues)];
  if (
    wanted.length === advisor.queues.length &&
    wanted.every((queue) => advisor.queues.includes(queue))
  )
    return;
  draft.emit({ type: 'AdvisorQueuesChanged', advisor: id, queues: wanted });
}

function busy(draft: Draft, advisor: Advisor, wish: string): Refused {
  const number = numberOf(draft.slice, advisor.ticket);
  return new Refused(
    'conflict',
    'advisor_busy',
    `You are with ${number}; finish it before you are ${wish}.`,
    [{ field: 'state', got: wish, wants: 'a finished service first' }],
    { ticket: advisor.ticket ?? null, number },
  );
}
