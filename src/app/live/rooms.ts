import { Room } from './room';

interface Entry {
  readonly room: Room;
  /** The branch has been read. */
  opened: boolean;
  /** Seats on their way in. */
  joining: number;
  linger?: NodeJS.Timeout;
}

/** The rooms of the branches watched on this instance; an empty one is kept for `lingerMs`. */
export function createRooms(make: (branch: string) => Room, lingerMs: number) {
  const rooms = new Map<string, Entry>();

  const close = (branch: string) => {
    const entry = rooms.get(branch);
    clearTimeout(entry?.linger);
    entry?.room.close();
    rooms.delete(branch);
  };
  const open = (branch: string): Entry => {
    const entry: Entry = { room: make(branch), opened: false, joining: 0 };
    rooms.set(branch, entry);
    entry.room.opened.then(
      () => {
        entry.opened = true;
      },
      () => close(branch),
    );
    return entry;
  };
  /** Closes the branch's room after a while if it is still empty. */
  const release = (branch: string) => {
    const entry = rooms.get(branch);
    if (!entry || entry.joining > 0 || !entry.room.empty) return;
    clearTimeout(entry.linger);
    entry.linger = setTimeout(() => {
      if (entry.joining === 0 && entry.room.empty && rooms.get(branch) === entry) close(branch);
    }, lingerMs).unref();
  };

  return {
    /** Rooms whose branch has been read. */
    opened: () => [...rooms.values()].filter(({ opened }) => opened).map(({ room }) => room),
    find: (branch: string) => rooms.get(branch)?.room,
    /** Runs something in the branch's room, which stays open at least until that is done. */
    async enter(branch: string, work: (room: Room) => Promise<void>): Promise<void> {
      const entry = rooms.get(branch) ?? open(branch);
      entry.joining++;
      try {
        await work(entry.room);
      } finally {
        entry.joining--;
        release(branch);
      }
    },
    release,
    close() {
      for (const branch of [...rooms.keys()]) close(branch);
    },
  };
}
