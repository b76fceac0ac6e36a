import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { PATHS } from '../../../contract';
import { FACE_LINK } from '../html/person-page';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.opus': 'audio/ogg',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^text|javascript|json|svg/;

/** Address → folder of the page. */
const pages: Readonly<Record<string, string>> = {
  '/kiosk': 'kiosk',
  '/reception': 'reception',
  '/advisor': 'advisor',
  '/supervisor': 'supervisor',
  '/display': 'display',
  '/t': 'ticket',
  '/admin': 'admin',
  '/sign-in': 'sign-in',
};

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  /** Files with hashed names never change; everything else is revalidated each time. */
  readonly immutable: boolean;
  /** Whether a browser may run it as a document, and so needs a policy. */
  readonly isDocument: boolean;
  /** There are thousands of recordings, so they are read on demand. */
  readonly body: Buffer | (() => Promise<Buffer>);
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/**
 * All built files, read and compressed once at start: a few hundred kilobytes. Undefined for a file
 * that does not exist.
 */
export async function loadPages(
  folder: string | undefined,
): Promise<(path: string) => StaticFile | undefined> {
  const files = new Map<string, StaticFile>();
  if (folder) {
    const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      },
    );
    const all = names
      .filter((entry) => entry.isFile())
      .map((each) => join(each.parentPath, each.name));
    const built = new Set(all);
    await Promise.all(
      all
        .filter((full) => !(full.endsWith('.br') && built.has(full.slice(0, -'.br'.length))))
        .map(async (full) => {
          const path = '/' + relative(folder, full).split(sep).join('/');
          files.set(path, await fileOf(full, path, built.has(`${full}.br`)));
        }),
    );
  }
  return (path) =>
    pages[path]
      ? files.get(`/${pages[path]}/index.html`)
      : path.endsWith('.html')
        ? undefined
        : files.get(path);
}

const ICON = '<link rel="icon" type="image/svg+xml" href="/api/face/bank.svg">';
const MANIFEST = '<link rel="manifest" href="/api/face/bank.webmanifest">';

/**
 * Every page wears the bank's face, over its own styles and in place of its own icon and name, so a
 * new face needs no build.
 */
const dressed = (page: Buffer): Buffer =>
  Buffer.from(
    page
      .toString()
      .replace(/<link rel="icon"[^>]*>/, ICON)
      .replace(/<link rel="manifest"[^>]*>/, MANIFEST)
      .replace('</head>', `${FACE_LINK}</head>`),
  );

async function fileOf(full: string, path: string, compressed: boolean): Promise<StaticFile> {
  const built = await readFile(full);
  const body = path.endsWith('.html') ? dressed(built) : built;
  const type = types[extname(path)] ?? 'application/octet-stream';
  const immutable = path.startsWith(PATHS.assets);
  const file = {
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable,
    isDocument: !immutable || type === types['.svg'],
    body,
  };
  if (type.startsWith('audio/')) return { ...file, body: () => readFile(full) };
  if (!compressible.test(type) || body.length < 500) return file;
  const br = compressed
    ? readFile(`${full}.br`)
    : promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { ...file, br: await br, gzip: await promisify(gzip)(body, { level: 9 }) };
}
