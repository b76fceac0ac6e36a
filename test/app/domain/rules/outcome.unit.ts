import { Outcomes } from '../../../../src/app/domain/model/queue';
import { Branch, configWith, hand, only, staff, types } from '../support/branch';

const code = (id: string) => ({ id, names: { es: id, en: id } });
const asked = (required: boolean, ...ids: string[]): Outcomes => ({
  required,
  codes: ids.map(code),
});
const ana = hand('ana');
const finish = (outcome?: string, more: { next?: boolean; by?: typeof ana } = {}) =>
  ({ type: 'Finish', ticket: 't1', by: ana, next: false, outcome, ...more }) as const;

/** ana serves t1 of caja, whose codes these are. */
function serving(outcomes?: Outcomes, settings: Parameters<typeof configWith>[0] = {}): Branch {
  const branch = new Branch(configWith(settings, { caja: { outcomes } })).signOn('ana', '1');
  branch.issue();
  if (settings.assignment !== 'automatic') branch.next('ana');
  branch.start('t1');
  return branch.after(2);
}

test('a code of the queue is recorded in the event and in the stretch that ended', () => {
  const branch = serving(asked(true, 'solved', 'open'));
  const facts = branch.do(finish('open'), staff('ana'));
  expect(only(facts, 'ServiceFinished')).toMatchObject([{ outcome: 'open' }]);
});

test('required: without one it is refused, with the field and its values, unchanged', () => {
  const branch = serving(asked(true, 'solved', 'open'));
  for (const next of [false, true]) {
    expect(branch.refusal(finish(undefined, { next }))).toMatchObject({
      code: 'outcome_required',
      fields: [{ field: 'outcome', got: null, wants: 'one of solved, open' }],
    });
  }
  expect(branch.ticket('t1').state).toBe('serving');
});

test("optional, or in a queue without codes: may be left out; never another queue's", () => {
  expect(types(serving(asked(false, 'solved')).do(finish()))).toEqual(['ServiceFinished']);
  expect(types(serving().do(finish()))).toEqual(['ServiceFinished']);
  // requiring one where there are none would keep everybody at the counter for ever
  expect(types(serving(asked(true)).do(finish()))).toEqual(['ServiceFinished']);
  expect(serving().refusal(finish('solved'))).toMatchObject({
    code: 'unknown_outcome',
    fields: [{ got: 'solved', wants: 'none: the queue has no outcome codes' }],
  });
  expect(serving(asked(false, 'solved')).refusal(finish('lost'))).toMatchObject({
    code: 'unknown_outcome',
    fields: [{ got: 'lost', wants: 'one of solved' }],
  });
});

test('with the next call in the same step, and with automatic calls', () => {
  for (const assignment of ['on-demand', 'automatic'] as const) {
    const branch = serving(asked(true, 'solved'), { assignment });
    branch.issue();
    const facts = branch.do(finish('solved', { next: true }), staff('ana'));
    expect(types(facts)).toEqual(['ServiceFinished', 'TicketCalled']);
    expect(facts).toMatchObject([{ ticket: 't1', outcome: 'solved' }, { ticket: 't2' }]);
  }
});

test("a supervisor ends another advisor's service without one, and so does the day's end", () => {
  const branch = serving(asked(true, 'solved'));
  const paula = hand('paula', true);
  expect(types(branch.decide(finish(undefined, { by: paula })))).toEqual(['ServiceFinished']);
  expect(branch.decide(finish('solved', { by: paula }))).toMatchObject([{ outcome: 'solved' }]);
  // the person who serves says how it ended, even a supervisor
  expect(branch.refusal(finish(undefined, { by: hand('ana', true) }))).toMatchObject({
    code: 'outcome_required',
  });
  branch.after(24 * 60);
  const [closed] = only(
    branch.do({ type: 'CloseDay', day: '2026-03-10', batch: 9 }),
    'ServiceFinished',
  );
  expect(closed).toMatchObject({ ticket: 't1', closing: true });
  expect(closed).not.toHaveProperty('outcome');
});

test("from the ticket's present queue: a transfer has none, each queue has its own", () => {
  const branch = serving(asked(true, 'solved'));
  branch.do({ type: 'Transfer', ticket: 't1', by: ana, queue: 'empresas' }, staff('ana'));
  branch.next('ana');
  branch.start('t1');
  expect(branch.refusal(finish('solved'))).toMatchObject({ code: 'unknown_outcome' });
  expect(types(branch.do(finish()))).toEqual(['ServiceFinished']);
});

test('undone: the ticket is served again without it, and is finished with another', () => {
  const branch = serving(asked(true, 'solved', 'open'));
  branch.do(finish('solved'), staff('ana'));
  branch.do({ type: 'Undo', ticket: 't1', by: ana }, staff('ana'));
  expect(branch.ticket('t1')).not.toHaveProperty('outcome');
  expect(branch.refusal(finish())).toMatchObject({ code: 'outcome_required' });
  expect(branch.do(finish('open'))).toMatchObject([{ outcome: 'open' }]);
});
