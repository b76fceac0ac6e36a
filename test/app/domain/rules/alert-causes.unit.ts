import { Measured } from '../../../../src/app/domain/model/measured';
import { Branch, configWith, only, types } from '../support/branch';

const watch = (measured: Partial<Measured> = {}) =>
  ({
    type: 'WatchAlerts',
    measured: { estimates: {}, estimateErrors: {}, branchOpen: true, ...measured },
  }) as const;
const raised = (branch: Branch, measured: Partial<Measured> = {}) =>
  only(branch.do(watch(measured)), 'AlertRaised').map(({ alert }) => alert);
const staffed = () => new Branch().signOn('ana', '1');

describe('the target', () => {
  const due = (branch: Branch) => Object.values(branch.whole.tickets)[0].due;

  test('about to be passed, then passed, by the first in line', () => {
    const branch = staffed();
    branch.issue();
    const firstDue = { caja: due(branch) };
    const kinds = (minutes: number) => {
      branch.now = firstDue.caja + minutes * 60_000;
      return raised(branch, { firstDue }).map(({ kind, value }) => [kind, value]);
    };
    expect(kinds(-6)).toEqual([]);
    expect(kinds(-2.5)).toEqual([['target-near', 3]]);
    expect(kinds(0)).toEqual([]);
    expect(kinds(1.5)).toEqual([['target-passed', 1]]);
    branch.next('ana');
    expect(types(branch.do(watch()))).toEqual(['AlertClosed']);
  });

  test('a queue with a short target warns a quarter of it ahead, or not at all', () => {
    const queues = { caja: { targetMinutes: 4 } };
    const branch = new Branch(configWith({}, queues)).signOn('ana', '1');
    branch.issue();
    const firstDue = { caja: due(branch) };
    branch.now = firstDue.caja - 61_000;
    expect(raised(branch, { firstDue })).toEqual([]);
    branch.now = firstDue.caja - 59_000;
    const { alerts } = configWith().settings;
    const { config } = branch;
    branch.configure(configWith({ alerts: { ...alerts, targetMinutes: 0 } }, queues));
    expect(raised(branch, { firstDue })).toEqual([]);
    branch.configure(config);
    expect(raised(branch, { firstDue })).toMatchObject([{ kind: 'target-near' }]);
  });

  test('the share of a day, from ten calls on; only waiting customers can be helped', () => {
    const branch = staffed();
    for (let n = 0; n < 10; n += 1) {
      branch.issue();
      branch.now += n < 7 ? 0 : 61 * 60_000;
      const id = branch.next('ana')!;
      branch.start(id);
      branch.finish(id);
      if (n < 9) expect(raised(branch)).toEqual([]);
    }
    expect(raised(branch)).toMatchObject([
      { kind: 'share-low', subject: 'caja', value: 0.7, threshold: 0.8 },
    ]);
    const offered = () => Object.values(branch.whole.alerts).map((each) => each.action);
    expect(offered()).toEqual([undefined]);
    branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused', serves: ['caja'] });
    branch.issue();
    branch.do(watch());
    expect(offered()).toEqual([{ do: 'call-back', advisor: 'eva' }]);
  });
});

describe('the target ahead', () => {
  const mend = {
    do: 'open-queue' as const,
    queue: 'caja',
    advisor: 'eva',
    within: 0.9,
    instead: 0.6,
  };
  const short = { came: 6, within: 0.6, short: 0.8, mend };
  const ready = () => staffed().signOn('eva', '2', ['empresas']);

  test('too few will be called in time, with the change that prevents it', () => {
    const branch = ready();
    expect(raised(branch, { ahead: { caja: short } })).toMatchObject([
      { kind: 'target-ahead', subject: 'caja', value: 0.6, threshold: 0.8, action: mend },
    ]);
    // done, so it is no longer offered, here or on any screen
    branch.do({ type: 'SetAdvisorQueues', advisor: 'eva', queues: ['caja', 'empresas'] });
    const updated = branch.do(watch({ ahead: { caja: short } }));
    expect(only(updated, 'AlertUpdated')).toEqual([
      { type: 'AlertUpdated', id: expect.any(String), value: 0.6 },
    ]);
    expect(types(branch.do(watch({ ahead: { caja: { ...short, within: 0.9 } } })))).toEqual([
      'AlertClosed',
    ]);
  });

  test('silent where it is not sure, where few come, and once the target is passed', () => {
    const branch = ready();
    branch.issue();
    const firstDue = { caja: branch.now - 1 };
    expect(raised(branch, { ahead: { caja: { ...short, short: 0.69 } } })).toEqual([]);
    expect(raised(branch, { ahead: { caja: { ...short, came: 2.9 } } })).toEqual([]);
    expect(raised(branch, { ahead: {} })).toEqual([]);
    const kinds = raised(branch, { ahead: { caja: short }, firstDue }).map(({ kind }) => kind);
    expect(kinds).toEqual(['target-passed']);
  });

  test('stays while it is likely, while nothing is measured, and when the target is passed', () => {
    const branch = ready();
    branch.issue();
    raised(branch, { ahead: { caja: short } });
    const firstDue = { caja: branch.now - 1 };
    for (const measured of [
      { ahead: { caja: { ...short, short: 0.5 } } },
      {},
      { ahead: { caja: { ...short, mend: { ...mend, within: 0.85 } } } },
    ]) {
      expect(types(branch.do(watch(measured)))).toEqual([]);
    }
    expect(types(branch.do(watch({ ahead: { caja: short }, firstDue })))).toEqual(['AlertRaised']);
    expect(types(branch.do(watch({ ahead: {}, firstDue })))).toEqual(['AlertClosed']);
  });
});

describe('people', () => {
  test('a line that would end after closing time', () => {
    const hours = { 2: [{ from: '08:00', to: '12:00' }] };
    const branch = new Branch(configWith({ hours })).signOn('ana', '1');
    branch.now = Date.parse('2026-11-24T11:40:00-03:00');
    branch.issue();
    const late = (caja: number) =>
      raised(branch, { estimates: { caja } }).map(({ kind, value }) => [kind, value]);
    expect(late(20)).toEqual([]);
    expect(late(25)).toEqual([['line-past-closing', 5]]);
    branch.next('ana');
    expect(types(branch.do(watch({ estimates: { caja: 25 } })))).toEqual(['AlertClosed']);
  });

  test('a long pause in opening hours, and a console that is gone', () => {
    const branch = staffed().signOn('eva', '2');
    branch.do({
      type: 'SetAdvisor',
      advisor: 'eva',
      state: 'paused',
      reason: 'colación',
      serves: [],
    });
    branch.after(20);
    expect(raised(branch, { consolesHeard: false })).toEqual([]);
    branch.after(1);
    expect(raised(branch, { branchOpen: false })).toEqual([]);
    expect(raised(branch)).toMatchObject([
      { kind: 'pause-long', subject: 'eva', value: 21, threshold: 20 },
    ]);
    // ana's console has been silent for as long
    expect(raised(branch, { consolesHeard: true })).toMatchObject([
      { kind: 'console-silent', subject: 'ana', value: 21, threshold: 1 },
    ]);
    branch.tick(true);
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'paused', reason: 'absent' });
    expect(types(branch.do(watch({ consolesHeard: true })))).not.toContain('AlertClosed');
  });
});
