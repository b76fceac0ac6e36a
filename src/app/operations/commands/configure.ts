import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Command } from '../../domain/model/commands';
import { Fact } from '../../domain/model/events';
import { QueueConfig } from '../../domain/model/queue';
import { BranchSettings } from '../../domain/model/settings';
import { Change, Directory, Idempotency, Json, LoadSpec } from '../../ports';
import { redueQueue } from '../time/sweep-redue';
import { CommandContext } from '../write-path/command';
import { ConfigureDeps, CounterConfig, NamedBranch } from './deps';

/** Settings, branches, queues and counters: every change is an event on the chain it belongs to. */

/** A change, the command that decides whether it is allowed, and what that decision reads. */
export interface Configuration {
  readonly change: Change;
  /** Absent if no rule can refuse the change. */
  readonly command?: Command;
  readonly existing?: LoadSpec['existing'];
}

/** Writes a change and its event in one commit. */
export const configure = (
  { run }: ConfigureDeps,
  { branch, actor, idempotency }: CommandContext,
  { change, command = { type: 'Record', facts: [] }, existing }: Configuration,
) =>
  run({
    branch,
    actor,
    idempotency,
    load: existing ? { existing } : {},
    command,
    change,
    answer: { saved: true },
  });

/**
 * Branches follow what the bank's chain has recorded, by one command each. A repeat of the bank's
 * command tells them again: the first run may have been cut short.
 */
export async function tellBranches(
  { run, store }: ConfigureDeps,
  actor: Actor,
  branches: readonly string[] | 'all',
  facts: readonly Fact[],
) {
  const ids = branches === 'all' ? (await store.listBranches()).map(({ id }) => id) : branches;
  for (const branch of [...ids].sort()) {
    await run({ branch, actor, load: {}, command: { type: 'Record', facts } });
  }
}

/** The settings in force, the overrides that make them, and their version, which is the ETag. */
export interface SettingsInForce {
  readonly version: number;
  readonly overrides: Json;
  readonly settings: BranchSettings;
}

/** `branch` may be `bank`: the defaults of every branch. */
export const getSettings =
  ({ store, reads }: ConfigureDeps) =>
  async (branch: string): Promise<SettingsInForce> => {
    const { version, overrides } = await store.settingsOf(branch);
    const settings =
      branch === BANK
        ? store.mergeSettings(overrides)
        : (await reads.readFloor(branch)).directory.config.settings;
    return { version, overrides, settings };
  };

export const putSettings =
  (deps: ConfigureDeps) =>
  async (
    context: CommandContext,
    { ifVersion, overrides }: { readonly ifVersion: number; readonly overrides: Json },
  ): Promise<Pick<SettingsInForce, 'version' | 'settings'>> => {
    await configure(deps, context, {
      change: { kind: 'settings', overrides },
      command: { type: 'SaveSettings', ifVersion },
      existing: { what: 'settings', overrides },
    });
    if (context.branch === BANK) {
      await tellBranches(deps, context.actor, 'all', [
        { type: 'BranchConfigured', what: 'settings', version: ifVersion + 1, changed: [BANK] },
      ]);
    }
    const { version, settings } = await getSettings(deps)(context.branch);
    return { version, settings };
  };

export const listBranches =
  ({ store, reads }: ConfigureDeps) =>
  async (): Promise<readonly Directory['branch'][]> =>
    Promise.all(
      (await store.listBranches()).map(
        async ({ id }) => (await reads.readFloor(id)).directory.branch,
      ),
    );

export const saveBranch =
  (deps: ConfigureDeps) =>
  async (actor: Actor, { id, name }: NamedBranch, idempotency?: Idempotency): Promise<void> => {
    await configure(
      deps,
      { branch: BANK, actor, idempotency },
      { change: { kind: 'branch', id, name }, command: { type: 'SaveBranch', id } },
    );
    await tellBranches(
      deps,
      actor,
      [id],
      [{ type: 'BranchConfigured', what: 'branch', version: 0, changed: ['name'] }],
    );
  };

export const saveQueue =
  (deps: ConfigureDeps) =>
  async (context: CommandContext, queue: QueueConfig): Promise<void> => {
    const { id, prefix } = queue;
    await configure(deps, context, {
      change: { kind: 'queue', queue },
      command: { type: 'SaveQueue', prefix },
      existing: { what: 'prefix', queue: id, prefix },
    });
    await redueQueue(deps, context.branch, id);
  };

export const saveCounter =
  (deps: ConfigureDeps) =>
  async (context: CommandContext, { id, label }: CounterConfig): Promise<void> => {
    await configure(deps, context, {
      change: { kind: 'counter', counter: { id, label } },
      command: { type: 'SaveCounter', label },
      existing: { what: 'label', counter: id, label },
    });
  };
