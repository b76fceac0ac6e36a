import { accountChanged } from '../model/accounts';
import { Advisor, AdvisorState, DutyPlan, isOnDuty, SupervisorRequest } from '../model/advisor';
import { SetAdvisor } from '../model/commands';
import { Refused } from '../model/errors';
import { optional } from '../model/records';
import { counterFree } from './counters';
import { Decision } from './decision';
import { giveBack } from './moves';
import { numberOf, unknownQueue } from './refusals';

/** An advisor comes, moves, pauses or leaves. Asking for what is already so decides nothing. */
export function setAdvisor(decision: Decision, command: SetAdvisor): void {
  const advisor = decision.slice.advisors[command.advisor];
  if (!advisor?.queues.length && !decision.slice.serves?.length) throw servesNoQueue(decision);
  if (command.afterThis && advisor?.state === 'busy') return plan(decision, command, advisor);
  if (command.state === 'available') comeOnDuty(decision, command, advisor);
  else leaveDuty(decision, command, advisor);
}

/** What an advisor will be after the ticket in hand; `available` takes it back. */
function plan(decision: Decision, { state, reason }: SetAdvisor, advisor: Advisor): void {
  const next: DutyPlan | undefined =
    state === 'available'
      ? undefined
      : { to: state, ...(state === 'paused' ? optional('reason', reason) : {}) };
  if (next?.to === advisor.plan?.to && next?.reason === advisor.plan?.reason) return;
  decision.emit({ type: 'AdvisorPlanned', advisor: advisor.id, ...optional('plan', next) });
}

/** An advisor with a planned pause or leave takes it as soon as they have no ticket. */
export function keepPlans(decision: Decision): void {
  for (const advisor of Object.values(decision.slice.advisors)) {
    if (advisor.plan && advisor.state === 'available') {
      const { to, reason } = advisor.plan;
      change(decision, advisor, {
        id: advisor.id,
        to,
        ...(to === 'paused' ? { counter: advisor.counter, reason } : {}),
        queues: advisor.queues,
      });
    }
  }
}

/** A supervisor asks an advisor to come back or to pause. Nothing but their screen changes. */
export function askAdvisor(
  decision: Decision,
  id: string,
  what: SupervisorRequest,
  by: string,
): void {
  const advisor = decision.slice.advisors[id];
  if (!advisor) throw unknownAdvisor(id);
  if (isOnDuty(advisor) === (what === 'come-back')) {
    throw new Refused(
      'conflict',
      'already_so',
      what === 'pause' ? `${id} is ${advisor.state} already.` : `${id} is on duty already.`,
      [{ field: 'what', got: what, wants: what === 'pause' ? 'come-back' : 'pause' }],
      { state: advisor.state },
    );
  }
  decision.emit({ type: 'AdvisorAsked', advisor: id, what, by });
}

/** Off the floor at once: the counter is free, the ticket in hand goes back to its place. */
export function dismissAdvisor(decision: Decision, id: string): void {
  const advisor = decision.slice.advisors[id];
  if (!advisor || advisor.state === 'offline') return;
  const ticket = advisor.ticket === undefined ? undefined : decision.slice.tickets[advisor.ticket];
  if (ticket) giveBack(decision, ticket, 'advisor-gone');
  change(decision, decision.slice.advisors[id], {
    id,
    to: 'offline',
    reason: 'dismissed',
    queues: advisor.queues,
  });
}

function comeOnDuty(decision: Decision, command: SetAdvisor, advisor: Advisor | undefined): void {
  if (advisor?.state === 'busy') throw busy(decision, advisor, 'available');
  const { dutyElsewhere, dutyEnded } = decision.slice.existing ?? {};
  const byOthers = decision.actor.kind === 'staff' && decision.actor.id !== command.advisor;
  if (dutyEnded) throw byOthers ? unknownAdvisor(command.advisor) : accountChanged();
  if (dutyElsewhere) throw onDutyElsewhere(dutyElsewhere);
  if (byOthers && isSilent(decision, command.advisor)) throw consoleSilent(command.advisor);
  const counter = command.counter ?? advisor?.counter;
  if (counter === undefined) {
    const free = Object.keys(decision.slice.config.counters).join(', ');
    throw new Refused(
      'invalid',
      'counter_required',
      `Say at which counter you are; this branch has ${free || 'none yet'}.`,
      [{ field: 'counter', got: null, wants: `one of ${free}` }],
    );
  }
  counterFree(decision, command.advisor, counter);
  // What a supervisor opened or took back today lasts through a pause; an advisor who comes on duty
  // gets the queues that an administrator has given them.
  const serves =
    advisor && advisor.state !== 'offline'
      ? advisor.queues
      : (decision.slice.serves ?? advisor?.queues ?? []);
  const queues = serves.filter((queue) => decision.slice.config.queues[queue]);
  if (queues.length === 0) {
    throw new Refused(
      'conflict',
      'no_queues',
      'You serve no queue of this branch; an admin assigns queues to staff.',
      [{ field: 'queues', got: [], wants: 'at least one queue' }],
    );
  }
  change(decision, advisor, { to: 'available', id: command.advisor, counter, queues });
}

/** Out of a pause, at the counter they had. */
export function backAtCounter(decision: Decision, advisor: Advisor): void {
  comeOnDuty(decision, { type: 'SetAdvisor', advisor: advisor.id, state: 'available' }, advisor);
}

function leaveDuty(decision: Decision, command: SetAdvisor, advisor: Advisor | undefined): void {
  const ticket = advisor?.ticket === undefined ? undefined : decision.slice.tickets[advisor.ticket];
  if (ticket?.state === 'serving') throw busy(decision, advisor!, command.state);
  const { counter = advisor?.counter } = command.state === 'paused' ? command : {};
  // Their counter may have been removed since: they keep it until they choose another.
  if (counter !== undefined && counter !== advisor?.counter) {
    counterFree(decision, command.advisor, counter);
  }
  if (ticket) giveBack(decision, ticket, 'advisor-gone');
  change(decision, decision.slice.advisors[command.advisor], {
    to: command.state,
    id: command.advisor,
    ...(command.state === 'paused' ? { counter, reason: command.reason } : {}),
    queues: advisor?.queues ?? decision.slice.serves ?? [],
  });
}

interface Duty {
  readonly id: string;
  readonly to: Exclude<AdvisorState, 'busy'>;
  readonly counter?: string;
  readonly reason?: string;
  readonly queues: readonly string[];
}

function change(
  decision: Decision,
  advisor: Advisor | undefined,
  { id, to, counter, reason, queues }: Duty,
): void {
  const same =
    advisor &&
    advisor.state === to &&
    advisor.counter === counter &&
    advisor.reason === reason &&
    advisor.queues.join() === queues.join();
  if (same || (!advisor && to === 'offline')) return;
  decision.emit({
    type: 'AdvisorStateChanged',
    advisor: id,
    from: advisor?.state ?? 'offline',
    to,
    ...optional('counter', counter),
    queues,
    ...optional('reason', reason),
    automatic: false,
  });
}

/**
 * The app pauses an advisor: `absent` (no console), or `unanswered` (two no-shows, nothing done).
 */
export function pauseAdvisor(
  decision: Decision,
  id: string,
  reason: 'absent' | 'unanswered',
): void {
  const advisor = decision.slice.advisors[id];
  decision.emit({
    type: 'AdvisorStateChanged',
    advisor: id,
    from: advisor.state,
    to: 'paused',
    ...optional('counter', advisor.counter),
    queues: advisor.queues,
    reason,
    automatic: true,
  });
}

/** A supervisor opens a queue to an advisor, or takes it back. */
export function setAdvisorQueues(decision: Decision, id: string, queues: readonly string[]): void {
  const advisor = decision.slice.advisors[id];
  if (!advisor) throw unknownAdvisor(id);
  const wrong = queues.find((queue) => !decision.slice.config.queues[queue]);
  if (wrong !== undefined) throw unknownQueue(decision.slice.config, wrong, 'queues');
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
  ) {
    return;
  }
  decision.emit({ type: 'AdvisorQueuesChanged', advisor: id, queues: wanted });
}

/** Their console has been silent for longer than the branch allows. */
function isSilent({ slice, now }: Decision, id: string): boolean {
  const { absentSeconds } = slice.config.settings;
  return now - (slice.seenAt[id] ?? 0) > absentSeconds * 1000;
}

function consoleSilent(id: string): Refused {
  return new Refused(
    'conflict',
    'console_silent',
    `No console of ${id} is open: calling for them would send customers to an empty chair. Ask ` +
      'them to come back instead.',
    [{ field: 'state', got: 'available', wants: 'an advisor whose console is open' }],
    { advisor: id },
  );
}

function onDutyElsewhere({ branch, name }: { branch: string; name: string }): Refused {
  return new Refused(
    'conflict',
    'on_duty_elsewhere',
    `On duty at ${name} (${branch}) already. Leave there first, or have a supervisor there do it.`,
    [{ field: 'branch', got: branch, wants: 'to be on duty at no other branch' }],
    { branch, name },
  );
}

const unknownAdvisor = (id: string) =>
  new Refused(
    'missing',
    'unknown_advisor',
    `No advisor ${JSON.stringify(id)} has signed on at this branch; they take their ` +
      'queues when they do.',
    [{ field: 'advisor', got: id, wants: "an advisor of this branch's floor" }],
  );

function servesNoQueue({ slice }: Decision): Refused {
  return new Refused(
    'forbidden',
    'serves_no_queue',
    'You serve no queue at this branch. Ask an administrator to give you one.',
    [{ field: 'branch', got: slice.branch, wants: 'a branch at which you serve a queue' }],
  );
}

function busy(decision: Decision, advisor: Advisor, wish: string): Refused {
  const number = numberOf(decision.slice, advisor.ticket);
  return new Refused(
    'conflict',
    'advisor_busy',
    `You are with ${number}; finish it before you are ${wish}.`,
    [{ field: 'state', got: wish, wants: 'a finished service first' }],
    { ticket: advisor.ticket ?? null, number },
  );
}
