import { Signal, signal } from '@preact/signals';
import { FRAME_VERSION, judge, PING, Place, reconnectIn, SUBPROTOCOL } from '../../../live/frames';
import type { ViewName } from '../../../wire/enums';
import type { Frame, PongFrame } from '../../../wire/frames';
import { hearServerTime, serverNow } from './clock';

/** How a page stands with the server. `ended`: it does not come back by itself (see `closed`). */
export type LinkState = 'connecting' | 'live' | 'lost' | 'updating' | 'ended';

export interface Link {
  readonly state: Signal<LinkState>;
  /** Server time at which this page last heard anything; undefined before the first frame. */
  readonly heardAt: Signal<number | undefined>;
  /** Close code of a socket that ended for good. */
  readonly closed: Signal<number | undefined>;
  /** Connects anew, with a snapshot when `fresh`. */
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
   * Asked when the server refuses the socket itself: false when this page's identity is gone, so
   * that it stops trying.
   */
  readonly stillMe?: () => Promise<boolean>;
}

const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 6_000;
/** A socket may blink for this long before the page says so. */
const GRACE_MS = 1_200;
/** A page that meets another version, and was served again as it was, reloads this often. */
const UPDATE_EVERY_MS = 30_000;

/**
 * Keeps one socket to `/live`: snapshot, then what follows; resumes with its place; says when it is
 * cut.
 */
export function openLink<F extends Frame>(options: LinkOptions<F>): Link {
  const state = signal<LinkState>('connecting');
  const heardAt = signal<number | undefined>(undefined);
  const closed = signal<number | undefined>(undefined);
  let place: Place | undefined;
  let socket: WebSocket | undefined;
  let attempt = 0;
  let stopped = false;
  let retry = 0;
  let grace = 0;
  let pingTimer = 0;
  let pongTimer = 0;

  const lost = () => {
    clearTimeout(grace);
    if (!stopped && state.value !== 'ended' && state.value !== 'updating') state.value = 'lost';
  };

  function connect() {
    if (stopped || state.value === 'ended') return;
    clearTimeout(retry);
    const opened = new WebSocket(
      address(options, place),
      options.ticketKey ? [SUBPROTOCOL, options.ticketKey] : [SUBPROTOCOL],
    );
    let accepted = false;
    socket = opened;
    opened.onopen = () => {
      accepted = true;
      ping();
    };
    opened.onmessage = (message) => {
      if (socket === opened) hear(String(message.data));
    };
    opened.onclose = (event) => {
      if (socket === opened) gone(event.code, event.reason, accepted);
    };
  }

  function hear(text: string) {
    const frame = JSON.parse(text) as F | PongFrame;
    clearTimeout(pongTimer);
    if (frame.v !== FRAME_VERSION) return reload(frame.v);
    hearServerTime(frame.nowMs);
    heardAt.value = frame.nowMs;
    clearTimeout(grace);
    if (frame.kind === 'pong') {
      if (place) state.value = 'live';
      return;
    }
    const verdict = judge(place, frame);
    if (verdict === 'gap') return cut();
    if (verdict !== 'apply') return;
    place = { epoch: frame.epoch, seq: frame.seq };
    attempt = 0;
    options.take(frame);
    state.value = 'live';
  }

  function gone(code: number, reason: string, accepted: boolean) {
    socket = undefined;
    clearTimeout(pingTimer);
    clearTimeout(pongTimer);
    if (stopped) return;
    const delay = reconnectIn(code, reason, attempt, Math.random());
    if (delay === undefined) return end(code);
    grace = window.setTimeout(lost, GRACE_MS);
    attempt++;
    const later = () => {
      retry = window.setTimeout(connect, delay);
    };
    // A refused upgrade looks like a lost network to a page: asking over HTTP tells them apart.
    if (accepted || !options.stillMe) later();
    else options.stillMe().then((me) => (me ? later() : end(4401)), later);
  }

  function end(code: number) {
    clearTimeout(grace);
    closed.value = code;
    state.value = 'ended';
  }

  /** Drops the socket at once and comes back with the same place. */
  function cut() {
    const old = socket;
    socket = undefined;
    old?.close();
    clearTimeout(pingTimer);
    clearTimeout(pongTimer);
    connect();
  }

  function ping() {
    clearTimeout(pingTimer);
    pingTimer = window.setTimeout(ping, PING_EVERY_MS);
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify(PING));
    clearTimeout(pongTimer);
    pongTimer = window.setTimeout(() => {
      lost();
      cut();
    }, PONG_WITHIN_MS);
  }

  function reload(version: unknown) {
    const mark = `ticketero.reloaded.${String(version)}`;
    stopped = true;
    socket?.close();
    if (sessionStorage.getItem(mark)) {
      state.value = 'updating';
      // Nobody may stand before this screen: it looks again whether its update has come.
      window.setTimeout(() => location.reload(), UPDATE_EVERY_MS);
    } else {
      sessionStorage.setItem(mark, '1');
      location.reload();
    }
  }

  /**
   * Back in view, or back from the browser's own cache: phones close sockets without telling the
   * page.
   */
  function wake() {
    if (stopped || document.visibilityState === 'hidden') return;
    const silent =
      heardAt.value === undefined || serverNow() - heardAt.value > PING_EVERY_MS + PONG_WITHIN_MS;
    if (socket?.readyState === WebSocket.OPEN && !silent) return ping();
    attempt = 0;
    cut();
  }

  const offline = () => lost();
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pageshow', wake);
  window.addEventListener('online', wake);
  window.addEventListener('offline', offline);
  connect();

  return {
    state,
    heardAt,
    closed,
    again(fresh = false) {
      if (fresh) place = undefined;
      closed.value = undefined;
      attempt = 0;
      state.value = 'connecting';
      cut();
    },
    stop() {
      stopped = true;
      for (const timer of [retry, grace, pingTimer, pongTimer]) clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', offline);
      socket?.close();
    },
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
