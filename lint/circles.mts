import type { Room } from './rooms/room.mts';

/** The room that an entry of a row names: itself a room, or a file in one. */
const named = (rooms: readonly Room[], entry: string) =>
  rooms.find(({ path }) => path === entry) ??
  rooms.find(({ path }) => path === entry.slice(0, entry.lastIndexOf('/')));

/** Rooms that import themselves through other rooms: imports between rooms go one way. */
export function circularRooms(rooms: readonly Room[]): string[] {
  const below = (path: string, reached: Set<string>): Set<string> => {
    const room = named(rooms, path);
    for (const entry of [...(room?.sees ?? []), ...(room?.seesTypesOf ?? [])]) {
      const next = named(rooms, entry)?.path;
      if (next !== undefined && !reached.has(next)) below(next, reached.add(next));
    }
    return reached;
  };
  return rooms.map(({ path }) => path).filter((path) => below(path, new Set()).has(path));
}
