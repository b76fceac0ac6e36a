import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
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
