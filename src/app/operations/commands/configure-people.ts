import { Refused } from '../../domain/model/errors';
import { Json } from '../../ports';
import { change, tellBranches } from './configure';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { outcomeTypes } from '../../domain/model/events';

type ConfiguringPeople = Pick<
  Operations,
  'listStaff' | 'saveStaff' | 'listDevices' | 'saveDevice' | 'listWebhooks' | 'saveWebhook'
>;

/** Staff, devices and webhooks: facts of the bank's chain; the branches concerned follow. */
export function configuringPeople(parts: Parts): ConfiguringPeople {
  return {
    listStaff: () => parts.store.listStaff(),
    async saveStaff(actor, { queues, passwordHash, ...staff }, key) {
      const before = (await parts.store.listStaff()).find((each) => each.id === staff.id);
      await change(parts, 'bank', actor, { kind: 'staff', staff, queues, passwordHash }, key);
      const concerned = new Set([...Object.keys(queues), ...Object.keys(before?.queues ?? {})]);
      await tellBranches(
        parts,
        actor,
        [...concerned],
        [{ type: 'BranchConfigured', what: 'staff', version: 0, changed: [staff.id] }],
      );
    },
    listDevices: async (branch) =>
      (await parts.store.listDevices(branch)) as unknown as readonly Json[],
    async saveDevice(actor, { codeHash, reusable, codeExpiresAt, revoked, ...device }, key) {
      const { replayed } = await change(
        parts,
        'bank',
        actor,
        {
          kind: 'device',
          device: { ...device, revoked: revoked ?? false },
          codeHash,
          reusable,
          codeExpiresAt,
        },
        key,
      );
      return { replayed };
    },
    listWebhooks: async () => (await parts.store.listWebhooks()) as unknown as readonly Json[],
    async saveWebhook(actor, { secret, ...webhook }, key) {
      const refused = webhook.types.filter((type) =>
        (outcomeTypes as readonly string[]).includes(type),
      );
      if (refused.length) {
        throw new Refused(
          'invalid',
          'outcome_event',
          'Events that record what became of messages make no messages themselves. Leave them out.',
          refused.map((type) => ({
            field: 'types',
            got: type,
            wants: 'an event of the line, such as TicketIssued',
          })),
        );
      }
      await change(
        parts,
        'bank',
        actor,
        {
          kind: 'webhook',
          ...webhook,
          ...(secret ? { secretCipher: parts.vault.encrypt(secret, 'webhook') } : {}),
        },
        key,
      );
    },
  };
}
