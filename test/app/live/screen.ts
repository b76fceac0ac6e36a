import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { World } from './world';
import { evolveFloor } from '../../../src/app/domain/floor';
import { advisorView, displayView, ticketView } from '../../../src/app/domain/project';
import { Floor } from '../../../src/app/domain/state';
import { TicketView } from '../../../src/app/domain/views';
import { Frame, judge, Place } from '../../../src/app/live/frames';
import { Directory, ViewName, Viewer } from '../../../src/app/ports';

export interface Closed { readonly code: number; readonly reason: string }

/**
 * A page, without its looks: it takes frames by the same rules, and after each it compares what it shows with what was true at that seq.
 * What it should never see is in `faults`.
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

  constructor(readonly view: ViewName, readonly viewer: Viewer, private readonly world: World, readonly branch = world.branch) {}

  get key() { return this.viewer.kind === 'staff' ? this.viewer.staff : this.viewer.kind === 'ticket' ? this.viewer.ticket : ''; }
  get isOpen() { return this.socket?.readyState === WebSocket.OPEN; }

  /** Connects, with its place if it has one; resolves with the first frame. Rejects when it is refused or closed before. */
  open(origin: string, place: Place | undefined = this.place): Promise<Frame> {
    const query = new URLSearchParams({ branch: this.branch, view: this.view, ...(place ? { since: String(place.seq), epoch: place.epoch } : {}) });
    const socket = new WebSocket(`${origin}/live?${query}`, { headers: { 'x-viewer': JSON.stringify(this.viewer) } });
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

  say(text: string | Buffer) { this.socket!.send(text); }
  pause() { this.socket!.pause(); }
  resume() { this.socket!.resume(); }

  /** Pulls the plug. */
  cut() {
    const socket = this.socket;
    this.socket = undefined;
    socket?.on('error', () => undefined);
    socket?.terminate();
  }

  private take(frame: Frame) {
    if ((frame as { kind: string }).kind === 'pong') return void this.frames.push(frame);
    const verdict = judge(this.place, frame);
    const fault = (what: string) => this.faults.push(`${this.view}: ${what} (${frame.kind} ${frame.prev}→${frame.seq} at ${this.place?.seq})`);
    if (verdict !== 'apply') fault(verdict);
    if (frame.epoch === this.place?.epoch && frame.seq < this.place.seq) fault('went back');
    if (!this.fresh && frame.prev !== (frame.epoch === this.place?.epoch ? this.place.seq : 0)) fault('prev is not what this socket was sent last');
    this.fresh = false;
    this.show(frame, fault);
    this.place = { epoch: frame.epoch, seq: frame.seq };
    this.frames.push(frame);
    if (!this.agrees(frame)) fault('shows what was never true');
  }

  private show(frame: Frame, fault: (what: string) => void) {
    if (frame.kind === 'snapshot') {
      this.floor = frame.data.floor;
      this.directory = frame.data.directory;
    } else if (frame.kind === 'events') {
      frame.data.events.forEach((event, index) => { if (event.seq !== frame.prev + 1 + index) fault(`event ${event.seq} out of place`); });
      this.floor = frame.data.events.reduce((floor, event) => evolveFloor(floor, event), this.floor!);
    } else {
      this.state = frame.data;
    }
  }

  private get shown() { return this.view === 'floor' ? this.floor : this.state; }

  /** What this view must show at that seq. */
  private truth({ epoch, seq, now }: Pick<Frame, 'epoch' | 'seq' | 'now'>): unknown {
    const floor = this.world.truthAt(epoch, seq);
    const { config } = this.world.directory;
    if (!floor || this.view === 'floor') return floor;
    if (this.view === 'display') return asSent(displayView(floor, config, now));
    if (this.view === 'advisor') return asSent(advisorView(floor, config, this.key, now) ?? null);
    return asSent(ticketView(floor, config, this.key, now) ?? null);
  }

  private agrees(at: Pick<Frame, 'epoch' | 'seq' | 'now'>) {
    const truth = this.truth(at);
    if (this.view !== 'ticket' || truth !== null) return isDeepStrictEqual(this.shown, truth);
    // It has left the floor: its row says how it ended.
    const [row, shown] = [this.world.rows.get(this.key), this.state as TicketView | null];
    return shown?.state === row?.state && shown?.endedAt === row?.endedAt;
  }

  get isTrue() {
    return this.isOpen && this.place?.epoch === this.world.epoch && this.agrees({ epoch: this.world.epoch, seq: this.world.seq, now: Date.now() });
  }
}

const asSent = (view: object | null) => JSON.parse(JSON.stringify(view)) as unknown;
