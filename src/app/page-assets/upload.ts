import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PAGES, PATHS } from '../../contract';
import { Face } from '../domain/model/face';
import { Objects } from '../objects/objects';
import { failoverPage } from './failover-page';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
/** Their names contain a hash of their content. */
const FOREVER = 'public, max-age=31536000, immutable';
const AT_ONCE = 8;

/**
 * Uploads the image's hashed assets to where the edge serves them from, and the failover page under
 * each page's key. Older assets stay, because a page opened before a deploy still asks for them.
 * Interrupted or repeated, the result is the same.
 * @param face of the bank, for the failover page
 * @param pagesFolder the pages' build; its files are below `assets/`
 * @returns how many assets were new
 */
export async function uploadPageAssets(
  objects: Objects,
  pagesFolder: string,
  face: Face,
): Promise<number> {
  const below = PATHS.assets.slice(1);
  const names = (await readdir(join(pagesFolder, below), { recursive: true, withFileTypes: true }))
    // the edge itself compresses files from there
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.br'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(pagesFolder, below, '/').length));
  const there = new Set(await objects.keys(below));
  const missing = names.filter((name) => !there.has(below + name));
  let added = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = missing.pop(); name !== undefined; name = missing.pop()) {
        const contentType = TYPES[extname(name)] ?? 'application/octet-stream';
        if (
          await objects.add(below + name, await readFile(join(pagesFolder, below, name)), {
            contentType,
            cacheControl: FOREVER,
          })
        ) {
          added += 1;
        }
      }
    }),
  );
  const failover = failoverPage(face);
  for (const page of PAGES) {
    await objects.put(page.slice(1), failover, {
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    });
  }
  return added;
}
