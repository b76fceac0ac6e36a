import { createHub, Hub } from '../../../src/app/live/hub';
import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { Frame } from '../../../src/app/wire/frames';
import { memoryLog } from '../../support/memory-log';
import { until } from '../../support/wait';
import { Screen } from './screen';
import { advisor, display, holder } from './stage';
import { World } from './world';

/**
 * Estimates hold for five seconds. Here the clock advances by a minute each time it is read: a
 * frame whose data and time are read separately shows what was true before the time it names.
 */
const MINUTE = 60_000;
/** The branch is closed, so no estimate is withheld for ending after closing. */
const SATURDAY = Date.UTC(2026, 10, 28, 12);

let hub: Hub;
afterEach(() => hub.close());

test.each([
  ['display', () => display],
  ['advisor', () => advisor('a1')],
  ['ticket', (ticket: string) => holder(ticket)],
] as const)('%s: what a frame says is true at the time it names', async (view, viewerOf) => {
  const world = new World('1');
  for (let step = 0; step < 20; step += 1) world.step();
  let readings = 0;
  const bus = createMemoryBus(memoryLog());
  hub = createHub({
    reads: world.reads,
    bus,
    readTicket: world.readTicket,
    log: memoryLog(),
    clock: () => SATURDAY + MINUTE * ++readings,
  });
  const frames: Frame[] = [];
  const tickets = Object.values(world.floor.tickets);
  const viewer = viewerOf(tickets.findLast(({ state }) => state === 'waiting')!.id);
  hub.join(
    {
      buffered: 0,
      send: (bytes) => void frames.push(JSON.parse(bytes.toString()) as Frame),
      close: ({ reason }) => expect(reason).toBe('open'),
    },
    viewer,
    { branch: '1', view },
    'the branch',
  );
  await until(() => frames.length > 0, 'the first frame is there');
  for (let step = 0; step < 30; step += 1) {
    bus.publish(world.step());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => frames.length > 1, 'it has changed before their eyes');
  const screen = new Screen(view, viewer, world);
  frames.forEach((frame) => screen.take(frame));
  expect(screen.faults).toEqual([]);
});
