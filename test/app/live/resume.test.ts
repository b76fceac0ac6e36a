import { FRAME_VERSION } from '../../../src/app/live/frames';
import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { Viewer, ViewName } from '../../../src/app/ports';
import { memoryLog } from '../../support/memory-log';
import { elapse, quietFor, until } from '../../support/wait';
import { Screen } from './screen';
import { advisor, display, holder, Instance, startInstance, supervisor } from './stage';
import { World } from './world';

let world: World;
let instance: Instance;
beforeEach(async () => {
  world = new World('1');
  for (let step = 0; step < 20; step++) world.step();
  instance = await startInstance(world, createMemoryBus(memoryLog()));
});
afterEach(() => instance.stop());

const happen = (steps = 1) => {
  for (let step = 0; step < steps; step++) instance.publish(world.step());
};
const unknownEpoch = { epoch: 'of another database', seq: 3 };
const waitingTicket = () =>
  Object.values(world.floor.tickets).find((ticket) => ticket.state === 'waiting')!.id;

describe('floor', () => {
  const open = async () => {
    const screen = new Screen('floor', supervisor, world);
    await screen.open(instance.origin);
    return screen;
  };

  test('starts with a snapshot, then gets each commit as a separate frame', async () => {
    const screen = await open();
    expect(screen.frames[0]).toMatchObject({
      v: FRAME_VERSION,
      kind: 'snapshot',
      epoch: world.epoch,
      prev: 0,
      seq: world.seq,
      branch: '1',
      atMs: world.at,
    });
    expect(screen.directory).toEqual(world.directory);
    expect(Math.abs(screen.frames[0].nowMs - Date.now())).toBeLessThan(5000);
    const commits = Array.from({ length: 10 }, () => world.step());
    commits.forEach((commit) => instance.publish(commit));
    await until(() => screen.isTrue, 'all is shown');
    expect(
      screen.frames.slice(1).map(({ kind, prev, seq, atMs }) => ({ kind, prev, seq, atMs })),
    ).toEqual(commits.map(({ prev, seq, at }) => ({ kind: 'events', prev, seq, atMs: at })));
    expect(screen.faults).toEqual([]);
  });

  test('gets exactly what it missed', async () => {
    const screen = await open();
    const place = screen.place!;
    screen.cut();
    happen(7);
    await new Promise((resolve) => setImmediate(resolve));
    await screen.open(instance.origin);
    await until(() => screen.isTrue, 'all is shown');
    expect(
      screen.frames
        .slice(1)
        .flatMap((frame): readonly (number | string)[] =>
          frame.kind === 'events' ? frame.data.eventsMs.map((event) => event.seq) : ['snapshot'],
        ),
    ).toEqual(Array.from({ length: world.seq - place.seq }, (_, index) => place.seq + 1 + index));
    expect(screen.faults).toEqual([]);
  });

  test('is answered at once when it missed nothing', async () => {
    const screen = await open();
    const seq = world.seq;
    screen.cut();
    expect(await screen.open(instance.origin)).toMatchObject({
      kind: 'events',
      prev: seq,
      seq,
      data: { eventsMs: [] },
    });
    expect(screen.faults).toEqual([]);
  });

  test.each([
    ['another epoch', () => unknownEpoch],
    ['ahead of the head', () => ({ epoch: world.epoch, seq: world.seq + 1000 })],
    ['before what is kept', () => ({ epoch: world.epoch, seq: 1 })],
  ])('%s: a snapshot', async (_what, place) => {
    const screen = new Screen('floor', supervisor, world);
    expect(await screen.open(instance.origin, place())).toMatchObject({
      kind: 'snapshot',
      epoch: world.epoch,
      seq: world.seq,
      prev: 0,
    });
    expect(screen.floor).toEqual(world.floor);
  });

  test('new configuration comes as a snapshot to all, returning screens included', async () => {
    const [screen, away] = [await open(), await open()];
    away.cut();
    instance.publish(world.configure('Providencia'));
    await until(() => screen.directory?.branch.name === 'Providencia', 'the name is shown');
    expect(await away.open(instance.origin)).toMatchObject({ kind: 'snapshot' });
    expect(away.directory?.branch.name).toBe('Providencia');
    happen(3);
    await until(() => screen.isTrue && away.isTrue, 'all is shown');
    expect([...screen.faults, ...away.faults]).toEqual([]);
  });

  test('a restored database comes as a snapshot to all, within one poll of heads', async () => {
    const screen = await open();
    world.restore();
    world.step();
    await until(() => screen.isTrue, 'the new epoch is shown');
    expect(screen.frames.at(-1)).toMatchObject({ kind: 'snapshot', epoch: world.epoch, prev: 0 });
    expect(screen.faults).toEqual([]);
  });
});

describe.each<[ViewName, () => Viewer]>([
  ['display', () => display],
  ['advisor', () => advisor('a1')],
  ['ticket', () => holder(waitingTicket())],
])('%s', (view, viewer) => {
  const open = async () => {
    const screen = new Screen(view, viewer(), world);
    await screen.open(instance.origin);
    return screen;
  };

  test('is sent whole, then only on change, each frame naming the one it follows', async () => {
    const screen = await open();
    expect(screen.frames[0]).toMatchObject({
      v: FRAME_VERSION,
      kind: 'state',
      epoch: world.epoch,
      prev: 0,
      seq: world.seq,
    });
    for (let step = 0; step < 30; step++) {
      happen();
      await elapse(2);
    }
    await until(() => screen.isTrue, 'all is shown');
    const texts = screen.frames.map((frame) => JSON.stringify(frame.data));
    texts.forEach((text, index) => {
      if (index > 0) expect(text).not.toBe(texts[index - 1]);
    });
    expect(screen.faults).toEqual([]);
  });

  test('nothing is sent for changes it does not show', async () => {
    const screen = await open();
    const other = await open();
    const printed = Object.keys(world.floor.tickets)[0];
    for (let step = 0; step < 5; step++) {
      instance.publish(
        world.commit([{ type: 'TicketPrinted', ticket: printed, ok: true, reprint: false }]),
      );
    }
    // A new screen gets the head; the next change builds, for each screen, on what it was sent.
    await quietFor(20);
    const late = await open();
    expect(late.frames[0].seq).toBe(world.seq);
    expect(screen.frames).toHaveLength(1);
    const called =
      view === 'ticket'
        ? world.floor.tickets[screen.key]
        : Object.values(world.floor.tickets).find((ticket) => ticket.state === 'waiting')!;
    const free = Object.values(world.floor.advisors).find((each) => each.ticket === undefined);
    instance.publish(
      free ? world.commit([world.call(called, free)]) : world.commit([world.cancel(called)]),
    );
    await until(() => [screen, other, late].every((each) => each.isTrue), 'all is shown');
    expect(screen.frames.at(-1)!.prev).toBe(screen.frames[0].seq);
    expect(late.frames.at(-1)!.prev).toBe(late.frames[0].seq);
    expect([...screen.faults, ...other.faults, ...late.faults]).toEqual([]);
  });

  test.each([
    ['what it has', () => ({ epoch: world.epoch, seq: world.seq })],
    ['an older place', () => ({ epoch: world.epoch, seq: 1 })],
    ['another epoch', () => unknownEpoch],
    ['a place ahead of the head', () => ({ epoch: world.epoch, seq: world.seq + 1000 })],
  ])('coming back with %s: the whole state of the head', async (_what, place) => {
    const screen = new Screen(view, viewer(), world);
    expect(await screen.open(instance.origin, place())).toMatchObject({
      kind: 'state',
      epoch: world.epoch,
      seq: world.seq,
      prev: 0,
    });
    expect(screen.isTrue).toBe(true);
  });

  test('a restored database builds on nothing', async () => {
    const screen = await open();
    world.restore();
    world.step();
    await until(() => screen.place?.epoch === world.epoch, 'the new epoch is shown');
    expect(screen.frames.at(-1)).toMatchObject({ kind: 'state', prev: 0 });
  });
});
