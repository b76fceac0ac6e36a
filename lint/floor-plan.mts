import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Room } from './rooms/room.mts';
import { rooms } from './rooms/rooms.mts';

const ownSources = join(import.meta.dirname, '../src');

const isInside = (path: string, above: string) => path === above || path.startsWith(`${above}/`);

/** The path below src/ with forward slashes, or undefined for a file elsewhere. */
export function below(file: string, sources = ownSources): string | undefined {
  const path = relative(sources, file).replaceAll('\\', '/');
  return path.startsWith('..') ? undefined : path;
}

/** The room of a source: its own row, or its folder's. A subfolder needs a row of its own. */
export const homeOf = (file: string): Room | undefined =>
  rooms.find(({ path }) => path === file || path === dirname(file));

/** The room of an import's target, which may be a folder, or a picture in a subfolder. */
function roomOf(path: string): Room | undefined {
  return rooms
    .filter((room) => isInside(path, room.path))
    .reduce<Room | undefined>(
      (longest, room) => (longest && longest.path.length > room.path.length ? longest : room),
      undefined,
    );
}

const endings = ['', '.ts', '.tsx', '.mts', '/index.ts'];
/** The file an import resolves to, as a compiler would find it, or the path as written. */
function fileOf(path: string): string {
  const [written] = path.split('?');
  const isFile = (file: string) => /\.[a-z0-9]+$/.test(file) && existsSync(file);
  return endings.map((ending) => written + ending).find(isFile) ?? written;
}

/** The package's name, with its scope if it has one; `node:` for every module of Node. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const [first, second] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

export interface Import {
  readonly specifier: string;
  readonly typesOnly: boolean;
}

/** The entry of the importer's row that permits an import; `own` for what is in the same room. */
export type Permission =
  | { readonly by: 'own' }
  | { readonly by: 'sees' | 'seesTypesOf' | 'packages'; readonly entry: string };

/** What permits an import from a file (path below src/) in a room, or why nothing does. */
export function permission(
  room: Room,
  file: string,
  { specifier, typesOnly }: Import,
  sources = ownSources,
): Permission | { readonly refusal: string } {
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    if (room.packages.includes(name)) return { by: 'packages', entry: name };
    const allowed =
      room.packages.length > 0
        ? `of packages it may import ${room.packages.join(', ')}`
        : 'it imports no package';
    return { refusal: `${room.why}: ${allowed} (not ${name})` };
  }
  const target = below(fileOf(resolve(sources, dirname(file), specifier)), sources);
  if (target === undefined) {
    return { refusal: `sources import nothing outside src/ (${specifier})` };
  }
  const there = roomOf(target);
  if (there === room) return { by: 'own' };
  const permits = (entry: string) => isInside(target, entry) && roomOf(entry) === there;
  const entry = room.sees.find(permits);
  if (entry !== undefined) return { by: 'sees', entry };
  const typeEntry = room.seesTypesOf?.find(permits);
  if (typeEntry !== undefined && typesOnly) return { by: 'seesTypesOf', entry: typeEntry };
  const what = typeEntry === undefined ? 'may not import' : 'may import types only from';
  return { refusal: `${room.why} (${room.path} ${what} ${target})` };
}
