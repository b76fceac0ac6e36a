import { App } from '../../app/create-app';
import { Actor } from '../../app/domain/model/actor';
import { Busy, Json, troubleOf } from '../../app/ports';
import { hashPassword, hashToken } from '../../app/vault/tokens';
import { branches, counters, DEMO_PASSWORD, devices, queues, settings, staff } from './bank';

type Operations = App['operations'];

const SEED: Actor = { kind: 'system', id: 'demo-bank' };

/** How long a busy or silent database is retried, and how long to wait between tries, ms. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 500;

/**
 * Creates the demo bank through the app's own operations, as an admin would. It only adds what is
 * missing, so that it completes a start that was killed half-way and keeps what people have
 * changed. Another bank's data is left alone. On a machine that freezes for a few seconds the app
 * takes its database for silent, as it should: then this continues where it was.
 * @param cost of the hash of everybody's password, as `hashPassword` takes it
 * @returns whether this database holds the demo bank
 */
export async function seedDemoBank(operations: Operations, cost?: number): Promise<boolean> {
  const patientUntil = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await complete(operations, cost);
    } catch (error) {
      const passes = error instanceof Busy || troubleOf(error) !== undefined;
      if (!passes || performance.now() > patientUntil) throw error;
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
}

async function complete(operations: Operations, cost?: number): Promise<boolean> {
  const existing = new Map(
    (await operations.listBranches()).map((branch) => [branch.id, branch.name]),
  );
  if (existing.size > 0 && existing.get(branches[0].id) !== branches[0].name) return false;
  for (const branch of branches) {
    if (!existing.has(branch.id)) {
      await operations.saveBranch(SEED, { id: branch.id, name: branch.name });
    }
    await furnish(
      operations,
      branch.id,
      'directions' in branch ? { ...settings, directions: branch.directions } : settings,
    );
  }
  await addStaff(operations, cost);
  await addDevices(operations);
  return true;
}

async function furnish(
  operations: Operations,
  branch: string,
  overrides: Readonly<Record<string, Json>>,
): Promise<void> {
  const asked = { branch, actor: SEED };
  const { version, overrides: chosen } = await operations.getSettings(branch);
  if (Object.keys(chosen as object).length === 0) {
    await operations.putSettings(asked, { ifVersion: version, overrides });
  }
  const queuesThere = new Set((await operations.listQueues(branch)).map((queue) => queue.id));
  for (const queue of queues) {
    if (!queuesThere.has(queue.id)) await operations.saveQueue(asked, queue);
  }
  const countersThere = new Set(
    (await operations.listCounters(branch)).map((counter) => counter.id),
  );
  for (const counter of counters) {
    if (!countersThere.has(counter.id)) await operations.saveCounter(asked, counter);
  }
}

async function addStaff(operations: Operations, cost?: number): Promise<void> {
  const there = new Set((await operations.listStaff()).map((member) => member.id));
  const missing = staff.filter((member) => !there.has(member.id));
  if (missing.length === 0) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD, cost);
  const all = queues.map((queue) => queue.id);
  for (const member of missing) {
    const served = member.role === 'advisor' && member.branches !== 'all' ? member.branches : [];
    const servedQueues = Object.fromEntries(served.map((branch) => [branch, all]));
    await operations.saveStaff(SEED, {
      ...member,
      username: member.id,
      active: true,
      queues: servedQueues,
      passwordHash,
    });
  }
}

async function addDevices(operations: Operations): Promise<void> {
  const there = new Set(
    (await operations.listDevices()).map((device) => (device as { readonly id: string }).id),
  );
  for (const device of devices) {
    if (!there.has(device.id)) {
      await operations.saveDevice(SEED, {
        ...device,
        codeHash: hashToken(device.id),
        reusable: true,
      });
    }
  }
}
