import { Actor, SYSTEM } from '../../../../src/app/domain/model/actor';
import { ActingStaff } from '../../../../src/app/domain/model/commands';
import { addDays } from '../../../../src/app/domain/model/local-time';
import { Asked, Branch, hand, staff } from './branch';
import { candidates, queueIds, Step } from './steps';

/**
 * Random stories of a branch: whatever staff, customers and time may do, in any order, legal or
 * not.
 */

const ADVISORS = ['ana', 'eva', 'ivo', 'leo'];
const COUNTERS = ['1', '2', '3', '4', '9'];
const CUSTOMERS = ['c1', 'c2', 'c3', ...Array<undefined>(12).fill(undefined)];

export const pick = <T>(from: readonly T[], at: number): T => from[at % from.length];
/** Mostly a ticket for which the move makes sense, sometimes any. */
function ticketIn(branch: Branch, states: readonly string[], n: number): string {
  const all = Object.values(branch.whole.tickets);
  const fit = all.filter((each) => states.includes(each.state));
  return (pick(n % 7 === 0 || fit.length === 0 ? all : fit, n) ?? { id: 'none' }).id;
}

function by(branch: Branch, id: string, n: number): ActingStaff {
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
): { readonly command: Asked; readonly actor: Actor } | undefined {
  const on = (states: readonly string[]) => ticketIn(branch, states, a);
  const withHand = (
    type: 'Recall' | 'Start' | 'NoShow' | 'Return' | 'Reopen',
    states: readonly string[],
  ) => {
    const ticket = on(states);
    const who = by(branch, ticket, b);
    return { command: { type, ticket, by: who } as Asked, actor: staff(who.staff) };
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
  const sweep = (command: Asked) => ({ command, actor: SYSTEM });
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
      return withHand('NoShow', ['called']);
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
          serves: queueIds.slice(0, 1 + (b % 4)),
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
          serves: queueIds,
        },
        actor: own,
      };
    case 'offline':
      return {
        command: { type: 'SetAdvisor', advisor, state: 'offline', serves: queueIds },
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
