import { positions } from '../../../../src/app/domain/line/line';
import { firstDues } from '../../../../src/app/domain/line/target';
import { Actor, SYSTEM } from '../../../../src/app/domain/model/actor';
import { addDays } from '../../../../src/app/domain/model/local-time';
import { Measured } from '../../../../src/app/domain/model/measured';
import { ActingStaff } from '../../../../src/app/domain/model/ticket-commands';
import { Branch, CommandInSlice, hand, queues, staff } from './branch';

const ADVISORS = ['ana', 'eva', 'ivo', 'leo'];
const COUNTERS = ['1', '2', '3', '4', '9'];
const CUSTOMERS = ['c1', 'c2', 'c3', ...Array<undefined>(12).fill(undefined)];
const queueIds = Object.keys(queues);

/** Sometimes it is for one advisor. */
const wish = ({ b, c }: Choice) => (b % 5 === 0 ? { advisor: pick(ADVISORS, c) } : {});

/** One step of a story; its numbers choose who, what and how. */
export interface Step {
  readonly what: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

interface StepInput {
  readonly command: CommandInSlice;
  readonly actor: Actor;
}

/** What a step chooses from. */
interface Choice extends Step {
  readonly branch: Branch;
  readonly advisor: string;
  readonly counter: string;
  /** A ticket, mostly in one of these states. */
  readonly ticket: (...states: readonly string[]) => string;
}

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length];
export const pickQueue = (at: number) => pick(queueIds, at);

/** Mostly a ticket for which the move makes sense, sometimes any. */
function ticketIn(branch: Branch, states: readonly string[], n: number): string {
  const all = Object.values(branch.whole.tickets);
  const fit = all.filter((each) => states.includes(each.state));
  return (pick(n % 7 === 0 || fit.length === 0 ? all : fit, n) ?? { id: 'none' }).id;
}

/** Mostly the advisor who has the ticket, sometimes a supervisor or another advisor. */
function by(branch: Branch, id: string, n: number): ActingStaff {
  const own = branch.ticket(id)?.advisor ?? pick(ADVISORS, n);
  return n % 9 === 0 ? hand(pick(ADVISORS, n)) : n % 9 < 3 ? hand('boss', true) : hand(own);
}

function choiceOf(branch: Branch, step: Step): Choice {
  const { what, a, b, c } = step;
  const free = ADVISORS.filter((id) => branch.whole.advisors[id]?.state === 'available');
  const calls = what === 'next' || what === 'callTicket';
  const advisor = pick(calls && c % 5 && free.length ? free : ADVISORS, a);
  const current = c % 8 === 0 ? undefined : branch.whole.advisors[advisor]?.counter;
  const counter = current ?? pick(COUNTERS, b);
  return { ...step, branch, advisor, counter, ticket: (...states) => ticketIn(branch, states, a) };
}

function candidates(branch: Branch) {
  return queueIds.flatMap((queue) =>
    [...positions(branch.floor, queue, branch.config, branch.now)].map(([ticket, position]) => {
      const minutes = 5 * position;
      return { ticket, position, minutes, low: 3 * position, high: 9 * position };
    }),
  );
}

const swept = (command: CommandInSlice): StepInput => ({ command, actor: SYSTEM });
const ordered = (command: CommandInSlice): StepInput => ({ command, actor: staff('boss') });
const own = ({ advisor }: Choice, command: CommandInSlice): StepInput => ({
  command,
  actor: staff(advisor),
});

type OnTicket = Extract<CommandInSlice, { readonly ticket: string; readonly by: ActingStaff }>;

/** A move of a ticket, by somebody who may or may not make it. */
function moved(
  { branch, b }: Choice,
  ticket: string,
  command: (ticket: string, who: ActingStaff) => OnTicket,
): StepInput {
  const who = by(branch, ticket, b);
  return { command: command(ticket, who), actor: staff(who.staff) };
}

const plain =
  (
    type: 'Recall' | 'Start' | 'NoShow' | 'Reopen' | 'Undo' | 'Resume',
    ...states: readonly string[]
  ) =>
  (choice: Choice) =>
    moved(choice, choice.ticket(...states), (ticket, who) => ({ type, ticket, by: who }));

const commands: Readonly<Record<string, (choice: Choice) => StepInput>> = {
  issue: ({ branch, a, b, c }) => ({
    command: {
      type: 'IssueTicket',
      ticket: `t${branch.events.length}`,
      queue: pick(queueIds, a % 3 ? 0 : b),
      lane: c % 3 ? 'general' : 'preferential',
      language: 'es',
      customer: pick(CUSTOMERS, b),
    },
    actor: { kind: 'kiosk', id: 'kiosk-1' },
  }),
  next: (choice) =>
    own(choice, { type: 'CallNext', advisor: choice.advisor, counter: choice.counter }),
  callTicket: (choice) =>
    own(choice, {
      type: 'CallTicket',
      advisor: choice.advisor,
      counter: choice.counter,
      ticket: ticketIn(choice.branch, ['waiting'], choice.b),
      reason: 'a reason',
    }),
  start: plain('Start', 'called'),
  miss: plain('NoShow', 'called'),
  recall: plain('Recall', 'called'),
  return: (choice) =>
    moved(choice, choice.ticket('called', 'serving', 'held'), (ticket, who) => ({
      type: 'Return',
      ticket,
      by: who,
      ...wish(choice),
    })),
  reopen: plain('Reopen', 'no-show'),
  undo: (choice) => plain('Undo', choice.c % 3 ? 'served' : 'waiting')(choice),
  undoMatter: plain('Undo', 'serving'),
  resume: plain('Resume', 'held'),
  hold: (choice) =>
    moved(choice, choice.ticket('serving'), (ticket, who) => ({
      type: 'Hold',
      ticket,
      by: who,
      reason: pick(['documents', 'form', 'approval', 'other'] as const, choice.c),
    })),
  finish: (choice) =>
    moved(choice, choice.ticket('serving', 'serving', 'held'), (ticket, who) => ({
      type: 'Finish',
      ticket,
      by: who,
      next: choice.c % 2 === 0,
    })),
  matter: (choice) =>
    moved(choice, choice.ticket('serving'), (ticket, who) => ({
      type: 'BeginMatter',
      ticket,
      by: who,
      queue: pick(queueIds, choice.c),
    })),
  transfer: (choice) =>
    moved(choice, choice.ticket('waiting', 'called', 'serving'), (ticket, who) => ({
      type: 'Transfer',
      ticket,
      by: who,
      queue: pick(queueIds, choice.c),
      ...wish(choice),
    })),
  move: (choice) =>
    own(choice, {
      type: 'MoveTicket',
      ticket: choice.ticket('waiting'),
      queue: pick([undefined, ...queueIds], choice.c),
      lane: pick(['general', 'preferential', undefined] as const, choice.a),
      reason: 'wrong-queue',
    }),
  defer: ({ ticket, b }) => {
    const id = ticket('waiting', 'called');
    return {
      command: { type: 'Defer', ticket: id, minutes: pick([5, 10, 15, 5, 5, 5, 7], b) },
      actor: { kind: 'customer', id },
    };
  },
  arrive: ({ ticket, b }) => {
    const id = ticket('no-show', 'waiting');
    const staffed = b % 3 === 0;
    return {
      command: { type: 'Arrive', ticket: id, by: staffed ? 'staff' : 'customer' },
      actor: staffed ? staff('boss') : { kind: 'customer', id },
    };
  },
  cancel: (choice) =>
    own(choice, {
      type: 'Cancel',
      ticket: choice.ticket('waiting', 'called', 'serving', 'held'),
      because: 'staff',
    }),
  feedback: (choice) =>
    own(choice, { type: 'GiveFeedback', ticket: choice.ticket('served'), score: choice.b % 6 }),
  available: (choice) =>
    own(choice, {
      type: 'SetAdvisor',
      advisor: choice.advisor,
      state: 'available',
      counter: choice.c % 4 ? pick(COUNTERS, choice.a) : pick([undefined, ...COUNTERS], choice.b),
      serves: queueIds.slice(0, 1 + (choice.b % 4)),
    }),
  paused: (choice) =>
    own(choice, {
      type: 'SetAdvisor',
      advisor: choice.advisor,
      state: 'paused',
      reason: 'coffee',
      afterThis: choice.b % 2 === 0,
      serves: queueIds,
    }),
  ask: ({ advisor, a }) =>
    ordered({
      type: 'AskAdvisor',
      advisor,
      what: a % 2 ? 'come-back' : 'pause',
      by: 'boss',
    }),
  dismiss: ({ advisor }) => ordered({ type: 'DismissAdvisor', advisor }),
  offline: (choice) =>
    own(choice, {
      type: 'SetAdvisor',
      advisor: choice.advisor,
      state: 'offline',
      serves: queueIds,
    }),
  queues: ({ advisor, b }) =>
    ordered({ type: 'SetAdvisorQueues', advisor, queues: queueIds.slice(b % 4) }),
  tick: ({ a, b }) => swept({ type: 'Tick', consolesHeard: a % 3 === 0, batch: 1 + (b % 5) }),
  closeDay: ({ branch, b, c }) =>
    swept({
      type: 'CloseDay',
      day: addDays(branch.whole.day, c % 2 ? 0 : -1),
      batch: 1 + (b % 9),
    }),
  closeLine: ({ b }) => swept({ type: 'CloseLine', batch: 1 + (b % 5) }),
  retarget: ({ a, b }) => swept({ type: 'Redue', queue: pick(queueIds, a), batch: 1 + (b % 5) }),
  alerts: ({ branch, a, b, c }) =>
    swept({
      type: 'WatchAlerts',
      measured: {
        estimates: { caja: a % 100 },
        estimateErrors: {},
        branchOpen: b % 4 > 0,
        messageFailures: { failed: c % 3, total: 10 },
        consolesHeard: a % 3 === 0,
        firstDue: firstDues(branch.floor),
        ...(c % 3 ? { ahead: aheadOf(a, b) } : {}),
      },
    }),
  acknowledge: ({ branch, a }) =>
    ordered({
      type: 'AcknowledgeAlert',
      alert: pick([...Object.keys(branch.whole.alerts), 'none'], a),
      by: 'boss',
    }),
  record: ({ ticket }) =>
    swept({
      type: 'Record',
      facts: [{ type: 'ContactLinked', ticket: ticket('waiting'), consumer: 'telegram' }],
    }),
  tell: ({ branch }) => swept({ type: 'TellApproaching', candidates: candidates(branch) }),
};

/** An earlier simulation: the floor may have moved on since. */
const aheadOf = (a: number, b: number): Measured['ahead'] =>
  Object.fromEntries(
    queueIds.map((queue, at) => {
      const advisor = pick(ADVISORS, a + at);
      const shares = { within: 0.9, instead: 0.5 };
      const mend =
        (b + at) % 2
          ? { do: 'open-queue' as const, queue, advisor, ...shares }
          : { do: 'call-back' as const, advisor, ...shares };
      return [queue, { came: 8, within: 0.5, short: 0.9, ...((b + at) % 5 ? { mend } : {}) }];
    }),
  );

/**
 * The command a step stands for, and who gives it; undefined for steps that only move the clock.
 */
export const commandOf = (branch: Branch, step: Step): StepInput | undefined =>
  commands[step.what]?.(choiceOf(branch, step));
