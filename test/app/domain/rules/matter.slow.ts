import { StretchBook } from '../../../../src/app/domain/fold/stretches';
import { emptyCounts } from '../../../../src/app/domain/model/queue';
import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { Stretch } from '../../../../src/app/domain/model/stretch';
import { DayOfEvents } from '../../../../src/app/domain/predict/day-of-events';
import { UNDO_MS } from '../../../../src/app/domain/rules/undo';
import fc from '../../../support/draws';
import { Figures } from '../../../support/figures/own';
import { Branch, configWith, hand, MINUTE, only, queues, staff, types } from '../support/branch';
import { recounted } from '../support/recount';
import { configs, MATTERS, stepsBut, stepsOf, take } from '../support/steps';

const ana = hand('ana');
const matter = (queue = 'empresas', more: { by?: typeof ana; outcome?: string } = {}) =>
  ({ type: 'BeginMatter', ticket: 't1', by: ana, queue, ...more }) as const;
const undo = { type: 'Undo', ticket: 't1', by: ana } as const;

/** ana, who serves these queues, serves t1 of caja for four minutes. */
function serving(...serves: string[]): Branch {
  const codes = ['solved', 'open'].map((id) => ({ id, names: { es: id, en: id } }));
  const config = configWith({}, { caja: { outcomes: { required: true, codes } } });
  const branch = new Branch(config).signOn('ana', '1', serves.length ? serves : undefined);
  branch.issue();
  branch.next('ana');
  branch.start('t1');
  return branch.after(4);
}
const begin = (branch: Branch) =>
  branch.do(matter('empresas', { outcome: 'solved' }), staff('ana'));
const stretches = ({ events }: Pick<Branch, 'events'>, day = '2026-03-10') => {
  const book = new StretchBook();
  let today = day;
  for (const event of events) {
    if (event.fact.type === 'DayOpened') today = event.fact.day;
    book.take(event, today);
  }
  return book.begun;
};
const said = ({ subject, kind, began, how, queue, serviceMs, outcome }: Stretch) =>
  [subject, kind, queue, began, how, serviceMs, outcome].filter((each) => each !== undefined);
const served = (branch: Branch) =>
  stretches(branch)
    .filter(({ kind }) => kind === 'serving')
    .map((each) => said(each).join(' '));

test('one service ends with its outcome, another begins at once: same ticket and counter', () => {
  const branch = serving();
  expect(types(begin(branch))).toEqual(['MatterBegun']);
  expect(branch.ticket('t1')).toMatchObject({
    state: 'serving',
    queue: 'empresas',
    counter: '1',
    advisor: 'ana',
    startedAt: branch.now,
    matters: 2,
  });
  const { caja, empresas } = branch.whole.queues;
  expect(caja).toMatchObject({ serving: 0, served: 1, services: 1, serviceMs: 4 * MINUTE });
  expect(empresas).toMatchObject({ serving: 1, served: 0, issued: 0, calls: 0 });
  expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', ticket: 't1', served: 1 });
  branch.after(6).finish('t1');
  expect(branch.whole.queues.empresas).toMatchObject({ serving: 0, served: 1, services: 1 });
  expect(branch.whole.advisors.ana).toMatchObject({ served: 2, serviceMs: 10 * MINUTE });
  expect(served(branch)).toEqual([
    `t1 serving caja started finished ${4 * MINUTE} solved`,
    `t1 serving empresas matter finished ${6 * MINUTE}`,
  ]);
});

test('undone within two minutes: one whole service, and the other never was', () => {
  const branch = serving();
  const [before, counts] = [branch.ticket('t1'), branch.whole.queues.caja];
  begin(branch);
  expect(only(branch.after(1).do(undo, staff('ana')), 'TicketUndone')).toMatchObject([
    { what: 'matter', from: 'empresas', queue: 'caja', was: 'serving' },
  ]);
  expect(branch.ticket('t1')).toEqual(before);
  expect(branch.whole.queues.caja).toEqual(counts);
  expect(branch.whole.queues.empresas).toEqual(emptyCounts('empresas'));
  expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', served: 0, services: 0 });
  expect(branch.refusal(undo)).toMatchObject({ code: 'nothing_to_undo' });
  branch.after(1).do({ type: 'Finish', ticket: 't1', by: ana, next: false, outcome: 'open' });
  expect(served(branch)).toEqual([
    't1 serving caja started undone solved',
    't1 serving empresas matter not-begun',
    `t1 serving caja undone finished ${6 * MINUTE} open`,
  ]);
  const late = serving();
  begin(late);
  late.now += UNDO_MS + 1;
  expect(late.refusal(undo)).toMatchObject({ code: 'undo_too_late' });
});

test('only the finish of the second matter is undone', () => {
  const branch = serving();
  begin(branch);
  branch.finish('t1');
  branch.do(undo, staff('ana'));
  expect(branch.ticket('t1')).toMatchObject({ state: 'serving', queue: 'empresas', matters: 2 });
});

const calledNext = (branch: Branch) => {
  branch.next('ana');
  return only(
    branch.events.slice(-1).map(({ fact }) => fact),
    'TicketCalled',
  )[0];
};

test('customers returned from another matter wait in its queue from then on', () => {
  const branch = serving();
  begin(branch);
  const back = { type: 'Return', ticket: 't1', by: ana } as const;
  const target = branch.config.queues.empresas.targetMinutes * MINUTE;
  branch.after(3).do(back, staff('ana'));
  const at = branch.now;
  expect(branch.ticket('t1')).toMatchObject({ dueFrom: at, due: at + target, matters: 2 });
  expect(calledNext(branch.after(7))).toMatchObject({
    ...{ queue: 'empresas', waitMs: 7 * MINUTE, inTarget: true },
  });
  expect(branch.whole.queues.empresas).toMatchObject({ calls: 1, waitMs: 7 * MINUTE, inTarget: 1 });
  // from there they get their old place back, and a repeated call adds nothing
  branch.start('t1');
  expect(only(branch.after(2).do(back, staff('ana')), 'TicketReturned')[0].due).toBeUndefined();
  expect(calledNext(branch.after(1))).toMatchObject({ again: true });
  const { caja, empresas } = branch.whole.queues;
  expect([caja.calls, empresas.calls]).toEqual([1, 1]);
  recounted(branch);
});

test('losing the advisor in another matter means waiting in its queue from then on too', () => {
  const branch = serving().signOn('eva', '2');
  begin(branch);
  const target = branch.config.queues.empresas.targetMinutes * MINUTE;
  branch.after(3).do({ type: 'DismissAdvisor', advisor: 'ana' }, staff('admin'));
  const at = branch.now;
  expect(branch.ticket('t1')).toMatchObject({ state: 'waiting', dueFrom: at, due: at + target });
  branch.after(7).next('eva');
  const call = { queue: 'empresas', waitMs: 7 * MINUTE, inTarget: true };
  const [called] = only(
    branch.events.slice(-1).map(({ fact }) => fact),
    'TicketCalled',
  );
  expect(called).toMatchObject(call);
  expect(called.again).toBeUndefined();
  recounted(branch);
  // once called there, they keep their place there when that advisor leaves
  const { due } = branch.ticket('t1');
  branch.start('t1');
  branch.after(2).do({ type: 'DismissAdvisor', advisor: 'eva' }, staff('admin'));
  expect(branch.ticket('t1')).toMatchObject({ state: 'waiting', due, dueFrom: at });
});

test('a matter begun by mistake starts no wait: once returned, they have their old due', () => {
  const branch = serving();
  const { due } = branch.ticket('t1');
  begin(branch);
  branch.do(undo, staff('ana'));
  branch.do({ type: 'Hold', ticket: 't1', by: ana, reason: 'form' }, staff('ana'));
  branch.after(5).do({ type: 'Return', ticket: 't1', by: ana }, staff('ana'));
  expect(branch.ticket('t1')).toMatchObject({ due, queue: 'caja' });
  expect(calledNext(branch)).toMatchObject({ again: true });
});

test('only by the serving advisor, and only to another existing queue that they serve', () => {
  const branch = serving('caja', 'empresas').signOn('eva', '2');
  const refused = (command: ReturnType<typeof matter>) => branch.refusal(command);
  for (const by of [hand('eva'), hand('boss', true)]) {
    expect(refused(matter('empresas', { by }))).toMatchObject({ code: 'not_your_ticket' });
  }
  expect(refused(matter('créditos'))).toMatchObject({
    code: 'unknown_queue',
    fields: [{ field: 'queue', got: 'créditos' }],
  });
  expect(refused(matter('caja'))).toMatchObject({
    code: 'same_queue',
    fields: [{ field: 'queue', got: 'caja', wants: 'one of empresas' }],
  });
  expect(refused(matter('gerencia'))).toMatchObject({
    code: 'queue_not_served',
    fields: [{ field: 'queue', got: 'gerencia', wants: 'one of empresas' }],
  });
  expect(refused(matter())).toMatchObject({ code: 'outcome_required' });
  expect(refused(matter('empresas', { outcome: 'x' }))).toMatchObject({ code: 'unknown_outcome' });
});

test('time on hold before the next matter is not part of it', () => {
  const branch = serving();
  branch.do({ type: 'Hold', ticket: 't1', by: ana, reason: 'form' }, staff('ana'));
  branch.after(10).do({ type: 'Resume', ticket: 't1', by: ana }, staff('ana'));
  expect(only(begin(branch), 'MatterBegun')).toMatchObject([{ serviceMs: 4 * MINUTE }]);
  expect(only(branch.after(3).finish('t1'), 'ServiceFinished')).toMatchObject([
    { serviceMs: 3 * MINUTE },
  ]);
});

test('a day learns one visit, from its call to its last finish; nothing if left open', () => {
  const learned = (minutes: number, slip = false) => {
    const branch = serving();
    branch.after(minutes - 4);
    begin(branch);
    if (slip) branch.do(undo, staff('ana'));
    branch.after(6);
    const outcome = slip ? { outcome: 'solved' } : {};
    const finish = { type: 'Finish', ticket: 't1', by: ana, next: false, ...outcome } as const;
    branch.do(finish, staff('ana'));
    const heard = new DayOfEvents(defaultSettings);
    const day = '2026-03-10';
    const [first] = branch.events;
    heard.take({ ...first, fact: { type: 'DayOpened', day } });
    for (const event of branch.events) heard.take(event);
    return heard.take({ ...first, fact: { type: 'DayClosed', day, served: 2, cancelled: 0 } })!
      .learned.visits;
  };
  for (const slip of [false, true]) {
    const [visit, ...more] = learned(10, slip);
    expect(more).toEqual([]);
    expect(visit).toMatchObject({ queue: 'caja', call: { advisor: 'ana' } });
    expect(visit.call!.ended - visit.until).toBe(16 * 60);
    expect(visit.call!.closedByDay).toBeUndefined();
  }
  expect(learned(61)).toMatchObject([{ call: { closedByDay: true } }]);
});

test('whatever else happens, stretches add up to the counts of each queue', () => {
  let begun = 0;
  const kinds = [...stepsBut('night', 'closeDay'), ...MATTERS];
  const property = fc.property(configs, stepsOf(kinds), (config, steps) => {
    const branch = new Branch(config).signOn('ana', '1').signOn('eva', '2');
    for (const step of steps) {
      take(branch, step);
      recounted(branch);
    }
    begun += branch.events.filter(({ fact }) => fact.type === 'MatterBegun').length;
    const all = stretches(branch);
    for (const queue of Object.keys(queues)) {
      const figures = new Figures(all, branch.now);
      const of = all.filter((each) => each.queue === queue);
      const {
        services,
        serviceMs,
        serving: now,
        ...counts
      } = branch.whole.queues[queue] ?? emptyCounts(queue);
      const { served: done, handed_on, taught, service_ms } = figures.services(of);
      expect([done, handed_on, taught, service_ms]).toEqual([
        counts.served,
        counts.handedOn,
        services,
        serviceMs,
      ]);
      expect(figures.open(of).serving).toBe(now);
      // every ticket that entered a queue has left it, or is in it: the columns add up
      const { issued, handed_in, missed, cancelled } = figures.waits(of);
      const { general, preferential, deferred, called, held } = counts;
      const moved =
        of.filter(({ how }) => how === 'moved').length -
        of.filter(({ began }) => began === 'lane').length;
      const before = of.filter(({ kind }) => kind !== 'serving' && kind !== 'held');
      const away =
        before.filter(({ how }) => how === 'transferred').length -
        before.filter(({ began }) => began === 'undone').length;
      const inIt = general + preferential + deferred + called + now + held;
      expect(issued! + handed_in!).toBe(
        done! + handed_on! + missed! + cancelled! + moved + away + inIt,
      );
    }
  });
  fc.assert(property, { numRuns: 40, seed: 73 });
  expect(begun).toBeGreaterThan(10);
});
