import { signal } from '@preact/signals';
import type { BranchDevice } from '../../../wire/devices';
import { ApiProblem, call } from '../api/api';
import { nameAmong } from './name-among';
import { onceFor } from './once';
import { deviceSay } from './words';

/** The devices of the branch on screen, as they were last read. */
const devices = signal<readonly BranchDevice[]>([]);

/** How soon devices are read again, at the earliest, however often an unknown one is named, ms. */
const AGAIN_MS = 3000;
const reading = onceFor(AGAIN_MS);
let of: string | undefined;

/** Reads the devices of a branch. After a failure they are read when a name is needed. */
export function readDevices(branch: string): Promise<void> {
  if (of !== branch) devices.value = [];
  of = branch;
  return reading.read(branch, () =>
    call('GET /api/branches/:branch/devices', { params: { branch } })
      .then((list) => {
        if (of === branch) devices.value = list;
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
      }),
  );
}

/** A device's name, with its id if another device of the branch has the same name. */
export function deviceName(id: string): string {
  const known = devices.value.find((each) => each.id === id);
  if (!known) {
    if (of !== undefined && !reading.isFresh(of)) void readDevices(of);
    return deviceSay('devices.unknown');
  }
  return nameAmong(known, devices.value);
}
