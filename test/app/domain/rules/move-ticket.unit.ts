import { MoveTicket } from '../../../../src/app/domain/model/ticket-commands';
import { Branch, configWith, MINUTE, T0 } from '../support/branch';

const move = (more: Partial<MoveTicket> = {}): MoveTicket => ({
  type: 'MoveTicket',
  ticket: 't1',
  reason: 'wrong-queue',
  ...more,
});
const line = (branch: Branch, queue: string) => {
  const { general, preferential, deferred } = branch.whole.queues[queue];
  return { general, preferential, deferred };
};

test("to another queue: number and wait are kept, due by the new queue's target", () => {
  const branch = new Branch();
  branch.issue('caja');
  expect(branch.after(3).do(move({ queue: 'gerencia' }))).toEqual([
    {
      type: 'TicketMoved',
      ticket: 't1',
      from: 'caja',
      to: 'gerencia',
      fromLane: 'general',
      lane: 'general',
      due: T0 + 5 * MINUTE,
      reason: 'wrong-queue',
    },
  ]);
  expect(branch.ticket('t1')).toMatchObject({
    number: 'C01',
    queue: 'gerencia',
    state: 'waiting',
    issuedAt: T0,
    due: T0 + 5 * MINUTE,
  });
  expect(line(branch, 'caja')).toEqual({ general: 0, preferential: 0, deferred: 0 });
  expect(line(branch, 'gerencia')).toEqual({ general: 1, preferential: 0, deferred: 0 });
});

test('to the other lane of its queue, after a credential was shown', () => {
  const branch = new Branch().signOn('ana', '1');
  branch.issue('caja');
  branch.issue('caja');
  branch.do(move({ ticket: 't2', lane: 'preferential', reason: 'credential' }));
  expect(branch.ticket('t2')).toMatchObject({ lane: 'preferential', due: T0 + 20 * MINUTE });
  expect(line(branch, 'caja')).toEqual({ general: 1, preferential: 1, deferred: 0 });
  expect(branch.next('ana')).toBe('t2');
});

test('a deferred ticket is counted as deferred in its new queue', () => {
  const branch = new Branch();
  branch.issue('caja');
  branch.do({ type: 'Defer', ticket: 't1', minutes: 15 });
  branch.do(move({ queue: 'empresas', lane: 'preferential' }));
  expect(line(branch, 'caja')).toEqual({ general: 0, preferential: 0, deferred: 0 });
  expect(line(branch, 'empresas')).toEqual({ general: 0, preferential: 0, deferred: 1 });
});

test.each([
  ['where it is already', {}, 'same_place'],
  ['to its own lane', { lane: 'general' }, 'same_place'],
  ['to a queue that is unknown', { queue: 'nowhere' }, 'unknown_queue'],
  ['to a queue that is closed', { queue: 'gerencia' }, 'queue_closed'],
] as const)('refused %s', (_, to, code) => {
  const branch = new Branch(configWith({}, { gerencia: { open: false } }));
  branch.issue('caja');
  expect(branch.refusal(move(to))).toMatchObject({ code });
});

test('refused once it is called: then its advisor transfers it', () => {
  const branch = new Branch().signOn('ana', '1');
  branch.issue('caja');
  branch.next('ana');
  expect(branch.refusal(move({ queue: 'gerencia' }))).toMatchObject({
    kind: 'conflict',
    code: 'wrong_state',
    extra: { state: 'called' },
  });
});
