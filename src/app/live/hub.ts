import { Refused } from '../domain/model/errors';
import { BranchReads, Bus, Log, Viewer, ViewName } from '../ports';
import { pongOf } from './encode';
import { CLOSE, Close } from './frames';
import { POLL_MS, pollHeads } from './heads';
import { Room } from './room';
import { createRooms } from './rooms';
import { Ask, keyOf, Peer, Seat } from './seat';
import { ReadTicket } from './small-view';

/** An advisor whose console is open on this instance. */
export interface Console {
  readonly branch: string;
  readonly advisor: string;
}

export interface HubDeps {
  /** From the primary: replicas lag. */
  readonly reads: BranchReads;
  readonly bus: Bus;
  /** Reads a ticket that has left the floor: the operation behind `GET /api/my`. */
  readonly readTicket: ReadTicket;
  /**
   * Called every 15 s, even with an empty list: advisors without a live console anywhere are
   * paused.
   */
  readonly consoles?: (list: readonly Console[]) => Promise<void>;
  readonly log: Log;
  /** Milliseconds since 1970, for frames. */
  readonly clock: () => number;
  readonly limits?: Partial<HubLimits>;
}

/** In ms, bytes and sockets. */
interface HubLimits {
  readonly headsEveryMs: number;
  readonly consolesEveryMs: number;
  /** Small views are rebuilt this often even if nothing happens. */
  readonly refreshEveryMs: number;
  /** A branch that nobody watches is kept for this long, because disconnected viewers come back. */
  readonly lingerMs: number;
  readonly mostBuffered: number;
  /**
   * Sockets per ticket, device and session. To make room, the oldest socket from the address with
   * most of them is closed, so a stolen cookie cannot throw the real screen out.
   */
  readonly socketsPerTicket: number;
  readonly socketsPerDevice: number;
  readonly socketsPerViewer: number;
}

const defaults: HubLimits = {
  headsEveryMs: POLL_MS,
  consolesEveryMs: 15_000,
  refreshEveryMs: 30_000,
  lingerMs: 10_000,
  mostBuffered: 1024 * 1024,
  socketsPerTicket: 10,
  socketsPerDevice: 1500,
  socketsPerViewer: 5000,
};

const none = (): Record<ViewName, number> => ({ display: 0, floor: 0, advisor: 0, ticket: 0 });

/** Who watches what on this instance. It reads commits and shows them; it decides nothing. */
export interface Hub {
  /**
   * Seats a peer that was admitted, and sends the first frame. If the branch cannot be read, the
   * peer is closed with a named code. `from`: the address that its socket comes from.
   */
  join(peer: Peer, viewer: Viewer, ask: Ask, from?: string): Seat;
  leave(seat: Seat): void;
  /** The answer to a ping: the server's time, and when what is shown was last confirmed. */
  pong(): Buffer;
  /** Open sockets by view. */
  counts(): Readonly<Record<ViewName, number>>;
  /** The same for each branch that has any. */
  countsByBranch(): Readonly<Record<string, Readonly<Record<ViewName, number>>>>;
  /**
   * Closes every socket of a session that ended here. Other instances notice when they next
   * identify the viewer.
   */
  endSession(session: string): void;
  /** Gaps and floors read by the current feeds. */
  reads(): { readonly gaps: number; readonly floors: number };
  close(): void;
}

export function createHub(deps: HubDeps): Hub {
  const limits = { ...defaults, ...deps.limits };
  const rooms = createRooms(
    (branch) => new Room({ ...deps, branch, mostBuffered: limits.mostBuffered }),
    limits.lingerMs,
  );
  const byViewer = new Map<string, Set<Seat>>();

  const seats = () => rooms.opened().flatMap((room) => room.seats);

  const admit = (seat: Seat) => {
    const name = viewerName(seat.viewer);
    const mine = byViewer.get(name) ?? new Set();
    byViewer.set(name, mine.add(seat));
    if (mine.size > mostOf(seat.viewer, limits)) dismiss(oneTooMany(mine, seat), CLOSE.superseded);
  };
  const leave = (seat: Seat) => {
    const mine = byViewer.get(viewerName(seat.viewer));
    if (mine?.delete(seat) && mine.size === 0) byViewer.delete(viewerName(seat.viewer));
    rooms.find(seat.ask.branch)?.leave(seat);
    seat.gone = true;
    rooms.release(seat.ask.branch);
  };
  const dismiss = (seat: Seat, why: Close) => {
    leave(seat);
    seat.peer.close(why);
  };

  const timers = [
    setInterval(() => rooms.opened().forEach((room) => room.refresh()), limits.refreshEveryMs),
    setInterval(() => {
      deps
        .consoles?.(consolesIn(seats()))
        .catch((error: Error) =>
          deps.log.warn({ error: error.message }, 'could not record open consoles'),
        );
    }, limits.consolesEveryMs),
  ];
  for (const timer of timers) timer.unref();
  const pong = () => pongOf(deps.clock(), heads.confirmedAt);
  const heads = pollHeads({
    feeds: () => rooms.opened().map((room) => room.feed),
    reads: deps.reads,
    clock: deps.clock,
    log: deps.log,
    everyMs: limits.headsEveryMs,
    // Sent unasked: a screen that says "connected" over old numbers misleads at once.
    changed: () => {
      const bytes = pong();
      for (const { peer } of seats()) if (peer.buffered <= limits.mostBuffered) peer.send(bytes);
    },
  });

  return {
    join(peer, viewer, ask, from = '') {
      const seat: Seat = {
        peer,
        viewer,
        ask,
        from,
        key: keyOf(ask.view, viewer),
        last: 0,
        version: -1,
        gone: false,
      };
      admit(seat);
      rooms
        .enter(ask.branch, (room) => room.sit(seat))
        .then(() => {
          if (heads.old && !seat.gone) peer.send(pong());
        })
        .catch((error: Error) => {
          deps.log.warn(
            { branch: ask.branch, view: ask.view, error: error.message },
            'could not show a screen its branch',
          );
          const unknown = error instanceof Refused && error.kind === 'missing';
          dismiss(seat, unknown ? CLOSE.unknownBranch : CLOSE.tryLater);
        });
      return seat;
    },
    leave,
    pong,
    counts() {
      const counts = none();
      for (const { ask } of seats()) counts[ask.view]++;
      return counts;
    },
    countsByBranch() {
      const counts = new Map<string, Record<ViewName, number>>();
      for (const { ask } of seats()) {
        if (!counts.has(ask.branch)) counts.set(ask.branch, none());
        counts.get(ask.branch)![ask.view]++;
      }
      return Object.fromEntries(counts);
    },
    endSession(session) {
      for (const seat of byViewer.get(`session ${session}`) ?? []) {
        dismiss(seat, CLOSE.unauthorized);
      }
    },
    reads() {
      const feeds = rooms.opened().map((room) => room.feed.counts);
      return {
        gaps: feeds.reduce((sum, each) => sum + each.gaps, 0),
        floors: feeds.reduce((sum, each) => sum + each.floors, 0),
      };
    },
    close() {
      heads.stop();
      timers.forEach(clearInterval);
      rooms.close();
    },
  };
}

const mostOf = (
  { kind }: Viewer,
  { socketsPerTicket, socketsPerDevice, socketsPerViewer }: HubLimits,
): number =>
  kind === 'ticket' ? socketsPerTicket : kind === 'device' ? socketsPerDevice : socketsPerViewer;

/** The oldest from the address with most sockets; if two have as many, from the newcomer's. */
function oneTooMany(seats: ReadonlySet<Seat>, newcomer: Seat): Seat {
  const by = new Map<string, Seat[]>();
  for (const seat of seats) {
    const there = by.get(seat.from);
    if (there) there.push(seat);
    else by.set(seat.from, [seat]);
  }
  const most = Math.max(...[...by.values()].map(({ length }) => length));
  const own = by.get(newcomer.from)!;
  const [oldest] = own.length === most ? own : [...by.values()].find((all) => all.length === most)!;
  return oldest;
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

/** Each advisor once, however many tabs are open. */
function consolesIn(seats: readonly Seat[]): readonly Console[] {
  const found = new Map<string, Console>();
  for (const { ask, key } of seats) {
    if (ask.view === 'advisor') {
      found.set(`${ask.branch} ${key}`, { branch: ask.branch, advisor: key });
    }
  }
  return [...found.values()];
}
