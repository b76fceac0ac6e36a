import { PAGES } from '../../contract';

/** Node's default, where editors and Chromium look for it. */
export const INSPECTOR_PORT = 9229;

/** Pages whose folder is not named like their address. */
const FOLDERS: Readonly<Record<string, string>> = { '/t': '/ticket' };
/** Files that the build puts elsewhere. */
const MOVED: readonly (readonly [address: string, source: string])[] = [
  ['/voice/', '/display/voice/'],
  ['/ticket-worker.js', '/ticket/worker.ts'],
];
/** Paths that Vite serves besides the pages' files. */
const VITE = ['/@', '/node_modules/'];

/**
 * What Vite serves for an address; undefined if the app serves it.
 * @param folders names of the folders with the pages' sources
 */
export function sourceOf(address: string, folders: readonly string[]): string | undefined {
  const [path, query] = address.split('?');
  const isPage = PAGES.some((page) => page === path);
  if (isPage) return `${FOLDERS[path] ?? path}/index.html`;
  const moved = MOVED.find(([from]) => path.startsWith(from));
  if (moved) return path.replace(...moved);
  const isFile =
    VITE.some((start) => path.startsWith(start)) ||
    (folders.includes(path.split('/')[1]) && /\.\w+$/.test(path));
  return isFile ? [path, query].filter((part) => part !== undefined).join('?') : undefined;
}
