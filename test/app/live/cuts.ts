import { Bus } from '../../../src/app/ports';
import { elapse, until } from '../../support/wait';
import { Screen } from './screen';
import {
  advisor,
  display,
  holder,
  Instance,
  InstanceOptions,
  startInstance,
  supervisor,
} from './stage';
import { randomOf, World } from './world';

const CUTS = 50;

export interface Outcome {
  /** What screens showed that was never true, or out of order. */
  readonly faults: readonly string[];
  /** Whether every screen was right in the end. */
  readonly converged: boolean;
  /** How many reads feeds made to repair themselves. */
  readonly gaps: number;
  readonly events: number;
}

/**
 * Two instances and screens of all four views. Commits continue while each screen's socket is cut
 * 50 times and reconnects to either instance; a planted fault ends the run once it is seen.
 */
export async function cutScreens(
  buses: readonly [Bus, Bus],
  options: InstanceOptions = {},
  { seed = 1, untilFault = undefined as string | undefined } = {},
): Promise<Outcome> {
  const random = randomOf(seed);
  const world = new World('1', random);
  for (let step = 0; step < 30; step++) world.step();
  const instances = await Promise.all(buses.map((bus) => startInstance(world, bus, options)));
  const either = (): Instance => instances[random() < 0.5 ? 0 : 1];
  const ticket = Object.values(world.floor.tickets)
    .filter((each) => each.state === 'waiting')
    .at(-1)!.id;
  const screens = [
    new Screen('floor', supervisor, world),
    new Screen('floor', supervisor, world),
    new Screen('display', display, world),
    new Screen('advisor', advisor('a1'), world),
    new Screen('ticket', holder(ticket), world),
  ];

  let going = true;
  const branch = (async () => {
    while (going) {
      either().publish(world.step());
      await elapse(random() * 4);
    }
  })();
  const faults: string[] = [];
  const seen = () => [...faults, ...screens.flatMap((screen) => screen.faults)];
  const isOver = () =>
    untilFault !== undefined && seen().some((fault) => fault.includes(untilFault));
  await Promise.all(
    screens.map(async (screen) => {
      for (let cut = 0; cut <= CUTS; cut++) {
        await screen.open(either().origin).catch((error: Error) => faults.push(error.message));
        if (cut === CUTS || isOver()) return;
        await elapse(random() * 40);
        screen.cut();
        await elapse(random() * 20);
      }
    }),
  );
  going = false;
  await branch;
  // The last hint may be lost too: heads are polled every two seconds.
  const right = () => screens.every((screen) => screen.isTrue);
  const converged = await until(() => right() || isOver(), 'every screen shows the truth').then(
    right,
    () => false,
  );
  const gaps = instances.reduce((sum, instance) => sum + instance.hub.reads().gaps, 0);
  for (const screen of screens) screen.cut();
  await Promise.all(instances.map((instance) => instance.stop()));
  return {
    faults: seen(),
    converged,
    gaps,
    events: world.seq,
  };
}
