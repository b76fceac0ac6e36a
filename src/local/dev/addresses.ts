import { PAGES } from '../../contract';

/** Node's own default, where editors and Chromium look for it. */
export const INSPECTOR_PORT = 9229;

/** Pages whose folder is not called as their address. */
const FOLDERS: Readonly<Record<string, string>> = { '/t': '/ticket' };
/** Files that the build moves to another place. */
const MOVED: readonly (readonly [address: string, source: string])[] = [
  ['/voice/', '/display/voice/'],
  ['/ticket-worker.js', '/ticket/worker.ts'],
];
/** What Vite serves besides the files of the pages. */
const VITE = ['/@', '/node_modules/'];

/**
 * What Vite serves for an address, or undefined for what is the app's.
 * @param folders folders of the pages' sources
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
