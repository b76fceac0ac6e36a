import { nameAmong } from '../../../../src/app/pages/shared/devices/name-among';
import type { BranchDevice } from '../../../../src/app/wire/devices';

const device = (id: string, label: string, revoked = false) =>
  ({ id, label, revoked }) as BranchDevice;
const names = (...all: readonly BranchDevice[]) => all.map((each) => nameAmong(each, all));

test('two devices with similar names are told apart by id, also in calls for help', () => {
  expect(names(device('k1', 'Tótem'), device('k2', 'tótem '), device('k3', 'Puerta'))).toEqual([
    'Tótem (k1)',
    'tótem  (k2)',
    'Puerta',
  ]);
});

test("a device signed out for good does not affect the others' names", () => {
  expect(names(device('k1', 'Tótem'), device('k2', 'Tótem', true))[0]).toBe('Tótem');
});
