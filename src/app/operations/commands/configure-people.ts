import { Actor, DeviceKind } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Instant } from '../../domain/model/instant';
import { administersBank } from '../../domain/model/whole-bank';
import { Change, Idempotency } from '../../ports';
import type { ListedDevice, Webhook } from '../../wire/configuration';
import { configure, tellBranches } from './configure';
import { ConfigureDeps, StaffRecord } from './deps';

/**
 * Staff, devices and webhooks: changes are facts of the bank's chain, and the branches concerned
 * are notified.
 */

/** `queues` by branch, for advisors; `passwordHash` only when the password changes. */
export interface StaffInput extends StaffRecord {
  readonly passwordHash?: string;
  /** Refuses (`closed_account`) to change a closed account: only administrators open one. */
  readonly keepsClosed?: boolean;
}

export const saveStaff =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    { queues, passwordHash, keepsClosed, ...staff }: StaffInput,
    idempotency?: Idempotency,
  ): Promise<void> => {
    const before = (await deps.store.listStaff()).find(({ id }) => id === staff.id);
    const { id, username, firstName, branches } = staff;
    await configure(
      deps,
      { branch: BANK, actor, idempotency },
      {
        change: { kind: 'staff', staff, queues, passwordHash },
        command: {
          type: 'SaveStaff',
          username,
          firstName,
          ...(before ? {} : { newId: id }),
          // What the bank's own sign-in says about somebody counts, even if no administrator is
          // left.
          endsAdmin: actor.kind === 'staff' && !administersBank(staff),
          keepsClosed,
        },
        existing: {
          what: 'username',
          staff: id,
          username,
          branches: [...Object.keys(queues), ...(branches === 'all' ? [] : branches)],
          ...(actor.kind === 'staff' ? { saver: actor.id } : {}),
        },
      },
    );
    await tellBranches(deps, actor, await concerned(deps, { queues, ...staff }, before), [
      { type: 'BranchConfigured', what: 'staff', version: 0, changed: [id] },
    ]);
    await dismissed(deps, actor, { queues, ...staff });
  };

/**
 * Branches where somebody serves or is named. For somebody of all branches, every branch is told
 * only when what is shown of them changes, since that takes a command for each.
 */
async function concerned(
  { store }: ConfigureDeps,
  after: StaffRecord,
  before: StaffRecord | undefined,
): Promise<readonly string[]> {
  const all = async () => (await store.listBranches()).map(({ id }) => id);
  const same =
    before?.firstName === after.firstName &&
    before.active === after.active &&
    before.branches === after.branches;
  const of = async ({ branches, queues }: StaffRecord) => [
    ...Object.keys(queues),
    ...(branches !== 'all' ? branches : same ? [] : await all()),
  ];
  return [...new Set([...(await of(after)), ...(before ? await of(before) : [])])];
}

/**
 * Changes somebody's own password from the one that they gave.
 * @throws Refused `account_changed` where it is another one by now, or the account is closed
 */
export const savePassword =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    change: Omit<Extract<Change, { readonly kind: 'password' }>, 'kind'>,
  ): Promise<void> => {
    await configure(deps, { branch: BANK, actor }, { change: { kind: 'password', ...change } });
  };

/**
 * Takes somebody who may no longer serve at a branch off its floor at once, and frees the counter.
 */
async function dismissed(deps: ConfigureDeps, actor: Actor, staff: StaffRecord): Promise<void> {
  const serves = staff.active && (staff.role === 'advisor' || staff.role === 'supervisor');
  for (const branch of await deps.store.branchesOnFloor(staff.id)) {
    if (serves && (staff.branches === 'all' || staff.branches.includes(branch))) continue;
    await deps.run({
      branch,
      actor,
      load: { advisor: staff.id, past: { inHandOf: staff.id } },
      command: { type: 'DismissAdvisor', advisor: staff.id },
    });
  }
}

export interface DeviceInput {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly branch: string;
  readonly label: string;
  /** Hash of a new enrolment code, which is shown once. */
  readonly codeHash?: string;
  /** The code stays valid after its use: the demo bank's do. */
  readonly reusable?: boolean;
  readonly codeExpiresAt?: Instant;
  readonly revoked?: boolean;
}

/** A repeated command keeps the first one's enrolment code. */
export const saveDevice =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    { codeHash, reusable, codeExpiresAt, revoked = false, ...device }: DeviceInput,
    idempotency?: Idempotency,
  ): Promise<{ readonly replayed: boolean }> => {
    const { replayed } = await configure(
      deps,
      { branch: BANK, actor, idempotency },
      {
        change: {
          kind: 'device',
          device: { ...device, revoked },
          codeHash,
          reusable,
          codeExpiresAt,
        },
      },
    );
    return { replayed };
  };

export const listDevices =
  ({ store }: ConfigureDeps) =>
  (branch?: string): Promise<readonly ListedDevice[]> =>
    store.listDevices(branch);

export const listWebhooks =
  ({ store }: ConfigureDeps) =>
  (): Promise<readonly Webhook[]> =>
    store.listWebhooks();

export interface WebhookInput {
  readonly id: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly branch?: string;
  readonly secret?: string;
  readonly active: boolean;
}

/** Registers an endpoint. Its secret is stored encrypted; without a new one, the old one stays. */
export const saveWebhook =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    { secret, ...webhook }: WebhookInput,
    idempotency?: Idempotency,
  ): Promise<void> => {
    await configure(
      deps,
      { branch: BANK, actor, idempotency },
      {
        change: {
          kind: 'webhook',
          ...webhook,
          ...(secret ? { secretCipher: deps.vault.encrypt(secret, `webhook\0${webhook.id}`) } : {}),
        },
        command: { type: 'SaveWebhook', types: webhook.types },
      },
    );
  };
