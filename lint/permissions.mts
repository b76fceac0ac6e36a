import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { circularRooms } from './circles.mts';
import { homeOf, permission } from './floor-plan.mts';
import { rooms } from './rooms/rooms.mts';

/**
 * Names what the table permits and nothing uses: a permission without an import is a door left
 * open, and a row without files is a room that no longer exists. Names rooms that import each other
 * too. Reads the sources below the given folder, by default the repository's own.
 */
const sources = resolve(process.argv[2] ?? join(import.meta.dirname, '../src'));

const used = new Set<string>();
const lived = new Set<string>();
const key = (path: string, by: string, entry: string) => `${path} ${by} ${entry}`;

for (const file of globSync('**/*.{ts,tsx}', { cwd: sources })) {
  const room = homeOf(file);
  if (room === undefined) continue; // lint names the file
  lived.add(room.path);
  const text = readFileSync(join(sources, file), 'utf8');
  for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
    const answer = permission(room, file, { specifier, typesOnly: true }, sources);
    if ('entry' in answer) used.add(key(room.path, answer.by, answer.entry));
  }
}

const kinds = ['sees', 'seesTypesOf', 'packages'] as const;
const unused = rooms.flatMap((room) =>
  kinds.flatMap((by) =>
    (room[by] ?? [])
      .filter((entry) => !used.has(key(room.path, by, entry)))
      .map((entry) => `${room.path}: nothing uses ${entry} (${by})`),
  ),
);
const empty = rooms.filter(({ path }) => !lived.has(path)).map(({ path }) => `${path}: no file`);

const circular = circularRooms(rooms).map((path) => `${path}: sees itself by way of other rooms`);

const complaints = [...unused, ...empty, ...circular];
for (const complaint of complaints) console.error(`lint/rooms: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
