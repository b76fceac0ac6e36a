import { Signal, signal } from '@preact/signals';
import { FRAME_VERSION, judge, PING, Place, reconnectIn, SUBPROTOCOL } from '../../../live/frames';
import type { ViewName } from '../../../wire/enums';
import type { Frame, PongFrame } from '../../../wire/frames';
import { hearServerTime, serverNow } from './server-time';

/**
 * The connection to the server. `old`: the server is there, but has not heard of its database for a
 * while. `ended`: it does not come back by itself (see `closed`).
 */
type LinkState = 'connecting' | 'live' | 'old' | 'lost' | 'updating' | 'ended';

/** Whether what is shown may be out of date. */
export const mayBeOld = (state: LinkState | undefined): boolean =>
  state === 'old' || state === 'lost' || state === 'ended';

export interface Link {
  readonly state: Signal<LinkState>;
  /**
   * When what is shown was last known to be right, by the server's time, ms; undefined before the
   * first frame.
   */
  readonly heardAt: Signal<number | undefined>;
  /** Close code of the socket, once it has ended for good. */
  readonly closed: Signal<number | undefined>;
  /** Connects again, with a snapshot if `fresh`. */
  again(fresh?: boolean): void;
  stop(): void;
}

export interface LinkOptions<F extends Frame> {
  readonly branch?: string;
  readonly view: ViewName;
  /** The customer's key: offered as a subprotocol, never in the address. */
  readonly ticketKey?: string;
  /** Called for each frame to apply, in order. */
  readonly take: (frame: F) => void;
  /**
   * Asked when the server refuses the socket itself. False: the session or device is gone, so stop
   * trying.
   */
  readonly stillMe?: () => Promise<boolean>;
}

const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 6_000;
/**
 * The server polls its database every two seconds, so this long without an answer (ms) is an
 * outage.
 */
const OLD_MS = 5_000;
/**
 * The longest wait (ms) before the next try, for public screens and phones, where nobody can retry
 * sooner. The other pages have a person who works with them.
 */
const LONGEST_MS: Partial<Record<ViewName, number>> = { display: 3_000, ticket: 5_000 };
/** A socket may be gone this long before the page says so. */
const GRACE_MS = 1_200;
/** How often a page tries again if it still has the old version after a reload. */
const UPDATE_EVERY_MS = 30_000;

/**
 * Keeps one socket to `/live`: a snapshot, then the frames after it. It resumes from its place, and
 * shows when the connection is lost.
 */
export const openLink = <F extends Frame>(options: LinkOptions<F>): Link => new LiveLink(options);

class LiveLink<F extends Frame> implements Link {
  readonly state = signal<LinkState>('connecting');
  readonly heardAt = signal<number | undefined>(undefined);
  readonly closed = signal<number | undefined>(undefined);
  /** Server time of the last frame of any kind. */
  private frameAt: number | undefined;
  private place: Place | undefined;
  private socket: WebSocket | undefined;
  private attempt = 0;
  private stopped = false;
  private retry = 0;
  private grace = 0;
  private pingTimer = 0;
  private pongTimer = 0;

  constructor(private readonly options: LinkOptions<F>) {
    document.addEventListener('visibilitychange', this.wake);
    window.addEventListener('pageshow', this.wake);
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.lost);
    document.addEventListener('pointerdown', this.touched);
    this.connect();
  }

  again(fresh = false): void {
    if (fresh) this.place = undefined;
    this.closed.value = undefined;
    this.attempt = 0;
    this.state.value = 'connecting';
    this.cut();
  }

  stop(): void {
    this.stopped = true;
    for (const timer of [this.retry, this.grace, this.pingTimer, this.pongTimer]) {
      clearTimeout(timer);
    }
    document.removeEventListener('visibilitychange', this.wake);
    window.removeEventListener('pageshow', this.wake);
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.lost);
    document.removeEventListener('pointerdown', this.touched);
    this.socket?.close();
  }

  private readonly connect = () => {
    if (this.stopped || this.state.value === 'ended') return;
    clearTimeout(this.retry);
    const { ticketKey } = this.options;
    const opened = new WebSocket(
      address(this.options, this.place),
      ticketKey ? [SUBPROTOCOL, ticketKey] : [SUBPROTOCOL],
    );
    let accepted = false;
    this.socket = opened;
    opened.onopen = () => {
      accepted = true;
      this.ping();
    };
    opened.onmessage = (message) => {
      if (this.socket === opened) this.hear(String(message.data));
    };
    opened.onclose = (event) => {
      if (this.socket === opened) this.gone(event.code, event.reason, accepted);
    };
  };

  private hear(text: string) {
    const frame = JSON.parse(text) as F | PongFrame;
    clearTimeout(this.pongTimer);
    if (frame.v !== FRAME_VERSION) return this.reload(frame.v);
    hearServerTime(frame.nowMs);
    this.frameAt = frame.nowMs;
    clearTimeout(this.grace);
    if (frame.kind === 'pong') return this.answered(frame);
    const verdict = judge(this.place, frame);
    if (verdict === 'gap') return this.cut();
    if (verdict !== 'apply') return;
    this.place = { epoch: frame.epoch, seq: frame.seq };
    this.attempt = 0;
    this.options.take(frame);
    // An instance with the database may still tell one that has lost it what happens.
    if (this.state.value === 'old') return;
    this.heardAt.value = frame.nowMs;
    this.state.value = 'live';
  }

  private answered({ nowMs, freshMs = nowMs }: PongFrame) {
    if (!this.place) return;
    const old = nowMs - freshMs > OLD_MS;
    this.heardAt.value = old ? freshMs : nowMs;
    this.state.value = old ? 'old' : 'live';
  }

  private gone(code: number, reason: string, accepted: boolean) {
    this.socket = undefined;
    this.stopPings();
    if (this.stopped) return;
    const longest = LONGEST_MS[this.options.view];
    const delay = reconnectIn(code, reason, this.attempt, Math.random(), longest);
    if (delay === undefined) return this.end(code);
    this.grace = window.setTimeout(this.lost, GRACE_MS);
    this.attempt++;
    const later = () => {
      this.retry = window.setTimeout(this.connect, delay);
    };
    const { stillMe } = this.options;
    // To a page, a refused upgrade looks like a lost network; a request over HTTP tells them apart.
    if (accepted || !stillMe) later();
    else stillMe().then((me) => (me ? later() : this.end(4401)), later);
  }

  private end(code: number) {
    clearTimeout(this.grace);
    this.closed.value = code;
    this.state.value = 'ended';
  }

  private readonly lost = () => {
    clearTimeout(this.grace);
    const { state } = this;
    if (!this.stopped && state.value !== 'ended' && state.value !== 'updating') {
      state.value = 'lost';
    }
  };

  /** Drops the socket at once and comes back from the same place. */
  private cut() {
    const old = this.socket;
    this.socket = undefined;
    old?.close();
    this.stopPings();
    this.connect();
  }

  private readonly ping = () => {
    clearTimeout(this.pingTimer);
    this.pingTimer = window.setTimeout(this.ping, PING_EVERY_MS);
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify(PING));
    clearTimeout(this.pongTimer);
    this.pongTimer = window.setTimeout(() => {
      this.lost();
      this.cut();
    }, PONG_WITHIN_MS);
  };

  private stopPings() {
    clearTimeout(this.pingTimer);
    clearTimeout(this.pongTimer);
  }

  private reload(version: unknown) {
    const mark = `ticketero.reloaded.${String(version)}`;
    this.stopped = true;
    this.socket?.close();
    if (sessionStorage.getItem(mark)) {
      this.state.value = 'updating';
      // There may be nobody to reload this screen, so it looks for the update by itself.
      window.setTimeout(() => location.reload(), UPDATE_EVERY_MS);
    } else {
      sessionStorage.setItem(mark, '1');
      location.reload();
    }
  }

  /** Somebody is there, so try now. */
  private readonly touched = () => {
    if (this.state.value === 'lost' && !this.socket) this.wake();
  };

  /**
   * The page is visible or online again, or back from the browser's cache: phones close sockets
   * silently.
   */
  private readonly wake = () => {
    if (this.stopped || document.visibilityState === 'hidden') return;
    const { frameAt } = this;
    const silent = frameAt === undefined || serverNow() - frameAt > PING_EVERY_MS + PONG_WITHIN_MS;
    if (this.socket?.readyState === WebSocket.OPEN && !silent) return this.ping();
    this.attempt = 0;
    this.cut();
  };
}

function address(
  options: Pick<LinkOptions<Frame>, 'branch' | 'view'>,
  place: Place | undefined,
): string {
  const url = new URL('/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (options.branch) url.searchParams.set('branch', options.branch);
  url.searchParams.set('view', options.view);
  if (place) {
    url.searchParams.set('since', String(place.seq));
    url.searchParams.set('epoch', place.epoch);
  }
  return url.href;
}
