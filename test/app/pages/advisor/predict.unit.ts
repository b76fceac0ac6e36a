import { Pressed } from '../../../../src/app/pages/advisor/outbox';
import { predict } from '../../../../src/app/pages/advisor/predict';
import { AdvisorView } from '../../../../src/app/wire/views';

const NOON = '2025-03-10T12:00:00.000Z';
const noon = Date.parse(NOON);
const view: AdvisorView = {
  me: {
    id: 'a',
    state: 'busy',
    counter: '1',
    queues: ['caja'],
    since: NOON,
    served: 2,
    handedOn: 0,
    services: 2,
    serviceMs: 0,
    dutyMs: 0,
  },
  current: {
    id: 't1',
    number: 'C01',
    queue: 'caja',
    lane: 'general',
    state: 'called',
    issuedAt: NOON,
    due: NOON,
    waitingSince: NOON,
    calledAt: NOON,
    recalls: 0,
  },
  next: [],
  queues: [],
  missed: [],
};
const press = (action: Pressed['action'], ticket?: string): Pressed => ({
  key: action,
  staff: 'a',
  action,
  ticket,
  method: 'POST',
  path: '/',
  body: {},
  at: 0,
});

test('offline, start and finish work: the console shows what they will lead to', () => {
  const started = predict(view, [press('start', 't1')], noon + 5);
  expect(started.view.current).toMatchObject({
    state: 'serving',
    startedAt: '2025-03-10T12:00:00.005Z',
  });
  const finished = predict(view, [press('start', 't1'), press('finish', 't1')], noon + 9);
  expect(finished.view.current).toBeUndefined();
  expect(finished.view.me).toMatchObject({ state: 'available', since: '2025-03-10T12:00:00.009Z' });
  expect(finished.pending).toBeUndefined();
});

test('another matter begins at once, and is finished in its own queue', () => {
  const another = { ...press('matter', 't1'), body: { queue: 'empresas', outcome: 'solved' } };
  expect(predict(view, [another], noon).view).toEqual(view);
  const { view: so } = predict(view, [press('start', 't1'), another], noon + 9);
  expect(so.current).toEqual({
    ...view.current,
    state: 'serving',
    queue: 'empresas',
    startedAt: '2025-03-10T12:00:00.009Z',
    matters: 2,
  });
});

test('only the server knows who is next: that press stays pending', () => {
  expect(predict(view, [press('finish-next', 't1')], noon).pending?.action).toBe('finish-next');
  const free = predict(view, [press('no-show', 't1'), press('next')], noon);
  expect(free.pending?.action).toBe('next');
  expect(free.view.current).toBeUndefined();
});

test('a press for another ticket, or one already done, changes nothing', () => {
  expect(
    predict(view, [press('finish', 'other'), press('recall', 't1'), press('next')], noon),
  ).toEqual({ view, pending: undefined });
});

test('a held customer who is finished or returned leaves the list; the turn goes on', () => {
  const serving = { ...view.current!, state: 'serving' as const };
  const held = ['t7', 't8'].map((id) => ({ ...view.current!, id, state: 'held' as const }));
  const so = { ...view, current: serving, held };
  expect(predict(so, [press('finish', 't7')], noon).view).toEqual({ ...so, held: [held[1]] });
  expect(predict(so, [press('return', 't8')], noon).view).toEqual({ ...so, held: [held[0]] });
  // undoing it leaves the counter as it is; undoing another matter does not
  expect(predict(so, [press('undo', 't7')], noon)).toEqual({ view: so, pending: undefined });
  expect(predict(so, [press('undo', 't1')], noon).pending?.action).toBe('undo');
});
