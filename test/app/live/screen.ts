import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { evolveFloor } from '../../../src/app/domain/fold/floor';
import { Floor } from '../../../src/app/domain/model/state';
import { Ticket } from '../../../src/app/domain/model/ticket';
import { advisorView } from '../../../src/app/domain/views/advisor-view';
import { ownTicket } from '../../../src/app/domain/views/own-ticket';
import { displayView, ticketView } from '../../../src/app/domain/views/project';
import { rfc3339OrNull, written } from '../../../src/app/domain/views/rfc3339';
import { judge, Place } from '../../../src/app/live/frames';
import { Directory, Viewer, ViewName } from '../../../src/app/ports';
import { Frame } from '../../../src/app/wire/frames';
import { OwnTicket } from '../../../src/app/wire/tickets';
import { World } from './world';

/** What was true of a branch after each commit. */
export interface Truth {
  truthAt(epoch: string, seq: number): Floor | undefined;
  readonly directory: Directory;
  readonly rows: ReadonlyMap<string, Ticket>;
}

/** How a socket identifies itself: tests of `live` alone write it on the request. */
export interface Credentials {
  readonly headers?: Record<string, string>;
  readonly protocols?: readonly string[];
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/**
 * A page without its looks: it applies frames by the same rules, and after each one compares what
 * it shows with the truth at that seq. Violations are in `faults`.
 */
export class Screen {
  readonly frames: Frame[] = [];
  readonly faults: string[] = [];
  place?: Place;
  floor?: Floor;
  directory?: Directory;
  state: unknown;
  closed?: Closed;
  private socket?: WebSocket;
  private fresh = true;

  private readonly shots: {
    readonly at: Pick<Frame, 'epoch' | 'seq' | 'nowMs'>;
    readonly shown: unknown;
  }[] = [];

  /** With a world each frame is compared at once, without one when `compare` is called. */
  constructor(
    readonly view: ViewName,
    readonly viewer: Viewer,
    private readonly world?: World,
    readonly branch = world?.branch ?? '1',
    private readonly credentials: Credentials = { headers: { 'x-viewer': JSON.stringify(viewer) } },
  ) {}

  get key() {
    return this.viewer.kind === 'staff'
      ? this.viewer.staff
      : this.viewer.kind === 'ticket'
        ? this.viewer.ticket
        : '';
  }
  get protocol() {
    return this.socket?.protocol;
  }
  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /**
   * Connects, with its place if it has one; resolves with the first frame. Rejects when refused or
   * closed before that.
   */
  open(origin: string, place: Place | undefined = this.place): Promise<Frame> {
    const query = new URLSearchParams({
      branch: this.branch,
      view: this.view,
      ...(place ? { since: String(place.seq), epoch: place.epoch } : {}),
    });
    const socket = new WebSocket(
      `${origin}/live?${query}`,
      [...(this.credentials.protocols ?? [])],
      { headers: this.credentials.headers },
    );
    this.socket = socket;
    this.fresh = true;
    this.closed = undefined;
    return new Promise<Frame>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code, reason) => {
        if (this.socket === socket) this.closed = { code, reason: reason.toString() };
        reject(new Error(`closed with ${code}: ${reason.toString()}`));
      });
      socket.on('message', (data) => {
        if (this.socket !== socket) return;
        const frame = JSON.parse((data as Buffer).toString()) as Frame;
        this.take(frame);
        resolve(frame);
      });
    });
  }

  say(text: string | Buffer) {
    this.socket!.send(text);
  }
  pause() {
    this.socket!.pause();
  }
  resume() {
    this.socket!.resume();
  }

  /** Pulls the plug. */
  cut() {
    const socket = this.socket;
    this.socket = undefined;
    socket?.on('error', () => undefined);
    socket?.terminate();
  }

  /** Takes a frame as if it had come by its socket. */
  take(frame: Frame) {
    if ((frame as { kind: string }).kind === 'pong') return void this.frames.push(frame);
    const verdict = judge(this.place, frame);
    const fault = (what: string) =>
      this.faults.push(
        `${this.view}: ${what} (${frame.kind} ${frame.prev}→${frame.seq} at ${this.place?.seq})`,
      );
    if (verdict !== 'apply') fault(verdict);
    if (frame.epoch === this.place?.epoch && frame.seq < this.place.seq) fault('went back');
    if (!this.fresh && frame.prev !== (frame.epoch === this.place?.epoch ? this.place.seq : 0)) {
      fault('prev is not what this socket was sent last');
    }
    this.fresh = false;
    this.show(frame, fault);
    this.place = { epoch: frame.epoch, seq: frame.seq };
    this.frames.push(frame);
    this.shots.push({ at: frame, shown: this.shown });
    if (this.world) this.compare(this.world);
  }

  /** Compares everything shown since the last call with the truth. */
  compare(truth: Truth) {
    for (const { at, shown } of this.shots.splice(0)) {
      if (!this.agrees(shown, at, truth)) {
        this.faults.push(`${this.view}: shows at ${at.seq} what was never true`);
      }
    }
  }

  private show(frame: Frame, fault: (what: string) => void) {
    if (frame.kind === 'snapshot') {
      this.floor = frame.data.floorMs;
      this.directory = frame.data.directory;
    } else if (frame.kind === 'events') {
      frame.data.eventsMs.forEach((event, index) => {
        if (event.seq !== frame.prev + 1 + index) fault(`event ${event.seq} out of place`);
      });
      this.floor = frame.data.eventsMs.reduce(
        (floor, event) => evolveFloor(floor, event),
        this.floor!,
      );
    } else {
      this.state = frame.data;
    }
  }

  private get shown() {
    return this.view === 'floor' ? this.floor : this.state;
  }

  /** What this view must show at that seq. */
  private truth(
    { epoch, seq, nowMs: now }: Pick<Frame, 'epoch' | 'seq' | 'nowMs'>,
    { truthAt, directory: { config } }: Truth,
  ): unknown {
    const floor = truthAt(epoch, seq);
    if (!floor || this.view === 'floor') return floor;
    if (this.view === 'display') return asSent(written(displayView(floor, config, now)));
    if (this.view === 'advisor') {
      return asSent(written(advisorView(floor, config, this.key, now) ?? null));
    }
    const ticket = ticketView(floor, config, this.key, now);
    return asSent(ticket ? ownTicket(ticket) : null);
  }

  private agrees(shown: unknown, at: Pick<Frame, 'epoch' | 'seq' | 'nowMs'>, truth: Truth) {
    const expected = this.truth(at, truth);
    if (this.view !== 'ticket' || expected !== null) return isDeepStrictEqual(shown, expected);
    // It has left the floor, but its row says how it ended.
    const [row, ticket] = [truth.rows.get(this.key), shown as OwnTicket | null];
    return ticket?.state === row?.state && ticket?.endedAt === (row && rfc3339OrNull(row.endedAt));
  }

  get isTrue() {
    const { world } = this;
    return (
      world !== undefined &&
      this.isOpen &&
      this.place?.epoch === world.epoch &&
      this.agrees(this.shown, { epoch: world.epoch, seq: world.seq, nowMs: Date.now() }, world)
    );
  }
}

const asSent = (view: object | null) => JSON.parse(JSON.stringify(view)) as unknown;
