import { DeviceKind, Role } from '../../../src/app/domain/model/actor';
import { Action, allowed, may } from '../../../src/app/identity/policy';
import { Viewer } from '../../../src/app/ports';

const staff = (role: Role, branches: readonly string[] | 'all' = ['1']): Viewer => ({
  kind: 'staff',
  staff: 'x',
  role,
  branches,
  session: 's',
});
const device = (deviceKind: DeviceKind, branch = '1'): Viewer => ({
  kind: 'device',
  device: 'd',
  deviceKind,
  branch,
});
const ticket: Viewer = { kind: 'ticket', ticket: 't', branch: '1', acts: true };
const everybody: Readonly<Record<string, Viewer>> = {
  host: staff('host'),
  advisor: staff('advisor'),
  supervisor: staff('supervisor'),
  admin: staff('admin', 'all'),
  auditor: staff('auditor'),
  kiosk: device('kiosk'),
  display: device('display'),
  printer: device('printer'),
  customer: ticket,
};
const whoMay = (action: Action) =>
  Object.keys(everybody).filter((name) => may(everybody[name], action, '1'));

/** The policy's table written out: a change of the policy has to be made here too. */
test.each<[Action, readonly string[]]>([
  ['issue', ['host', 'advisor', 'supervisor', 'kiosk']],
  ['look-up-ticket', ['host', 'advisor', 'supervisor', 'admin', 'kiosk']],
  ['print', ['host', 'advisor', 'supervisor', 'kiosk']],
  ['ask-help', ['kiosk']],
  ['device-word', ['kiosk', 'display']],
  ['tend-devices', ['host', 'supervisor', 'admin']],
  ['sign-out-device', ['supervisor', 'admin']],
  ['see-devices', ['host', 'advisor', 'supervisor', 'admin']],
  ['attend', ['host', 'advisor', 'supervisor']],
  ['serve', ['advisor', 'supervisor']],
  ['set-me', ['advisor', 'supervisor']],
  ['steer', ['supervisor']],
  ['open-close', ['supervisor', 'admin']],
  ['see-floor', ['supervisor', 'admin']],
  ['see-alerts', ['supervisor', 'admin']],
  ['overview', ['supervisor', 'admin', 'auditor']],
  ['audit', ['supervisor', 'auditor']],
  ['report', ['supervisor', 'admin', 'auditor']],
  ['configure-branch', ['admin']],
  ['configure-bank', ['admin']],
  ['persons', ['admin']],
  ['own-account', ['host', 'advisor', 'supervisor', 'admin', 'auditor']],
])('%s: %j', (action, who) => {
  expect(whoMay(action)).toEqual(who);
});

test('nobody may do anything at a branch that is not theirs', () => {
  for (const action of Object.keys(allowed) as Action[]) {
    for (const viewer of [
      staff('host'),
      staff('advisor'),
      staff('supervisor'),
      staff('admin'),
      staff('auditor'),
      device('kiosk'),
      device('display'),
      device('printer'),
    ]) {
      expect([action, may(viewer, action, '2')]).toEqual([action, false]);
    }
  }
  expect(may(staff('supervisor', 'all'), 'see-floor', '2')).toBe(true);
  expect(may(staff('advisor', ['1', '2']), 'serve', '2')).toBe(true);
});

test("the bank's own chain and defaults are for people with all branches", () => {
  expect(may(staff('auditor'), 'audit', 'bank')).toBe(false);
  expect(may(staff('auditor', ['bank']), 'audit', 'bank')).toBe(false);
  expect(may(staff('auditor', 'all'), 'audit', 'bank')).toBe(true);
  expect(may(device('kiosk', 'bank'), 'issue', 'bank')).toBe(false);
});

test('staff of one branch may not configure the bank', () => {
  expect(may(staff('admin', ['1']), 'configure-bank')).toBe(false);
  expect(may(staff('admin', ['1']), 'persons')).toBe(false);
  expect(may(staff('admin', 'all'), 'configure-bank')).toBe(true);
});

test("a ticket's key is not a role", () => {
  for (const action of Object.keys(allowed) as Action[]) {
    expect(may(ticket, action, '1')).toBe(false);
  }
});
