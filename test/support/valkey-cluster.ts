import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, freePort } from '../../src/local/machine/processes';
import { startValkey, Valkey } from '../../src/local/valkey/valkey';
import { valkeyCommand } from '../../src/local/valkey/valkey-wire';

const SLOTS = 16384;

interface Shard {
  readonly valkey: Valkey;
  readonly busPort: number;
}

export interface ValkeyCluster {
  /**
   * One address per shard, all with the same password; the first is enough for `REDIS_URL` with
   * `REDIS_CLUSTER=1`.
   */
  readonly urls: readonly string[];
  readonly shards: readonly Valkey[];
  stop(): Promise<void>;
}

/**
 * A real cluster on 127.0.0.1: `shards` (default 3) primaries without replicas, all slots assigned,
 * all nodes agreed.
 * @throws Problem without a server program; Error if the nodes do not agree within 60 s
 */
export async function startValkeyCluster(options: {
  readonly folder: string;
  readonly binFolder?: string;
  readonly shards?: number;
}): Promise<ValkeyCluster> {
  const shards: Shard[] = [];
  const stop = async () => {
    await Promise.all(shards.map(({ valkey }) => valkey.stop()));
  };
  const password = randomBytes(24).toString('base64url');
  try {
    for (let index = 0; index < (options.shards ?? 3); index += 1) {
      const folder = join(options.folder, `shard-${index}`);
      // the ports of an earlier run are stale
      await rm(join(folder, 'nodes.conf'), { force: true });
      const busPort = await freePort();
      const directives = [
        'cluster-enabled yes',
        `cluster-port ${busPort}`,
        'cluster-node-timeout 60000', // a node that stalls for a moment does not break the cluster
        'cluster-config-file nodes.conf',
      ];
      shards.push({
        busPort,
        valkey: await startValkey({
          folder,
          binFolder: options.binFolder ?? join(options.folder, '..', 'bin'),
          password,
          directives,
        }),
      });
    }
    await unite(shards);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: shards.map(({ valkey }) => valkey.url),
    shards: shards.map(({ valkey }) => valkey),
    stop,
  };
}

async function unite(shards: readonly Shard[]): Promise<void> {
  const ask = ({ valkey }: Shard, ...words: readonly string[]) =>
    valkeyCommand(valkey.port, valkey.password, 'CLUSTER', ...words);
  const firstSlot = (index: number) => Math.floor((SLOTS * index) / shards.length);
  for (const [index, shard] of shards.entries()) {
    await ask(shard, 'ADDSLOTSRANGE', String(firstSlot(index)), String(firstSlot(index + 1) - 1));
    await ask(shard, 'SET-CONFIG-EPOCH', String(index + 1));
    if (index > 0) {
      await ask(shards[0], 'MEET', '127.0.0.1', String(shard.valkey.port), String(shard.busPort));
    }
  }
  const agreed = await eventually(async () => {
    const infos = await Promise.all(shards.map((shard) => ask(shard, 'INFO')));
    return infos.every(
      (info) =>
        info.includes('cluster_state:ok') &&
        info.includes(`cluster_known_nodes:${shards.length}`) &&
        info.includes(`cluster_slots_ok:${SLOTS}`),
    );
  }, 60_000);
  if (!agreed) {
    throw new Error(`the ${shards.length} Valkey nodes did not form a cluster within 60 s`);
  }
}
