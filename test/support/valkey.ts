import { join } from 'node:path';
import { Problem } from '../../src/local/machine/problem';
import { startValkey, Valkey } from '../../src/local/valkey/valkey';
import { BIN_FOLDER, testFolder } from './test-folder';
import { startValkeyCluster, ValkeyCluster } from './valkey-cluster';

/**
 * The run's Valkey, or the reason there is none: a test that needs it fails with that reason, and
 * is never skipped.
 */
export async function startTestValkey(runFolder: string): Promise<Valkey | Problem> {
  try {
    return await startValkey({ folder: join(runFolder, 'valkey'), binFolder: BIN_FOLDER });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/**
 * Address of the run's Valkey. All test files share it: prefix keys and branches with something
 * unique, or start one with `ownValkey`.
 */
export function valkeyUrl(): string {
  const url = process.env.TICKETERO_TEST_REDIS_URL;
  if (!url) {
    throw new Error(
      process.env.TICKETERO_TEST_REDIS_MISSING ??
        'no Valkey: only *.test.ts files have one, started by test/support/global-setup.ts',
    );
  }
  return url;
}

/** A Valkey for one test, to stop and start at will. */
export async function ownValkey(): Promise<Valkey> {
  return startValkey({ folder: await testFolder('valkey'), binFolder: BIN_FOLDER });
}

/** A real cluster of three shards. */
export async function ownValkeyCluster(shards = 3): Promise<ValkeyCluster> {
  return startValkeyCluster({ folder: await testFolder('cluster'), binFolder: BIN_FOLDER, shards });
}
