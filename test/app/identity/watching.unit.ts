import { DeviceKind, Role } from '../../../src/app/domain/model/actor';
import { mayWatch } from '../../../src/app/identity/policy';
import { Viewer, ViewName } from '../../../src/app/ports';

const views: readonly ViewName[] = ['display', 'floor', 'advisor', 'ticket'];
const staff = (role: Role, branches: readonly string[] | 'all' = ['1']): Viewer => ({
  kind: 'staff',
  staff: 's',
  role,
  branches,
  session: 'x',
});
const device = (deviceKind: DeviceKind): Viewer => ({
  kind: 'device',
  device: 'd',
  deviceKind,
  branch: '1',
});

test.each<[string, Viewer, readonly ViewName[]]>([
  ['a host', staff('host'), ['display']],
  ['an advisor', staff('advisor'), ['display', 'advisor']],
  ['a supervisor', staff('supervisor'), ['display', 'floor', 'advisor']],
  ['an admin', staff('admin'), ['display', 'floor']],
  ['an auditor', staff('auditor'), []],
  ['a display', device('display'), ['display']],
  ['a kiosk', device('kiosk'), ['display']],
  ['a printer', device('printer'), []],
  ['a ticket', { kind: 'ticket', ticket: 't', branch: '1', acts: true }, ['ticket']],
])('%s watches its own views of its own branch only', (_who, viewer, allowed) => {
  for (const view of views) {
    expect(mayWatch(viewer, '1', view)).toBe(allowed.includes(view));
    expect(mayWatch(viewer, '2', view)).toBe(false);
  }
});

test('staff of all branches watch them all', () => {
  expect(mayWatch(staff('supervisor', 'all'), '2', 'floor')).toBe(true);
});
