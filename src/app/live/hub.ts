import { Refused } from '../domain/model/errors';
import { BranchReads, Bus, Log, ViewName, Viewer } from '../ports';
import { CLOSE, Close } from './frames';
import { POLL_MS, pollHeads } from './heads';
import { Room } from './room';
import { Ask, keyOf, Peer, Seat } from './seat';
import { ReadTicket } from './small-view';

/** An advisor whose console is open on this instance. */
export interface Console {
  readonly branch: string;
  readonly advisor: string;
}

export interface HubParts {
  /** Of the primary: replicas are behind. */
  readonly reads: BranchReads;
  readonly bus: Bus;
  /**
   * What became of a ticket that is not on the floor any more: the operation behind `GET /api/my`.
   */
  readonly readTicket: ReadTicket;
  /**
   * Told every 15 s, also when there are none: advisors without a live console anywhere are paused.
   */
  readonly consoles?: (list: readonly Console[]) => Promise<void>;
  readonly log: Log;
  /** Milliseconds since 1970, put into frames. */
  readonly clock: () => number;
  readonly limits?: Partial<HubLimits>;
}

/** In ms, bytes and sockets. */
export interface HubLimits {
  readonly headsEveryMs: number;
  readonly consolesEveryMs: number;
  /** Small views are made anew this often though nothing happens. */
  readonly refreshEveryMs: number;
  /** A branch nobody watches is kept this long: those who were cut come back. */
  readonly lingerMs: number;
  readonly mostBuffered: number;
  /** Sockets of one ticket, and of one session or device. The oldest makes room. */
  readonly socketsPerTicket: number;
  readonly socketsPerViewer: number;
}

const defaults: HubLimits = {
  headsEveryMs: POLL_MS,
  consolesEveryMs: 15_000,
  refreshEveryMs: 30_000,
  lingerMs: 10_000,
  mostBuffered: 1024 * 1024,
  socketsPerTicket: 10,
  socketsPerViewer: 5000,
};

/** Who watches what on this instance. It reads commits and shows them; it decides nothing. */
export interface Hub {
  /**
   * Seats a peer that may watch this, and sends the first frame. When the branch cannot be read the
   * peer is closed, by name.
   */
  join(peer: Peer, viewer: Viewer, ask: Ask): Seat;
  leave(seat: Seat): void;
  /** Open sockets by view. */
  counts(): Readonly<Record<ViewName, number>>;
  /**
   * Closes every socket of a session at once: it was ended here. Other instances find out when they
   * ask again.
   */
  endSession(session: string): void;
  /** Holes and floors read by the feeds of now. */
  reads(): { readonly holes: number; readonly floors: number };
  close(): void;
}

export function createHub(parts: HubParts): Hub {
  const limits = { ...defaults, ...parts.limits };
  const rooms = new Map<
    string,
    { readonly room: Room; opened: boolean; joining: number; linger?: NodeJS.Timeout }
  >();
  const byViewer = new Map<string, Set<Seat>>();

  const roomOf = (branch: string) => {
    const known = rooms.get(branch);
    if (known) return known;
    const entry = {
      room: new Room({ ...parts, branch, mostBuffered: limits.mostBuffered }),
      opened: false,
      joining: 0,
    };
    rooms.set(branch, entry);
    entry.room.opened.then(
      () => {
        entry.opened = true;
      },
      () => {
        close(branch);
      },
    );
    return entry;
  };
  const close = (branch: string) => {
    const entry = rooms.get(branch);
    clearTimeout(entry?.linger);
    entry?.room.close();
    rooms.delete(branch);
  };
  const releaseLater = (branch: string) => {
    const entry = rooms.get(branch);
    if (!entry || entry.joining > 0 || !entry.room.empty) return;
    clearTimeout(entry.linger);
    entry.linger = setTimeout(() => {
      if (entry.joining === 0 && entry.room.empty && rooms.get(branch) === entry) close(branch);
    }, limits.lingerMs).unref();
  };
  const opened = () => [...rooms.values()].filter((entry) => entry.opened);
  const seats = () => opened().flatMap((entry) => entry.room.seats);

  const admit = (seat: Seat) => {
    const name = viewerName(seat.viewer);
    const mine = byViewer.get(name) ?? new Set();
    byViewer.set(name, mine.add(seat));
    const most = seat.viewer.kind === 'ticket' ? limits.socketsPerTicket : limits.socketsPerViewer;
    if (mine.size > most) dismiss(mine.values().next().value!, CLOSE.superseded);
  };
  const leave = (seat: Seat) => {
    const mine = byViewer.get(viewerName(seat.viewer));
    if (mine?.delete(seat) && mine.size === 0) byViewer.delete(viewerName(seat.viewer));
    rooms.get(seat.ask.branch)?.room.leave(seat);
    seat.gone = true;
    releaseLater(seat.ask.branch);
  };
  const dismiss = (seat: Seat, why: Close) => {
    leave(seat);
    seat.peer.close(why);
  };

  const timers = [
    setInterval(() => opened().forEach((entry) => entry.room.refresh()), limits.refreshEveryMs),
    setInterval(() => {
      parts
        .consoles?.(consolesIn(seats()))
        .catch((error: Error) =>
          parts.log.warn({ reason: error.message }, 'open consoles could not be recorded'),
        );
    }, limits.consolesEveryMs),
  ];
  for (const timer of timers) timer.unref();
  const stopPolling = pollHeads(
    () => opened().map((entry) => entry.room.feed),
    parts.reads,
    parts.log,
    limits.headsEveryMs,
  );

  return {
    join(peer, viewer, ask) {
      const seat: Seat = {
        peer,
        viewer,
        ask,
        key: keyOf(ask.view, viewer),
        last: 0,
        version: -1,
        gone: false,
      };
      admit(seat);
      const entry = roomOf(ask.branch);
      entry.joining++;
      entry.room
        .sit(seat)
        .catch((error: Error) => {
          parts.log.warn(
            { branch: ask.branch, view: ask.view, reason: error.message },
            'a screen could not be shown its branch',
          );
          dismiss(
            seat,
            error instanceof Refused && error.kind === 'missing'
              ? CLOSE.unknownBranch
              : CLOSE.tryLater,
          );
        })
        .finally(() => {
          entry.joining--;
          releaseLater(ask.branch);
        });
      return seat;
    },
    leave,
    counts() {
      const counts: Record<ViewName, number> = { display: 0, floor: 0, advisor: 0, ticket: 0 };
      for (const seat of seats()) counts[seat.ask.view]++;
      return counts;
    },
    endSession(session) {
      for (const seat of byViewer.get(`session ${session}`) ?? [])
        dismiss(seat, CLOSE.unauthorized);
    },
    reads() {
      const feeds = opened().map((entry) => entry.room.feed.counts);
      return {
        holes: feeds.reduce((sum, each) => sum + each.holes, 0),
        floors: feeds.reduce((sum, each) => sum + each.floors, 0),
      };
    },
    close() {
      stopPolling();
      timers.forEach(clearInterval);
      for (const branch of [...rooms.keys()]) close(branch);
    },
  };
}

function viewerName(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'staff':
      return `session ${viewer.session}`;
    case 'device':
      return `device ${viewer.device}`;
    case 'ticket':
      return `ticket ${viewer.ticket}`;
  }
}

/** One of each, however many tabs are open. */
function consolesIn(seats: readonly Seat[]): readonly Console[] {
  const found = new Map<string, Console>();
  for (const { ask, key } of seats)
    if (ask.view === 'advisor')
      found.set(`${ask.branch} ${key}`, { branch: ask.branch, advisor: key });
  return [...found.values()];
}
