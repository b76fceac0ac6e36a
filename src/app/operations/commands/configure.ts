import { Actor } from '../../domain/model/actor';
import { Fact } from '../../domain/model/events';
import { QueueConfig } from '../../domain/model/queue';
import { Change, Idempotency, RunRequest } from '../../ports';
import { Asked, Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { redueQueue } from '../time/sweep-redue';

const none: readonly Fact[] = [];

/** A change of configuration and its event, in one commit on the branch's chain (or the bank's). */
export const change = (
  parts: Parts,
  branch: string,
  actor: Actor,
  what: Change,
  idempotency?: Idempotency,
  answer: RunRequest['answer'] = () => ({ saved: true }),
) =>
  parts.run({
    branch,
    actor,
    idempotency,
    load: {},
    change: what,
    command: { type: 'Record', facts: none },
    answer,
  });

/**
 * Branches follow a change that the bank's chain records: one command per branch. Told again when a
 * command is repeated: its first run may have been cut short.
 */
export async function tellBranches(
  parts: Parts,
  actor: Actor,
  branches: readonly string[] | 'all',
  facts: readonly Fact[],
) {
  const ids =
    branches === 'all' ? (await parts.store.listBranches()).map((branch) => branch.id) : branches;
  for (const branch of [...ids].sort())
    await parts.run({ branch, actor, load: {}, command: { type: 'Record', facts } });
}

type Configuring = Pick<
  Operations,
  | 'getSettings'
  | 'putSettings'
  | 'listBranches'
  | 'saveBranch'
  | 'listQueues'
  | 'saveQueue'
  | 'listCounters'
  | 'saveCounter'
>;

export function configuring(parts: Parts): Configuring {
  const settingsNow = async (branch: string) => {
    const { version, overrides } = await parts.store.settingsOf(branch);
    const { directory } =
      branch === 'bank' ? { directory: undefined } : await parts.reads.readFloor(branch);
    return {
      version,
      overrides,
      settings: directory?.config.settings ?? parts.store.mergeSettings(overrides),
    };
  };
  return {
    getSettings: settingsNow,
    async putSettings(asked: Asked, { ifVersion, overrides }) {
      await parts.run({
        ...asked,
        load: {},
        change: { kind: 'settings', ifVersion, overrides },
        command: { type: 'Record', facts: none },
        answer: () => ({ saved: true }),
      });
      if (asked.branch === 'bank')
        await tellBranches(parts, asked.actor, 'all', [
          { type: 'BranchConfigured', what: 'settings', version: ifVersion + 1, changed: ['bank'] },
        ]);
      const { version, settings } = await settingsNow(asked.branch);
      return { version, settings };
    },
    async listBranches() {
      const list = await parts.store.listBranches();
      return Promise.all(
        list.map(async (branch) => ({
          ...branch,
          timeZone: (await parts.reads.readFloor(branch.id)).directory.config.settings.timeZone,
        })),
      );
    },
    async saveBranch(actor, input, key) {
      await change(parts, 'bank', actor, { kind: 'branch', ...input }, key);
      await tellBranches(
        parts,
        actor,
        [input.id],
        [{ type: 'BranchConfigured', what: 'branch', version: 0, changed: ['name'] }],
      );
    },
    listQueues: (branch) => parts.store.listQueues(branch),
    async saveQueue(asked: Asked, queue: QueueConfig) {
      await parts.run({
        ...asked,
        load: {},
        change: { kind: 'queue', queue },
        command: { type: 'Record', facts: none },
        answer: () => ({ saved: queue.id }),
      });
      await redueQueue(parts, asked.branch, queue.id);
    },
    listCounters: (branch) => parts.store.listCounters(branch),
    async saveCounter(asked: Asked, counter) {
      await parts.run({
        ...asked,
        load: {},
        change: { kind: 'counter', counter },
        command: { type: 'Record', facts: none },
        answer: () => ({ saved: counter.id }),
      });
    },
  };
}
