import fc from 'fast-check';
import { Branch, configWith, hand, MINUTE, queues, staff } from './branch';
import { Actor, SYSTEM } from '../../../../src/app/domain/model/actor';
import { Command, Hand } from '../../../../src/app/domain/model/commands';
import { Refused } from '../../../../src/app/domain/model/errors';
import { estimate } from '../../../../src/app/domain/line/estimate';
import { Fact } from '../../../../src/app/domain/model/events';
import { positions } from '../../../../src/app/domain/line/line';
import { addDays } from '../../../../src/app/domain/model/local-time';

/**
 * Random stories of a branch: whatever staff, customers and time may do, in any order, legal or
 * not.
 */

const ADVISORS = ['ana', 'eva', 'ivo', 'leo'];
const COUNTERS = ['1', '2', '3', '4', '9'];
const CUSTOMERS = ['c1', 'c2', 'c3', ...Array<undefined>(12).fill(undefined)];
const queueIds = Object.keys(queues);

export interface Step {
  readonly what: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Weights: a branch issues, calls, starts and finishes most of the time. */
const kinds: Readonly<Record<string, number>> = {
  issue: 10,
  next: 8,
  start: 6,
  finish: 5,
  miss: 3,
  recall: 1,
  return: 2,
  reopen: 3,
  transfer: 3,
  defer: 3,
  cancel: 2,
  callTicket: 1,
  available: 5,
  paused: 2,
  offline: 1,
  queues: 1,
  tick: 4,
  closeDay: 2,
  retarget: 1,
  tell: 1,
  alerts: 1,
  acknowledge: 1,
  feedback: 1,
  record: 1,
  wait: 6,
  night: 1,
};

/** All steps but those given. */
export const stepsBut = (...left: readonly string[]) =>
  Object.keys(kinds).filter((kind) => !left.includes(kind));

/** Short stories shrink well, long ones get somewhere. */
export function stepsOf(allowed: readonly string[] = Object.keys(kinds), longest = 120) {
  const step = fc.record({
    what: fc.oneof(
      ...allowed.map((what) => ({ weight: kinds[what], arbitrary: fc.constant(what) })),
    ),
    a: fc.nat(1000),
    b: fc.nat(1000),
    c: fc.nat(1000),
  });
  const [short, long] = [
    fc.array(step, { maxLength: 20 }),
    fc.array(step, { minLength: longest / 2, maxLength: longest }),
  ];
  return fc.oneof({ weight: 1, arbitrary: short }, { weight: 3, arbitrary: long });
}

export const configs = fc
  .record({
    assignment: fc.constantFrom('automatic' as const, 'on-demand' as const),
    ordering: fc.constantFrom('due' as const, 'due' as const, 'strict' as const),
    preferentialRun: fc.integer({ min: 1, max: 4 }),
    outOfTurnAllowed: fc.boolean(),
    dayStartsAt: fc.constantFrom('00:00', '06:00'),
  })
  .map((settings) => configWith(settings));

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length];
/** Mostly a ticket for which the move makes sense, sometimes any. */
function ticketIn(branch: Branch, states: readonly string[], n: number): string {
  const all = Object.values(branch.whole.tickets);
  const fit = all.filter((each) => states.includes(each.state));
  return (pick(n % 7 === 0 || fit.length === 0 ? all : fit, n) ?? { id: 'none' }).id;
}

function by(branch: Branch, id: string, n: number): Hand {
  const own = branch.ticket(id)?.advisor ?? pick(ADVISORS, n);
  return n % 9 === 0 ? hand(pick(ADVISORS, n)) : n % 9 < 3 ? hand('boss', true) : hand(own);
}

/**
 * The command a step stands for, and who gives it; undefined for steps that only move the clock or
 * the configuration.
 */
export function commandOf(
  branch: Branch,
  { what, a, b, c }: Step,
): { readonly command: Command; readonly actor: Actor } | undefined {
  const on = (states: readonly string[]) => ticketIn(branch, states, a);
  const withHand = (
    type: 'Recall' | 'Start' | 'Miss' | 'Return' | 'Reopen',
    states: readonly string[],
  ) => {
    const ticket = on(states);
    const who = by(branch, ticket, b);
    return { command: { type, ticket, by: who } as Command, actor: staff(who.staff) };
  };
  const free = ADVISORS.filter((id) => branch.whole.advisors[id]?.state === 'available');
  const advisor =
    (what === 'next' || what === 'callTicket') && c % 5 && free.length
      ? pick(free, a)
      : pick(ADVISORS, a);
  const counter =
    c % 8 === 0
      ? pick(COUNTERS, b)
      : (branch.whole.advisors[advisor]?.counter ?? pick(COUNTERS, b));
  const own = staff(advisor);
  const sweep = (command: Command) => ({ command, actor: SYSTEM });
  switch (what) {
    case 'issue':
      return {
        command: {
          type: 'IssueTicket',
          ticket: `t${branch.events.length}`,
          queue: pick(queueIds, a % 3 ? 0 : b),
          lane: c % 3 ? 'general' : 'preferential',
          language: 'es',
          customer: pick(CUSTOMERS, b),
        },
        actor: { kind: 'kiosk', id: 'kiosk-1' },
      };
    case 'next':
      return { command: { type: 'CallNext', advisor, counter }, actor: own };
    case 'callTicket':
      return {
        command: {
          type: 'CallTicket',
          advisor,
          counter,
          ticket: ticketIn(branch, ['waiting'], b),
          reason: 'a reason',
        },
        actor: own,
      };
    case 'start':
      return withHand('Start', ['called']);
    case 'miss':
      return withHand('Miss', ['called']);
    case 'recall':
      return withHand('Recall', ['called']);
    case 'return':
      return withHand('Return', ['called', 'serving']);
    case 'reopen':
      return withHand('Reopen', ['no-show']);
    case 'finish': {
      const ticket = on(['serving']);
      const who = by(branch, ticket, b);
      return {
        command: { type: 'Finish', ticket, by: who, next: c % 2 === 0 },
        actor: staff(who.staff),
      };
    }
    case 'transfer': {
      const ticket = on(['waiting', 'called', 'serving']);
      const who = by(branch, ticket, b);
      return {
        command: { type: 'Transfer', ticket, by: who, queue: pick(queueIds, c) },
        actor: staff(who.staff),
      };
    }
    case 'defer': {
      const ticket = on(['waiting', 'called']);
      return {
        command: { type: 'Defer', ticket, minutes: pick([5, 10, 15, 5, 5, 5, 7], b) },
        actor: { kind: 'customer', id: ticket },
      };
    }
    case 'cancel':
      return {
        command: { type: 'Cancel', ticket: on(['waiting', 'called', 'serving']), because: 'staff' },
        actor: own,
      };
    case 'feedback':
      return {
        command: { type: 'GiveFeedback', ticket: on(['served']), score: b % 6 },
        actor: own,
      };
    case 'available':
      return {
        command: {
          type: 'SetAdvisor',
          advisor,
          state: 'available',
          counter: c % 4 ? pick(COUNTERS, a) : pick([undefined, ...COUNTERS], b),
          queues: queueIds.slice(0, 1 + (b % 4)),
        },
        actor: own,
      };
    case 'paused':
      return {
        command: {
          type: 'SetAdvisor',
          advisor,
          state: 'paused',
          reason: 'coffee',
          queues: queueIds,
        },
        actor: own,
      };
    case 'offline':
      return {
        command: { type: 'SetAdvisor', advisor, state: 'offline', queues: queueIds },
        actor: own,
      };
    case 'queues':
      return {
        command: { type: 'SetAdvisorQueues', advisor, queues: queueIds.slice(b % 4) },
        actor: staff('boss'),
      };
    case 'tick':
      return sweep({ type: 'Tick', consolesHeard: a % 3 === 0, batch: 1 + (b % 5) });
    case 'closeDay':
      return sweep({
        type: 'CloseDay',
        day: addDays(branch.whole.day, c % 2 ? 0 : -1),
        batch: 1 + (b % 9),
      });
    case 'retarget':
      return sweep({ type: 'Redue', queue: pick(queueIds, a), batch: 1 + (b % 5) });
    case 'alerts':
      return sweep({
        type: 'WatchAlerts',
        measured: {
          estimates: { caja: a % 100 },
          estimateErrors: {},
          branchOpen: b % 4 > 0,
          messageFailures: { failed: c % 3, total: 10 },
        },
      });
    case 'acknowledge':
      return {
        command: {
          type: 'AcknowledgeAlert',
          alert: pick([...Object.keys(branch.whole.alerts), 'none'], a),
          by: 'boss',
        },
        actor: staff('boss'),
      };
    case 'record':
      return sweep({
        type: 'Record',
        facts: [{ type: 'ContactLinked', ticket: on(['waiting']), consumer: 'telegram' }],
      });
    case 'tell':
      return sweep({ type: 'TellApproaching', candidates: candidates(branch) });
    default:
      return undefined;
  }
}

function candidates(branch: Branch) {
  return queueIds.flatMap((queue) =>
    [...positions(branch.floor, queue, branch.config)].map(([ticket, position]) => {
      const { minutes, low, high } = estimate(
        branch.floor,
        queue,
        position,
        branch.config,
        branch.now,
      )!;
      return { ticket, position, minutes, low, high };
    }),
  );
}

/**
 * Does a step: the facts it led to, or undefined when it was refused. Anything thrown that is no
 * refusal fails the test.
 */
export function take(branch: Branch, step: Step): readonly Fact[] | undefined {
  if (step.what === 'wait') branch.now += step.a * 2000;
  if (step.what === 'night') branch.now += 12 * 60 * MINUTE + step.a;
  if (step.what === 'retarget') {
    const queue = pick(queueIds, step.a);
    const { config } = branch;
    branch.configure({
      ...config,
      queues: {
        ...config.queues,
        [queue]: { ...config.queues[queue], targetMinutes: 1 + (step.c % 60) },
      },
    });
  }
  const asked = commandOf(branch, step);
  if (!asked) return [];
  try {
    return branch.do(asked.command, asked.actor);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
