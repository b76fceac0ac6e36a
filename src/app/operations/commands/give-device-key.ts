import { BANK } from '../../domain/model/bank';
import { Fact } from '../../domain/model/events';
import { Device, Run } from '../../ports';

/**
 * A device that was enrolled has its key from now on: in one commit with the fact that tells of it,
 * so that nobody need doubt which of its keys have ended.
 */
export const giveDeviceKey =
  ({ runInBackground }: { readonly runInBackground: Run }) =>
  async (
    { id, kind }: Device,
    key: { readonly tokenHash: string; readonly alone: boolean },
    fact: Fact,
  ): Promise<void> => {
    await runInBackground({
      branch: BANK,
      actor: { kind, id },
      load: {},
      change: { kind: 'device-key', device: id, ...key },
      command: { type: 'Record', facts: [fact] },
    });
  };
