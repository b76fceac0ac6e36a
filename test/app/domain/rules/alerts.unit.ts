import { Measured } from '../../../../src/app/domain/model/measured';
import { Branch, configWith, only, T0, types } from '../support/branch';

const watch = (measured: Partial<Measured> = {}) =>
  ({
    type: 'WatchAlerts',
    measured: { estimates: {}, estimateErrors: {}, branchOpen: true, ...measured },
  }) as const;
const raised = (branch: Branch, measured: Partial<Measured> = {}) =>
  only(branch.do(watch(measured)), 'AlertRaised').map(({ alert }) => alert);
const staffed = () => new Branch().signOn('ana', '1');

describe('an alert', () => {
  test('opens once, is updated, and closes by itself', () => {
    const branch = staffed();
    for (let n = 0; n < 15; n += 1) branch.issue();
    expect(branch.do(watch())).toEqual([]);
    branch.issue();
    expect(raised(branch)).toEqual([
      {
        id: `queue-long:caja:${T0}`,
        kind: 'queue-long',
        subject: 'caja',
        openedAt: T0,
        value: 16,
        threshold: 15,
      },
    ]);
    expect(branch.after(1).do(watch())).toEqual([]);
    branch.issue();
    branch.issue();
    expect(branch.do(watch())).toEqual([
      {
        type: 'AlertUpdated',
        id: `queue-long:caja:${T0}`,
        value: 18,
      },
    ]);
    for (let n = 0; n < 3; n += 1) {
      branch.do({ type: 'Cancel', ticket: `t${n + 1}`, because: 'customer' });
    }
    expect(branch.do(watch())).toEqual([
      { type: 'AlertClosed', id: `queue-long:caja:${T0}`, kind: 'queue-long', subject: 'caja' },
    ]);
    expect(branch.whole.alerts).toEqual({});
  });

  test('is updated when its advice changes', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.issue('gerencia');
    const [id] = raised(branch)
      .filter((each) => each.subject === 'gerencia')
      .map((each) => each.id);
    branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused', serves: ['gerencia'] });
    expect(branch.do(watch())).toContainEqual({
      type: 'AlertUpdated',
      id,
      value: 1,
      action: { do: 'call-back', advisor: 'eva' },
    });
  });

  test('is acknowledged once, and only while open', () => {
    const branch = new Branch();
    const [alert] = raised(branch);
    expect(branch.do({ type: 'AcknowledgeAlert', alert: alert.id, by: 'boss' })).toEqual([
      { type: 'AlertAcknowledged', id: alert.id, by: 'boss' },
    ]);
    expect(branch.do({ type: 'AcknowledgeAlert', alert: alert.id, by: 'other' })).toEqual([]);
    expect(branch.whole.alerts[alert.id].acknowledgedBy).toBe('boss');
    expect(branch.refusal({ type: 'AcknowledgeAlert', alert: 'nope', by: 'boss' })).toMatchObject({
      kind: 'missing',
      code: 'unknown_alert',
      fields: [{ got: 'nope' }],
    });
  });
});

describe('what is watched', () => {
  test('an expected wait over the limit', () => {
    expect(raised(staffed(), { estimates: { caja: 60, gerencia: 61 } })).toMatchObject([
      { kind: 'wait-long', subject: 'gerencia', value: 61, threshold: 60 },
    ]);
  });

  test('a queue nobody on duty serves, while the branch is open or someone is waiting', () => {
    const branch = new Branch().signOn('ana', '1', ['caja', 'empresas', 'personal-banker']);
    expect(raised(branch)).toMatchObject([
      {
        kind: 'queue-unattended',
        subject: 'gerencia',
        value: 0,
        threshold: 0,
        action: { do: 'open-queue', queue: 'gerencia', advisor: 'ana' },
      },
    ]);
    expect(types(branch.do(watch({ branchOpen: false })))).toEqual(['AlertClosed']);
    branch.issue('gerencia');
    expect(raised(branch, { branchOpen: false })).toMatchObject([
      { subject: 'gerencia', value: 1 },
    ]);
  });

  test('a closed queue needs nobody', () => {
    const branch = new Branch(configWith({}, { gerencia: { open: false } })).signOn('ana', '1', [
      'caja',
      'empresas',
      'personal-banker',
    ]);
    expect(raised(branch)).toEqual([]);
  });

  test('the advisor suggested for a queue is the one who serves the fewest queues', () => {
    const branch = new Branch()
      .signOn('ana', '1', ['caja', 'empresas', 'personal-banker'])
      .signOn('eva', '2', ['caja']);
    expect(raised(branch)).toMatchObject([
      { action: { do: 'open-queue', queue: 'gerencia', advisor: 'eva' } },
    ]);
  });

  test('an advisor offline for long on an open day', () => {
    const branch = staffed().signOn('eva', '2');
    branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'offline', serves: [] });
    branch.after(30);
    expect(raised(branch)).toEqual([]);
    branch.after(1);
    expect(raised(branch, { branchOpen: false })).toEqual([]);
    expect(raised(branch)).toMatchObject([
      {
        kind: 'advisor-offline',
        subject: 'eva',
        value: 31,
        threshold: 30,
        action: { do: 'call-back', advisor: 'eva' },
      },
    ]);
    branch.signOn('eva', '2');
    expect(types(branch.do(watch()))).toEqual(['AlertClosed']);
  });

  test('nobody is missed who may not serve there any more', () => {
    const branch = staffed().signOn('eva', '2').signOn('leo', '3');
    for (const advisor of ['eva', 'leo']) {
      branch.do({ type: 'SetAdvisor', advisor, state: 'offline', serves: [] });
    }
    branch.after(31);
    expect(raised(branch, { gone: ['eva'] })).toMatchObject([{ subject: 'leo' }]);
    expect(raised(branch, { gone: [] })).toMatchObject([{ subject: 'eva' }]);
    expect(types(branch.do(watch({ gone: ['eva'] })))).toEqual(['AlertClosed']);
  });

  test('the night before does not count', () => {
    const hours = { 3: [{ from: '09:00', to: '14:00' }] };
    const branch = new Branch(configWith({ hours })).signOn('eva', '2').signOn('ana', '1');
    branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'offline', serves: [] });
    branch.after(23 * 60 + 10); // Wednesday, 09:10
    expect(raised(branch)).toEqual([]);
  });

  test('messages failing, by share', () => {
    expect(raised(staffed(), { messageFailures: { failed: 1, total: 10 } })).toEqual([]);
    expect(raised(staffed(), { messageFailures: { failed: 0, total: 0 } })).toEqual([]);
    expect(raised(staffed(), { messageFailures: { failed: 2, total: 10 } })).toMatchObject([
      {
        kind: 'messages-failing',
        subject: '1',
        value: 0.2,
        threshold: 0.1,
        action: { do: 'check-messages' },
      },
    ]);
  });

  test('estimates that are off, once there are enough to judge', () => {
    expect(
      raised(staffed(), { estimateErrors: { caja: { share: 0.9, tickets: 9, within: 0.8 } } }),
    ).toEqual([]);
    expect(
      raised(staffed(), { estimateErrors: { caja: { share: 0.8, tickets: 50, within: 0.65 } } }),
    ).toEqual([]);
    expect(
      raised(staffed(), { estimateErrors: { caja: { share: 0.5, tickets: 50, within: 0.64 } } }),
    ).toHaveLength(1);
    expect(
      raised(staffed(), { estimateErrors: { caja: { share: 0.85, tickets: 10, within: 0.1 } } }),
    ).toMatchObject([
      {
        kind: 'estimate-off',
        subject: 'caja',
        value: 0.85,
        threshold: 0.8,
        action: { do: 'check-estimate', queue: 'caja' },
      },
    ]);
  });

  test('a ticket open for long, with advice for its state; updated in steps', () => {
    const branch = staffed().signOn('eva', '2');
    for (let n = 0; n < 3; n += 1) branch.issue();
    branch.next('ana');
    branch.start('t1');
    branch.next('eva');
    branch.after(91);
    expect(raised(branch)).toMatchObject([
      {
        kind: 'ticket-open',
        subject: 't1',
        value: 91,
        threshold: 90,
        action: { do: 'finish', ticket: 't1' },
      },
      { subject: 't2', action: { do: 'recall', ticket: 't2' } },
      // both serve its queue: only calling it in turn helps
      { subject: 't3' },
    ]);
    expect(branch.after(8).do(watch())).toEqual([]);
    expect(types(branch.after(1).do(watch()))).toEqual([
      'AlertUpdated',
      'AlertUpdated',
      'AlertUpdated',
    ]);
    branch.finish('t1');
    expect(branch.do(watch())).toMatchObject([{ type: 'AlertClosed', subject: 't1' }]);
  });

  test('the branch sets the thresholds', () => {
    const { alerts } = configWith().settings;
    const branch = staffed().configure(configWith({ alerts: { ...alerts, waiting: 1 } }));
    branch.issue();
    branch.issue();
    expect(raised(branch)).toMatchObject([{ kind: 'queue-long', value: 2, threshold: 1 }]);
  });
});

describe('alerts that the tick raises', () => {
  test('an advisor who does not answer: until they are back', () => {
    const branch = new Branch(
      configWith({ recalls: { times: 0, everySeconds: 60 }, assignment: 'automatic' }),
    ).signOn('ana', '1');
    [branch.issue(), branch.issue()].forEach(() => branch.after(1).tick());
    expect(Object.values(branch.whole.alerts)).toMatchObject([
      { kind: 'advisor-unanswered', subject: 'ana' },
    ]);
    const kinds = () => Object.values(branch.whole.alerts).map((each) => each.kind);
    branch.do(watch());
    expect(kinds()).toContain('advisor-unanswered');
    branch.signOn('ana', '1');
    branch.do(watch());
    expect(kinds()).toEqual([]);
  });

  test('a console silent while serving: until it is heard or the service is over', () => {
    const branch = staffed();
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    branch.after(5).tick(true);
    expect(branch.do(watch())).toEqual([]);
    branch.after(3);
    expect(branch.do(watch())).toMatchObject([
      { type: 'AlertUpdated', value: 8, action: { do: 'finish', ticket: 't1' } },
    ]);
    branch.seen('ana');
    expect(branch.do(watch())).toMatchObject([
      { type: 'AlertClosed', kind: 'console-silent', subject: 'ana' },
    ]);
  });
});
