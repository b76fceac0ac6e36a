import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Sources of a bundle, as `manifest.json` beside it names them. */
interface Inputs {
  readonly paths: readonly string[];
  readonly without?: readonly string[];
}

interface Manifest {
  readonly inputs?: Readonly<Record<string, Inputs>>;
  readonly [part: string]: unknown;
}

const MEND = "run `npm run build:app` in the package's folder";

/**
 * What is wrong with the bundled app: a missing part (`npm start` builds no server bundle) or, in a
 * checkout, sources that have changed since the build (as after a pull). One sentence with the
 * command that mends it, or none.
 * @param root the package's folder
 */
export function bundleProblems(root: string): string[] {
  const folder = join(root, 'assets', 'app');
  const missing = ['Dockerfile', 'main.js', 'pages'].find(
    (part) => !existsSync(join(folder, part)),
  );
  if (missing !== undefined) {
    return [
      `the app's image is built from ${folder}, which has no ${missing}; ${MEND}; ` +
        'a published package carries it',
    ];
  }
  if (!existsSync(join(root, 'src', 'app'))) return []; // a published package has no sources
  const stale = staleParts(root, folder);
  return stale.length === 0
    ? []
    : [
        `the app's image in ${folder} is older than its sources (${stale.join(' and ')}), ` +
          `so another release would be deployed than this one; ${MEND}`,
      ];
}

function staleParts(root: string, folder: string): string[] {
  const file = join(folder, 'manifest.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
  const { inputs = {} } = manifest;
  return ['server', 'pages'].filter(
    (part) => inputs[part] === undefined || manifest[part] !== hashOf(root, inputs[part]),
  );
}

/** The same hash as the build's (`src/local/build/inputs.ts`), which no construct may import. */
function hashOf(root: string, { paths, without = [] }: Inputs): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesBelow(root, join(root, path), without)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 32);
}

function filesBelow(root: string, path: string, without: readonly string[]): string[] {
  if (path.endsWith('.ts') || path.endsWith('.json')) return existsSync(path) ? [path] : [];
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const child = join(path, entry.name);
      if (without.includes(relative(root, child))) return [];
      return entry.isDirectory() ? filesBelow(root, child, without) : [child];
    })
    .sort();
}
