import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createServer, ProxyOptions, ViteDevServer } from 'vite';
import { sourceOf } from './addresses';
import { Standing } from './app-process';

export interface FrontOptions {
  readonly root: string;
  /** Folder for Vite's prepared packages. */
  readonly cacheFolder: string;
  readonly port: number;
  /** Port of the app. */
  readonly appPort: number;
  /** Settles when the app of the latest save serves or has failed. */
  readonly app: () => Promise<Standing>;
}

export interface Front {
  /** Reports saved, new and removed files. */
  readonly watcher: ViteDevServer['watcher'];
  stop(): Promise<void>;
}

/** Headers that the app sends with its own pages. */
const PAGE_HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-resource-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
];

/**
 * What a browser reaches under `npm run dev`: the pages from their sources, reloaded when they are
 * saved, and everything else from the app. Pages and requests wait while the app restarts.
 */
export async function startFront(options: FrontOptions): Promise<Front> {
  const pages = join(options.root, 'src/app/pages');
  const folders = await readdir(pages);
  const nonce = randomBytes(16).toString('base64url');
  const vite = await createServer({
    root: pages,
    base: '/',
    appType: 'mpa',
    configFile: false,
    envDir: false,
    publicDir: false,
    cacheDir: options.cacheFolder,
    clearScreen: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port: options.port,
      strictPort: true,
      cors: false,
      fs: { allow: [join(options.root, 'src')] },
      proxy: { '/': proxied(options, folders, nonce) },
    },
  });
  const watched = ['src/app', 'src/local', 'src/contract.ts', 'src/contract'];
  vite.watcher.add(watched.map((path) => join(options.root, path)));
  await vite.listen();
  return { watcher: vite.watcher, stop: () => vite.close() };
}

/** Forwards whatever does not belong to a page, once the app serves. */
function proxied(
  { app, appPort }: FrontOptions,
  folders: readonly string[],
  nonce: string,
): ProxyOptions {
  const target = `http://127.0.0.1:${appPort}`;
  const bypass = async (request: IncomingMessage, response: ServerResponse | undefined) => {
    const address = request.url ?? '/';
    if (request.headers['sec-websocket-protocol']?.startsWith('vite-')) return address;
    const source = sourceOf(address, folders);
    if (source !== undefined && !source.endsWith('.html')) return source;
    const standing = await app();
    if ('failed' in standing) {
      response?.writeHead(503, { 'Content-Type': 'text/plain' }).end(standing.failed.message);
      return response ? address : false;
    }
    if (source === undefined) return undefined;
    const { headers } = await fetch(target);
    for (const name of PAGE_HEADERS) {
      const value = headers.get(name);
      if (value) response?.setHeader(name, withNonce(value, nonce));
    }
    return source;
  };
  return { target, ws: true, bypass };
}

/** Vite inserts style sheets as elements, which the app's content security policy forbids. */
const withNonce = (policy: string, nonce: string) =>
  policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`);
