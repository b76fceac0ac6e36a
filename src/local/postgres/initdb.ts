import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lastLines, unlessAbsent } from '../machine/files';
import { Problem } from '../machine/problem';
import { isErrno, messageOf } from '../machine/processes';
import { Account, CLEAN_ENVIRONMENT } from './postgres-binaries';

const run = promisify(execFile);

/** The server's only user, which owns every database. */
export const USER = 'ticketero';

/**
 * The data folder as passed to PostgreSQL, which starts inside it. This works even for an account
 * that cannot enter the folders above, such as for a clone below /root.
 */
export const OWN_FOLDER = '/proc/self/cwd';

/**
 * PostgreSQL refuses to run as root. It then runs as the owner of an existing data folder,
 * otherwise as `nobody`.
 */
export async function accountFor(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await unlessAbsent(stat(dataFolder));
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((text) => text.split(':'))
    .find(([name]) => name === 'nobody');
  if (!line) {
    throw new Problem(
      'PostgreSQL does not run as root, and this machine has no user `nobody` to run it as. ' +
        'Run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/** The password of this folder's server, created once and readable only by the owner. */
export async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'password');
  const kept = await unlessAbsent(readFile(file, 'utf8'));
  if (kept) return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password + '\n', { mode: 0o600 });
  return password;
}

/**
 * Runs initdb in a folder beside the data folder and renames the result, so that a full disk or a
 * kill half-way leaves nothing that looks finished.
 */
export async function initialize(
  folder: string,
  dataFolder: string,
  binaries: string,
  account: Account | undefined,
  password: string,
): Promise<void> {
  const found = await unlessAbsent(stat(dataFolder));
  if (found) {
    const self = account?.uid ?? process.getuid?.();
    if (found.uid !== self) {
      throw new Problem(
        `${dataFolder} belongs to user ${found.uid}, but PostgreSQL would run as user ${self}. ` +
          `Run as that user, or remove ${folder}.`,
      );
    }
    return;
  }
  const fresh = await mkdtemp(`${dataFolder}.new-`);
  // 0700, and initdb's account may not see into `folder`
  const secret = await mkdtemp(join(tmpdir(), 'ticketero-initdb-'));
  const passwordFile = join(secret, 'password');
  try {
    await writeFile(passwordFile, password + '\n', { mode: 0o600 });
    if (account) {
      for (const path of [fresh, secret, passwordFile]) await chown(path, account.uid, account.gid);
    }
    await run(
      join(binaries, 'bin', 'initdb'),
      [
        '-D',
        OWN_FOLDER,
        '--username',
        USER,
        `--pwfile=${passwordFile}`,
        '--auth-local=reject',
        '--auth-host=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
      ],
      { ...account, cwd: fresh, env: CLEAN_ENVIRONMENT },
    );
    await rename(fresh, dataFolder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const text = `${(error as { stderr?: string }).stderr ?? ''}${messageOf(error)}`;
    if (
      /No space left on device|File too large|Disk quota exceeded/i.test(text) ||
      isErrno(error, 'ENOSPC', 'EDQUOT')
    ) {
      throw new Problem(
        `The disk is full: PostgreSQL's data needs about 60 MB in ${folder}. ` +
          'Free some space and start again; nothing unfinished was left there.',
      );
    }
    throw new Problem(`PostgreSQL could not create its data in ${folder}: ${lastLines(text, 3)}`);
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}
