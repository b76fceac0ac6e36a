import { Command } from '../../../src/app/domain/model/commands';
import { isActive, TicketState } from '../../../src/app/domain/model/ticket';
import { Branch, configWith, hand } from './support/branch';

/**
 * TK-01: which command takes a ticket from which state to which. Everything else is refused, naming
 * the state.
 */

const ana = hand('ana');
const boss = hand('boss', true);

const commands: Readonly<Record<string, Command>> = {
  'call out of turn': {
    type: 'CallTicket',
    advisor: 'eva',
    counter: '2',
    ticket: 't1',
    reason: 'a reason',
  },
  recall: { type: 'Recall', ticket: 't1', by: ana },
  start: { type: 'Start', ticket: 't1', by: ana },
  finish: { type: 'Finish', ticket: 't1', by: ana, next: false },
  'finish and next': { type: 'Finish', ticket: 't1', by: ana, next: true },
  'no-show': { type: 'NoShow', ticket: 't1', by: ana },
  'another matter': { type: 'BeginMatter', ticket: 't1', by: ana, queue: 'empresas' },
  return: { type: 'Return', ticket: 't1', by: ana },
  hold: { type: 'Hold', ticket: 't1', by: ana, reason: 'documents' },
  resume: { type: 'Resume', ticket: 't1', by: ana },
  reopen: { type: 'Reopen', ticket: 't1', by: ana },
  transfer: { type: 'Transfer', ticket: 't1', by: ana, queue: 'empresas' },
  'transfer by a supervisor': { type: 'Transfer', ticket: 't1', by: boss, queue: 'empresas' },
  'move by the desk': {
    type: 'MoveTicket',
    ticket: 't1',
    queue: 'empresas',
    reason: 'wrong-queue',
  },
  defer: { type: 'Defer', ticket: 't1', minutes: 5 },
  arrive: { type: 'Arrive', ticket: 't1', by: 'customer' },
  cancel: { type: 'Cancel', ticket: 't1', because: 'staff' },
  feedback: { type: 'GiveFeedback', ticket: 't1', score: 5 },
};

const allowed: Readonly<Record<string, Partial<Record<TicketState, TicketState>>>> = {
  'call out of turn': { waiting: 'called' },
  recall: { called: 'called' },
  start: { called: 'serving' },
  finish: { serving: 'served', held: 'served' },
  'finish and next': { serving: 'served', held: 'served' },
  'another matter': { serving: 'serving' },
  hold: { serving: 'held' },
  resume: { held: 'serving' },
  'no-show': { called: 'no-show' },
  return: { called: 'waiting', serving: 'waiting', held: 'waiting' },
  reopen: { 'no-show': 'waiting' },
  transfer: { called: 'waiting', serving: 'waiting' },
  'transfer by a supervisor': { waiting: 'waiting', called: 'waiting', serving: 'waiting' },
  'move by the desk': { waiting: 'waiting' },
  defer: { waiting: 'waiting', called: 'waiting' },
  arrive: { waiting: 'waiting', called: 'called', 'no-show': 'waiting' },
  cancel: { waiting: 'cancelled', called: 'cancelled', serving: 'cancelled', held: 'cancelled' },
  feedback: { served: 'served' },
};

const states: readonly TicketState[] = [
  'waiting',
  'called',
  'serving',
  'held',
  'served',
  'no-show',
  'cancelled',
];

/** A branch in which ana's ticket t1 is in this state. */
function branchIn(state: TicketState): Branch {
  const branch = new Branch(configWith({ outOfTurnAllowed: true }))
    .signOn('ana', '1')
    .signOn('eva', '2');
  branch.issue();
  if (state === 'cancelled') branch.do({ type: 'Cancel', ticket: 't1', because: 'customer' });
  if (state === 'waiting' || state === 'cancelled') return branch;
  branch.next('ana');
  if (state === 'no-show') branch.do({ type: 'NoShow', ticket: 't1', by: ana });
  if (state === 'serving' || state === 'held' || state === 'served') branch.start('t1');
  if (state === 'held') branch.do({ type: 'Hold', ticket: 't1', by: ana, reason: 'form' });
  if (state === 'served') branch.finish('t1');
  return branch;
}

const cases = Object.keys(commands).flatMap((name) =>
  states.map((state) => [name, state, allowed[name][state]] as const),
);

test.each(cases.filter(([, , to]) => to !== undefined))('%s takes %s to %s', (name, state, to) => {
  const branch = branchIn(state);
  branch.do(commands[name]);
  expect(branch.ticket('t1').state).toBe(to);
  expect(branch.whole.advisors.ana.state === 'busy').toBe(
    isActive(to!) && to !== 'waiting' && to !== 'held' && branch.ticket('t1').advisor === 'ana',
  );
});

test.each(cases.filter(([, , to]) => to === undefined))('%s is refused when %s', (name, state) => {
  const branch = branchIn(state);
  const refusal = branch.refusal(commands[name]);
  expect(refusal).toMatchObject({
    kind: 'conflict',
    code: 'wrong_state',
    fields: [{ field: 'state', got: state }],
    extra: { number: 'C01', state },
  });
  expect(refusal.message).toContain(`Ticket C01 is ${state}`);
});
