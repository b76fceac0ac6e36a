import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './inputs';

/** What the bundlers write beside their bundles: the list of files that went in. */
export const METAFILES = { server: 'metafile.json', pages: 'pages-metafile.json' } as const;
type Bundle = keyof typeof METAFILES;

/** A package that a bundle holds, whole or in part. */
export interface Inside {
  /** As npm writes it, such as `@koa/router`. */
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; undefined where the package does not say. */
  readonly licence: string | undefined;
  /** The text of its licence, if the package carries one. */
  readonly text: string | undefined;
  readonly bundles: readonly Bundle[];
  /** The integrity hash of what npm installed, from the lock file. */
  readonly integrity: string;
  /**
   * Folders, relative to the repository, of the packages it depends on, as far as they are inside.
   */
  readonly takes: readonly string[];
  readonly folder: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
type Locked = Readonly<Record<string, { readonly integrity?: string }>>;

/**
 * The folder of the package that a file belongs to, relative to the repository; undefined for our
 * own files.
 */
const packageOf = (path: string): string | undefined =>
  /^(?:.*\/)?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(
    path.replaceAll('\\', '/'),
  )?.[1];

/** Packages that the bundles in a folder were made from, sorted by name. */
export async function packagesInside(folder: string): Promise<readonly Inside[]> {
  const bundlesOf = new Map<string, Set<Bundle>>();
  for (const [bundle, file] of Object.entries(METAFILES) as [Bundle, string][]) {
    const { inputs } = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      readonly inputs: object;
    };
    for (const path of Object.keys(inputs)) {
      const found = packageOf(path);
      if (found) bundlesOf.set(found, (bundlesOf.get(found) ?? new Set()).add(bundle));
    }
  }
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Locked;
  };
  const all = [...bundlesOf].map(([of, bundles]) =>
    describe(of, [...bundles].sort(), packages, (other) => bundlesOf.has(other)),
  );
  return (await Promise.all(all)).sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
  );
}

async function describe(
  folder: string,
  bundles: readonly Bundle[],
  locked: Locked,
  isInside: (folder: string) => boolean,
): Promise<Inside> {
  const manifest = JSON.parse(
    await readFile(join(ROOT, folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const { integrity } = locked[folder] ?? {};
  if (!integrity) {
    throw new Error(`${folder} is bundled, and package-lock.json has no hash for it: npm ci`);
  }
  const wanted = Object.keys({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  });
  const takes = wanted.flatMap((name) => nearest(folder, name, isInside) ?? []);
  return {
    name: manifest.name,
    version: manifest.version,
    licence: licenceOf(manifest),
    text: await licenceText(join(ROOT, folder)),
    bundles,
    integrity,
    takes,
    folder,
  };
}

/** Where Node finds a package from another one's folder. */
function nearest(
  from: string,
  name: string,
  isInside: (folder: string) => boolean,
): string | undefined {
  for (let at = from; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const found = `${at}/node_modules/${name}`;
    if (isInside(found)) return found;
    if (!at.includes('/node_modules/')) break;
  }
  return isInside(`node_modules/${name}`) ? `node_modules/${name}` : undefined;
}

function licenceOf({ license, licenses }: Manifest): string | undefined {
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  const types = (licenses ?? []).flatMap(({ type }) => type ?? []);
  return types.length ? types.join(' OR ') : undefined;
}

async function licenceText(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying)/i.test(name));
  const texts = await Promise.all(
    names
      .sort()
      .filter((name) => !/\.(js|ts|json)$/.test(name))
      .map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  return texts.join('\n').trim() || undefined;
}

/** A hash of the lock file, which is in base64, in hexadecimal as a bill of materials wants it. */
export const hexOf = (integrity: string): string => {
  const [, base64] = /sha512-([A-Za-z0-9+/=]+)/.exec(integrity) ?? [];
  if (!base64) throw new Error(`not a SHA-512 of a lock file: ${integrity}`);
  return Buffer.from(base64, 'base64').toString('hex');
};

export const sha512 = (content: Buffer | string): string =>
  createHash('sha512').update(content).digest('hex');
