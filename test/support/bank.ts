import { App, createApp } from '../../src/app/create-app';
import { createLog } from '../../src/app/log';
import { hashPassword, hashToken } from '../../src/app/vault/tokens';

export const SEED = { kind: 'system', id: 'seed' } as const;
export const PASSWORD = 'demo';
/**
 * Tests sign in thousands of times. The product's own password hash takes 32 times as long as one
 * with this cost, which the same code checks.
 */
export const CHEAP_HASH = 10;

export interface BankOptions {
  readonly branches?: readonly string[];
  /** Advisors per branch, named `advisor-<branch>-<n>`, each with counter `<n>`. */
  readonly advisors?: number;
  /**
   * Displays per branch, named `display-<branch>`, `display-<branch>-2` and so on. Default: one.
   */
  readonly displays?: number;
  readonly queues?: readonly {
    readonly id: string;
    readonly prefix: string;
    readonly targetMinutes: number;
  }[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

const QUEUES = [
  { id: 'caja', prefix: 'C', targetMinutes: 20 },
  { id: 'personal-banker', prefix: 'P', targetMinutes: 15 },
  { id: 'empresas', prefix: 'E', targetMinutes: 10 },
  { id: 'gerencia', prefix: 'G', targetMinutes: 5 },
];

/**
 * A bank in a migrated database, made through the app's own operations: per branch queues,
 * counters, advisors, a kiosk and a display; a supervisor, an administrator and an auditor.
 */
export async function seedBank(
  url: string,
  keys: string,
  options: BankOptions = {},
): Promise<void> {
  const app = await createApp({
    database: { url },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'seed',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'seed'),
  });
  const passwordHash = await hashPassword(PASSWORD, 12);
  try {
    for (const branch of options.branches ?? ['1']) {
      await saveBranch(app, branch, options, passwordHash);
    }
    for (const role of ['supervisor', 'admin', 'auditor'] as const) {
      await app.operations.saveStaff(SEED, {
        id: `${role}-1`,
        username: `${role}-1`,
        firstName: role,
        role,
        branches: 'all',
        active: true,
        queues: {},
        passwordHash,
      });
    }
  } finally {
    await app.close();
  }
}

async function saveBranch(
  { operations }: App,
  branch: string,
  { queues = QUEUES, advisors = 5, displays = 1, settings }: BankOptions,
  passwordHash: string,
): Promise<void> {
  const asked = { branch, actor: SEED };
  await operations.saveBranch(SEED, { id: branch, name: `Branch ${branch}` });
  await operations.putSettings(asked, {
    ifVersion: 0,
    // Tests and benches send more requests than people at one kiosk.
    overrides: { hours: 'always', ticketsPerKiosk: 100_000, ...settings } as never,
  });
  for (const queue of queues) {
    await operations.saveQueue(asked, {
      ...queue,
      names: { es: queue.id, en: queue.id },
      hints: { es: '', en: '' },
      priority: 1,
      averageMinutes: 5,
      open: true,
    });
  }
  for (let n = 1; n <= advisors; n += 1) {
    await operations.saveCounter(asked, { id: String(n), label: String(n) });
    await operations.saveStaff(SEED, {
      id: `advisor-${branch}-${n}`,
      username: `advisor-${branch}-${n}`,
      firstName: 'Ana',
      role: 'advisor',
      branches: [branch],
      active: true,
      queues: { [branch]: queues.map(({ id }) => id) },
      passwordHash,
    });
  }
  const save = (kind: 'kiosk' | 'display', id: string) =>
    operations.saveDevice(SEED, {
      id,
      kind,
      branch,
      label: kind,
      codeHash: hashToken(id),
      reusable: true,
    });
  await save('kiosk', `kiosk-${branch}`);
  for (let n = 1; n <= displays; n += 1) {
    await save('display', `display-${branch}${n > 1 ? `-${n}` : ''}`);
  }
}
