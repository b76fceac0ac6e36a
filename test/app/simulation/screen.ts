import { isDeepStrictEqual } from 'node:util';
import { evolveFloor } from '../../../src/app/domain/fold/floor';
import { Event } from '../../../src/app/domain/model/events';
import { Floor } from '../../../src/app/domain/model/state';
import { judge, Place, reconnectIn } from '../../../src/app/live/frames';
import { Hub } from '../../../src/app/live/hub';
import { Seat } from '../../../src/app/live/seat';
import { World } from '../live/world';
import { Network } from './network';

type Received = Parameters<typeof judge>[1] & { readonly data: unknown };

/** A page: it applies frames and reconnects by the pages' own rules. */
export class Screen {
  place?: Place;
  floor?: Floor;
  /** What it showed that was never true. */
  readonly wrong: string[] = [];
  private hub?: Hub;
  private seat?: Seat;
  private attempt = 0;
  /** A connection's number: late frames of an old connection are ignored. */
  private connection = 0;

  constructor(
    private readonly network: Network,
    private readonly world: World,
    /** Where a load balancer would send it now. */
    private readonly target: () => Hub,
  ) {}

  connect() {
    const mine = ++this.connection;
    const { network } = this;
    this.hub = this.target();
    let ordered: Promise<void> = Promise.resolve();
    this.seat = this.hub.join(
      {
        buffered: 0,
        send: (bytes) => {
          const text = bytes.toString();
          ordered = ordered
            .then(() => network.pass())
            .then(() => {
              if (mine === this.connection) this.take(JSON.parse(text) as Received);
            });
        },
        close: ({ code, reason }) => {
          ordered = ordered.then(() => {
            if (mine === this.connection) this.again(code, reason);
          });
        },
      },
      { kind: 'device', device: 'd' } as never,
      { branch: this.world.branch, view: 'floor', ...(this.place ? { place: this.place } : {}) },
    );
  }

  /** Breaks the connection silently. */
  cut() {
    if (this.seat && !this.seat.gone) this.hub?.leave(this.seat);
    this.again(1006, '');
  }

  get on(): Hub | undefined {
    return this.hub;
  }

  private again(code: number, reason: string) {
    const mine = ++this.connection;
    const ms = reconnectIn(code, reason, this.attempt++, this.network.random(), 5000);
    if (ms === undefined) {
      this.wrong.push(`was closed for good with ${code} ${reason}`);
      return;
    }
    setTimeout(() => {
      if (mine === this.connection) this.connect();
    }, ms);
  }

  private take(frame: Received) {
    this.attempt = 0;
    if ((frame as { readonly kind: string }).kind === 'pong') return;
    const verdict = judge(this.place, frame);
    if (verdict === 'ignore') return;
    if (verdict !== 'apply') return this.cut();
    const { epoch, seq } = frame;
    this.floor =
      frame.kind === 'snapshot'
        ? (frame.data as unknown as { readonly floorMs: Floor }).floorMs
        : (frame.data as unknown as { readonly eventsMs: readonly Event[] }).eventsMs.reduce(
            (floor, event) => evolveFloor(floor, event),
            this.floor!,
          );
    this.place = { epoch, seq };
    const truth = this.world.truthAt(epoch, seq);
    if (!truth || !isDeepStrictEqual(plain(this.floor), plain(truth))) {
      this.wrong.push(`showed at ${seq} of ${epoch} what never was`);
    }
  }
}

const plain = (floor: Floor): unknown => JSON.parse(JSON.stringify(floor));
