import { advisorView } from '../../../../src/app/domain/views/advisor-view';
import { staffTicketView, viewOfTicket } from '../../../../src/app/domain/views/project';
import { Branch, configWith, hand, only, staff, types } from '../support/branch';

const ana = hand('ana');
const hold = (ticket = 't1', by = ana) =>
  ({ type: 'Hold', ticket, by, reason: 'documents' }) as const;
const resume = (by = ana, ticket = 't1') => ({ type: 'Resume' as const, ticket, by });

/** ana has been serving t1 for two minutes. */
function serving(settings: Parameters<typeof configWith>[0] = {}): Branch {
  const branch = new Branch(configWith(settings)).signOn('ana', '1');
  branch.issue();
  if (settings.assignment !== 'automatic') branch.next('ana');
  branch.start('t1');
  return branch.after(2);
}

test('the advisor is free, the held customer stays theirs; only time together is service', () => {
  const branch = serving();
  expect(types(branch.do(hold(), staff('ana')))).toEqual(['TicketHeld']);
  expect(branch.whole.advisors.ana).toMatchObject({ state: 'available', served: 0 });
  expect(branch.floor.tickets.t1).toMatchObject({ state: 'held', hold: 'documents' });
  branch.after(10).do(resume(), staff('ana'));
  expect(branch.ticket('t1')).toMatchObject({ state: 'serving', heldMs: 600_000 });
  expect(only(branch.after(1).finish('t1'), 'ServiceFinished')).toMatchObject([
    { serviceMs: 180_000 },
  ]);
});

test('with automatic calls, a customer called meanwhile goes back to the line', () => {
  const branch = serving({ assignment: 'automatic' });
  branch.issue();
  expect(types(branch.do(hold(), staff('ana')))).toEqual(['TicketHeld', 'TicketCalled']);
  expect(types(branch.do(resume(), staff('ana')))).toEqual(['TicketReturned', 'TicketResumed']);
  expect([branch.ticket('t1').state, branch.ticket('t2').state]).toEqual(['serving', 'waiting']);
});

test('no more than the branch allows, which may be none', () => {
  const branch = serving({ holds: { max: 1 } });
  branch.do(hold(), staff('ana'));
  branch.issue();
  branch.next('ana');
  branch.start('t2');
  expect(branch.refusal(hold('t2'))).toMatchObject({ code: 'too_many_held', extra: { max: 1 } });
  expect(serving({ holds: { max: 0 } }).refusal(hold())).toMatchObject({ code: 'too_many_held' });
});

test('a colleague takes them back once the holder has left, and only from own queues', () => {
  const branch = serving().signOn('eva', '2').signOn('ivo', '3', ['gerencia']);
  branch.do(hold(), staff('ana'));
  const shown = (who: string) =>
    advisorView(branch.floor, branch.config, who, branch.now)!.held!.map(({ id }) => id);
  expect(branch.refusal(resume(hand('eva')))).toMatchObject({ code: 'not_your_ticket' });
  branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'paused', serves: ['caja'] });
  expect(branch.refusal(resume(hand('eva')))).toMatchObject({ code: 'not_your_ticket' });
  expect(shown('eva')).toEqual([]);
  branch.do({ type: 'DismissAdvisor', advisor: 'ana' });
  expect([shown('eva'), shown('ivo')]).toEqual([['t1'], []]);
  expect(branch.refusal(resume(hand('ivo')))).toMatchObject({ code: 'not_your_ticket' });
  branch.do(resume(hand('eva')), staff('eva'));
  expect(branch.ticket('t1')).toMatchObject({ state: 'serving', advisor: 'eva', counter: '2' });
});

test("awaited at their holder's present counter, else at a colleague's, or nowhere", () => {
  const branch = serving().signOn('ivo', '3', ['gerencia']);
  branch.do(hold(), staff('ana'));
  const awaited = () => [
    viewOfTicket(branch.floor, branch.config, branch.ticket('t1'), branch.now).counter,
    staffTicketView(branch.floor, branch.config, branch.ticket('t1'), branch.now).counter,
  ];
  const is = (more: object) =>
    branch.do({ type: 'SetAdvisor', advisor: 'ana', serves: ['caja'], state: 'paused', ...more });
  expect(awaited()).toEqual(['1', '1']);
  is({});
  expect(awaited()).toEqual(['1', '1']);
  is({ state: 'available', counter: '5' });
  expect(awaited()).toEqual(['5', '5']);
  is({ state: 'offline' });
  expect(awaited()).toEqual([undefined, undefined]);
  branch.signOn('eva', '2');
  expect(awaited()).toEqual(['2', '2']);
  branch.do({ type: 'SetAdvisor', advisor: 'eva', serves: ['caja'], state: 'paused' });
  expect(awaited()).toEqual([undefined, undefined]);
});

test("tickets held at the day's end count as served, teach nothing, and the next day opens", () => {
  const branch = serving();
  branch.do(hold(), staff('ana'));
  branch.now += 14 * 3_600_000;
  const facts = branch.do({ type: 'CloseDay', day: '2026-03-10', batch: 10 });
  expect(only(facts, 'ServiceFinished')).toMatchObject([
    { ticket: 't1', held: true, closing: true, serviceMs: 120_000 },
  ]);
  expect(types(facts).at(-1)).toBe('DayOpened');
  expect(branch.whole.queues.caja).toMatchObject({ held: 0, serving: 0 });
  expect(branch.whole.advisors.ana.state).toBe('available');
});

test('a finish while on hold, once undone, is on hold again; nobody loses their customer', () => {
  const branch = serving();
  branch.do(hold(), staff('ana'));
  branch.issue();
  branch.next('ana');
  branch.start('t2');
  const queues = branch.whole.queues;
  branch.finish('t1');
  expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', ticket: 't2', served: 1 });
  branch.do({ type: 'Undo', ticket: 't1', by: ana }, staff('ana'));
  expect(branch.whole.queues).toEqual(queues);
  expect(branch.ticket('t1')).toMatchObject({ state: 'held', hold: 'documents' });
  expect(branch.whole.advisors.ana).toMatchObject({
    state: 'busy',
    ticket: 't2',
    served: 0,
    services: 0,
  });
});

test('a colleague who finished it for an advisor who has left can undo that too', () => {
  const branch = serving().signOn('eva', '2').signOn('ivo', '3', ['gerencia']);
  branch.do(hold(), staff('ana'));
  branch.do({ type: 'DismissAdvisor', advisor: 'ana' });
  const finish = (by = hand('eva')) => ({ type: 'Finish', ticket: 't1', by, next: false }) as const;
  expect(branch.refusal(finish(hand('ivo')))).toMatchObject({ code: 'not_your_ticket' });
  expect(only(branch.do(finish(), staff('eva')), 'ServiceFinished')).toMatchObject([
    { advisor: 'ana', held: true, serviceMs: 120_000 },
  ]);
  const undo = (by = hand('eva')) => ({ type: 'Undo', ticket: 't1', by }) as const;
  expect(branch.refusal(undo(hand('ivo')))).toMatchObject({ code: 'not_your_ticket' });
  branch.do(undo(), staff('eva'));
  expect(branch.ticket('t1')).toMatchObject({ state: 'held', advisor: 'ana' });
  expect(branch.refusal(undo())).toMatchObject({ code: 'nothing_to_undo' });
});

test('not beside another ticket of the customer, which an older release may have given', () => {
  const branch = new Branch().signOn('ana', '1');
  branch.issue('caja', 'general', { customer: 'c1' });
  branch.next('ana');
  branch.start('t1');
  branch.do(hold(), staff('ana'));
  expect(() => branch.issue('caja', 'general', { customer: 'c1' })).toThrow('already an active');
});
