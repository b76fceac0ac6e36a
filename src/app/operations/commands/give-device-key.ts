import { BANK } from '../../domain/model/bank';
import { Fact } from '../../domain/model/events';
import { Device, Run } from '../../ports';

/**
 * Gives an enrolled device its key, in one commit with the fact that records it, so that there is
 * never a doubt which of its keys have ended.
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
