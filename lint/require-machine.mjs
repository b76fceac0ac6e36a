/**
 * npm runs this before the commands that start servers. On a machine that cannot run them, one
 * sentence says what to do instead, before anything fails. Any old Node can run it.
 */

/** @type {Readonly<Record<string, string>>} */
const names = { darwin: 'macOS', win32: 'Windows', linux: 'Linux without glibc' };

/**
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 * @param {boolean} hasGlibc whether this is a Linux such as Debian, and not Alpine
 * @returns {string | undefined} what to do instead, or undefined where everything runs
 */
export function wayOpen(platform, arch, hasGlibc) {
  const isKnown = platform === 'linux' && hasGlibc && ['x64', 'arm64'].includes(arch);
  if (isKnown) return undefined;
  const here = platform === 'linux' && hasGlibc ? 'Linux' : (names[platform] ?? platform);
  const more = platform === 'win32' ? ' A Linux in WSL 2 will do as well.' : '';
  return (
    `This needs Linux on x64 or arm64, and here is ${here} on ${arch}: open the folder in its ` +
    'dev container, where the same commands work (in VS Code "Dev Containers: Reopen in ' +
    `Container"; in a terminal "npx @devcontainers/cli up --workspace-folder ."; needs Docker).` +
    more
  );
}

const report = /** @type {{ header: object }} */ (process.report.getReport());
const way = wayOpen(process.platform, process.arch, 'glibcVersionRuntime' in report.header);
if (way) {
  console.error(way);
  process.exit(1);
}
