import { cachedReads } from '../../../src/app/live/floor-cache';
import { createHub, Hub } from '../../../src/app/live/hub';
import { memoryLog } from '../../support/memory-log';
import { randomOf, World } from '../live/world';
import { calm, Faults, Hints, Network } from './network';
import { Screen } from './screen';

const stormy: Faults = {
  lost: 0.15,
  doubled: 0.1,
  emptied: 0.1,
  failed: 0.05,
  stalled: 0.03,
  cut: 0.02,
};

const INSTANCES = 3;
const SCREENS = 4;

/** The longest time between two steps, ms. */
const PAUSE = 60;

/**
 * Several instances of the real hub, feed, rooms and cache on a simulated clock, network, bus and
 * database, in the manner of FoundationDB: one seed decides everything that happens, so a failing
 * seed reproduces its bug. Needs jest's fake timers.
 */
export class Simulation {
  readonly network: Network;
  readonly world: World;
  readonly screens: Screen[] = [];
  private readonly hints: Hints;
  private readonly hubs: Hub[] = [];
  private readonly cache;

  constructor(
    seed: number,
    private readonly advance: (ms: number) => Promise<void>,
  ) {
    const random = randomOf(seed);
    this.network = new Network(random);
    this.world = new World('1', random);
    this.hints = new Hints(this.network);
    this.cache = this.network.cache();
    for (let each = 0; each < INSTANCES; each += 1) this.hubs.push(this.instance());
    for (let each = 0; each < SCREENS; each += 1) {
      const screen = new Screen(this.network, this.world, () => this.network.pick(this.hubs));
      this.screens.push(screen);
      screen.connect();
    }
  }

  private instance(): Hub {
    const log = memoryLog();
    const bus = this.hints.of({});
    const reads = this.network.reads(() => this.world.reads);
    return createHub({
      reads: cachedReads({ reads, cache: this.cache, log }),
      bus,
      readTicket: async () => undefined,
      log,
      clock: () => Date.now(),
    });
  }

  /** Runs this many steps, then keeps quiet until everything can be right again. */
  async run(steps: number): Promise<void> {
    this.network.faults = stormy;
    for (let step = 0; step < steps; step += 1) {
      this.happen();
      await this.advance(this.network.upTo(PAUSE));
    }
    this.network.faults = calm;
    this.network.away = false;
    await this.advance(60_000);
  }

  private happen() {
    const { network, world } = this;
    const dice = network.random();
    if (dice < 0.003) world.rewind(network.upTo(world.seq + 1));
    else if (dice < 0.005) world.restore();
    else if (dice < 0.012) this.hints.publish(world.configure(`Sucursal ${network.upTo(9)}`));
    else if (dice < 0.02) this.replace(network.upTo(INSTANCES));
    else if (dice < 0.03) network.away = !network.away;
    else if (dice < 0.05) network.pick(this.screens).cut();
    else if (dice < 0.75) this.hints.publish(world.step());
  }

  /** Kills an instance, and starts another in its place. */
  private replace(at: number) {
    const gone = this.hubs[at];
    gone.close();
    this.hubs[at] = this.instance();
    for (const screen of this.screens) if (screen.on === gone) screen.cut();
  }

  /** Violations, as sentences; empty if all is well. */
  get faults(): readonly string[] {
    const { epoch, seq } = this.world;
    return this.screens.flatMap(({ wrong, place }, at) => [
      ...wrong.map((each) => `screen ${at} ${each}`),
      ...(place?.epoch === epoch && place.seq === seq
        ? []
        : [`screen ${at} is at ${place?.seq} of ${place?.epoch}, not at ${seq} of ${epoch}`]),
    ]);
  }

  close() {
    for (const hub of this.hubs) hub.close();
  }
}
