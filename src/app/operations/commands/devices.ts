import { Instant } from '../../domain/model/instant';
import { unknownDevice } from '../../domain/model/missing';
import { rfc3339OrNull } from '../../domain/views/rfc3339';
import { Device, DeviceOrder, DeviceWord, DeviceWordStore } from '../../ports';
import type { BranchDevice } from '../../wire/devices';
import { CommandContext } from '../write-path/command';
import { CommandDeps } from './deps';

/** What the devices of a branch report, and what they are asked to do. */
export interface DeviceDeps extends CommandDeps {
  readonly clock: () => Instant;
  readonly store: DeviceWordStore & {
    listDevices(branch?: string): Promise<readonly Device[]>;
  };
}

/** A kiosk or a display is alive; answers what it was asked to do within the last two minutes. */
export const deviceWord =
  ({ store, clock }: DeviceDeps) =>
  async (device: string, word: DeviceWord) => ({
    order: (await store.sayWord(device, word, clock())) ?? null,
  });

/** Every device of a branch, with its last report. */
export const branchDevices =
  ({ store, clock }: DeviceDeps) =>
  async (branch: string): Promise<readonly BranchDevice[]> => {
    const [all, heard] = await Promise.all([
      store.listDevices(branch),
      store.heardDevices(branch, clock()),
    ]);
    return all.map(({ id, kind, label, revoked }) => {
      const word = heard.find((each) => each.id === id);
      return {
        id,
        kind,
        label,
        revoked,
        heardAt: rfc3339OrNull(word?.heardAt),
        pages: word?.pages ?? 0,
        version: word?.version ?? null,
        paper: word?.paper ?? null,
        rttMs: word?.rttMs ?? null,
        cuts: word?.cuts ?? null,
      };
    });
  };

/** Asks a device to reload its page, or a kiosk to ignore presses while it is wiped. Audited. */
export const askDevice =
  (deps: DeviceDeps) =>
  async (
    context: CommandContext,
    { device, what }: { readonly device: string; readonly what: DeviceOrder },
  ): Promise<{ readonly asked: DeviceOrder }> => {
    const { kind } = await deviceOf(deps, context.branch, device);
    const { replayed } = await deps.run({
      ...context,
      load: {},
      command: { type: 'AskDevice', device, kind, what },
      answer: { asked: what },
    });
    if (!replayed) await deps.store.orderDevice(device, deps.newId(), what, deps.clock());
    return { asked: what };
  };

/** The device of this branch. Throws `Refused` (`unknown_device`). */
async function deviceOf(
  { store }: Pick<DeviceDeps, 'store'>,
  branch: string,
  id: string,
): Promise<Device> {
  const found = (await store.listDevices(branch)).find((each) => each.id === id);
  if (found && !found.revoked) return found;
  throw unknownDevice(branch, id);
}
