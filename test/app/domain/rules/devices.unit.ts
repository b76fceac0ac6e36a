import { Measured } from '../../../../src/app/domain/model/measured';
import { displayView } from '../../../../src/app/domain/views/project';
import { Branch, configWith, MINUTE, only, T0, types } from '../support/branch';

const watch = (measured: Partial<Measured> = {}) =>
  ({
    type: 'WatchAlerts',
    measured: { estimates: {}, estimateErrors: {}, branchOpen: true, ...measured },
  }) as const;
const shown = (branch: Branch) => displayView(branch.floor, branch.config, branch.now).devices;
const asks = { type: 'AskForHelp', device: 'kiosk-1' } as const;
const id = `help-asked:kiosk-1:${T0}`;

describe('a call for help at a kiosk', () => {
  test('is one call, however often the customer presses, until somebody takes it', () => {
    const branch = new Branch();
    expect(types(branch.do(asks))).toEqual(['AlertRaised']);
    expect(branch.after(1).do(asks)).toEqual([]);
    branch.do({ ...asks, device: 'kiosk-2' });
    expect(shown(branch)).toEqual([
      { alert: id, kind: 'help-asked', device: 'kiosk-1', since: T0 },
      expect.objectContaining({ device: 'kiosk-2' }),
    ]);
    // The sweep cannot measure it, and keeps it.
    expect(only(branch.after(60).do(watch()), 'AlertClosed')).toEqual([]);
    expect(branch.do({ type: 'TakeHelp', alert: id, by: 'ana' })).toEqual([
      { type: 'AlertAcknowledged', id, by: 'ana' },
      { type: 'AlertClosed', id, kind: 'help-asked', subject: 'kiosk-1' },
    ]);
    expect(shown(branch)).toHaveLength(1);
    expect(() => branch.do({ type: 'TakeHelp', alert: id, by: 'eva' })).toThrow(/taken it already/);
    // The next customer may ask again.
    expect(types(branch.do(asks))).toEqual(['AlertRaised']);
  });

  test('also ends when a supervisor marks it as seen, and with its day', () => {
    const branch = new Branch();
    branch.do(asks);
    expect(types(branch.do({ type: 'AcknowledgeAlert', alert: id, by: 'boss' }))).toEqual([
      'AlertAcknowledged',
      'AlertClosed',
    ]);
    branch.do(asks);
    branch.after(24 * 60).do({ type: 'CloseDay', day: '2026-03-10', batch: 200 });
    expect(only(branch.do(watch()), 'AlertClosed')).toMatchObject([{ kind: 'help-asked' }]);
  });

  test('is the only alert that the desk may take', () => {
    const branch = new Branch();
    branch.issue();
    const [raised] = only(branch.do(watch()), 'AlertRaised');
    expect(() => branch.do({ type: 'TakeHelp', alert: raised.alert.id, by: 'host' })).toThrow();
  });
});

describe('a device that is silent', () => {
  const hours = Object.fromEntries(
    [1, 2, 3, 4, 5].map((day) => [day, [{ from: '09:00', to: '14:00' }]]),
  );
  const offline = (branch: Branch, heardAt: number, branchOpen = true) =>
    only(branch.do(watch({ branchOpen, devices: { 'kiosk-1': heardAt } })), 'AlertRaised').filter(
      ({ alert }) => alert.kind === 'device-offline',
    );

  test('is missed after two minutes, until it is heard', () => {
    const branch = new Branch();
    expect(offline(branch, T0 - 2 * MINUTE + 1)).toEqual([]);
    expect(offline(branch, T0 - 2 * MINUTE)).toMatchObject([
      { alert: { subject: 'kiosk-1', value: 2, threshold: 2 } },
    ]);
    expect(shown(branch)).toMatchObject([{ kind: 'device-offline', device: 'kiosk-1' }]);
    expect(only(branch.do(watch({ devices: { 'kiosk-1': T0 } })), 'AlertClosed')).toHaveLength(1);
  });

  test('is not missed while the branch is closed, nor in its first two minutes', () => {
    // T0 is 10:00: open since 09:00.
    const branch = new Branch(configWith({ hours }));
    branch.after(-59);
    expect(offline(branch, T0 - 900 * MINUTE)).toEqual([]);
    branch.after(1);
    expect(offline(branch, T0 - 900 * MINUTE)).toHaveLength(1);
    branch.after(5 * 60);
    const closed = only(
      branch.do(watch({ branchOpen: false, devices: { 'kiosk-1': 0 } })),
      'AlertClosed',
    );
    expect(closed.filter(({ kind }) => kind === 'device-offline')).toHaveLength(1);
  });
});
