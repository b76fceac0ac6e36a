import { CLOSE, FRAME_VERSION, reconnectIn } from '../../../src/app/live/frames';
import { Console } from '../../../src/app/live/hub';
import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { Viewer } from '../../../src/app/ports';
import { memoryLog } from '../../support/memory-log';
import { quietFor, until } from '../../support/wait';
import { Screen } from './screen';
import {
  advisor,
  display,
  holder,
  identifyByHeader,
  Instance,
  InstanceOptions,
  startInstance,
  supervisor,
} from './stage';
import { upgrade } from './upgrade.test';
import { World } from './world';

export let instance: Instance | undefined;
export const start = async (options: InstanceOptions = {}, world = new World('1')) => {
  instance = await startInstance(world, createMemoryBus(memoryLog()), options);
  return { world, instance };
};
afterEach(async () => {
  await instance?.stop();
  instance = undefined;
});

describe('an open socket', () => {
  const opened = async (options: InstanceOptions = {}, viewer: Viewer = supervisor) => {
    const { world, instance: it } = await start(options);
    const screen = new Screen(viewer.kind === 'ticket' ? 'ticket' : 'floor', viewer, world);
    await screen.open(it.origin);
    return { world, screen, it };
  };

  test("is answered with the server's clock", async () => {
    const { screen } = await opened();
    screen.say('{"v":1,"kind":"ping"}');
    await until(() => screen.frames.length === 2, 'the answer comes');
    expect(screen.frames[1]).toEqual({
      v: FRAME_VERSION,
      kind: 'pong',
      nowMs: expect.any(Number) as unknown,
      freshMs: expect.any(Number) as unknown,
    });
  });

  test("does not repeat a ticket's key in its answer", async () => {
    const { world, instance: it } = await start({ identify: async () => holder('t1') });
    const screen = new Screen('ticket', holder('t1'), world, '1', {
      protocols: ['1secretkeyofaticket', 'ticketero.1'],
    });
    await screen.open(it.origin);
    expect(screen.protocol).toBe('ticketero.1');
  });

  test('too many upgrades at once are refused before identifying anyone', async () => {
    let release = () => undefined as void;
    const held = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    const {
      instance: { port },
    } = await start({ identify: () => held, sockets: { mostAsking: 20 } });
    const answered: number[] = [];
    const knocks = Array.from({ length: 30 }, () =>
      upgrade(port, '/live?branch=1&view=floor').then(({ status }) => void answered.push(status)),
    );
    await until(() => answered.length === 10, 'those who are too many are answered');
    release();
    await Promise.all(knocks);
    expect(answered).toEqual([...Array<number>(10).fill(503), ...Array<number>(20).fill(401)]);
  });

  test.each<[string, string | Buffer, { readonly code: number }]>([
    ['is not JSON', 'hola', CLOSE.badFrame],
    ['is no frame', '{"v":1,"kind":"call"}', CLOSE.badFrame],
    ['is of another version', '{"v":2,"kind":"ping"}', CLOSE.badFrame],
    ['is binary', Buffer.from('{"v":1,"kind":"ping"}'), CLOSE.badFrame],
    [
      'is too large',
      JSON.stringify({ v: 1, kind: 'ping', more: 'x'.repeat(2000) }),
      CLOSE.tooLarge,
    ],
    ['is far too large', 'x'.repeat(100_000), { code: 1009 }],
  ])('is closed with its own code when a frame %s', async (_what, text, close) => {
    const { screen } = await opened();
    screen.say(text);
    await until(() => screen.closed !== undefined, 'it is closed');
    expect(screen.closed).toMatchObject(
      close.code === 1009
        ? { code: 1009 }
        : { code: close.code, reason: (close as { reason?: string }).reason },
    );
  });

  test('is closed when it sends too much', async () => {
    const { screen } = await opened();
    for (let count = 0; count < 30; count++) screen.say('{"v":1,"kind":"ping"}');
    await until(() => screen.closed !== undefined, 'it is closed');
    expect(screen.closed!.code).toBe(CLOSE.tooMany.code);
  });

  test('of a branch that does not exist is closed with its own code', async () => {
    const {
      instance: { origin },
      world,
    } = await start();
    const screen = new Screen('floor', supervisor, world, 'nowhere');
    await expect(screen.open(origin)).rejects.toThrow(String(CLOSE.unknownBranch.code));
  });

  test('of a branch that cannot be read is told to come back, and does', async () => {
    const {
      instance: { origin },
      world,
    } = await start();
    world.broken = true;
    const screen = new Screen('floor', supervisor, world);
    await expect(screen.open(origin)).rejects.toThrow(String(CLOSE.tryLater.code));
    world.broken = false;
    expect(await screen.open(origin)).toMatchObject({ kind: 'snapshot' });
  });

  test('that does not answer pings is dropped', async () => {
    const { screen, it } = await opened({ sockets: { pingEveryMs: 100 } });
    const lively = new Screen('floor', supervisor, new World('1'));
    await lively.open(it.origin);
    screen.pause();
    const waits = performance.now();
    await until(() => it.sockets.count === 1, 'it is dropped');
    expect(performance.now() - waits).toBeGreaterThan(1000);
    expect(lively.isOpen).toBe(true);
    screen.resume();
    await until(() => screen.closed !== undefined, 'its socket is closed');
  });

  test('is closed when its session has ended elsewhere, or lost its rights', async () => {
    let viewer: Viewer | undefined = supervisor;
    const { screen, it, world } = await opened({
      identify: async () => viewer,
      sockets: { identifyEveryMs: 50, pingEveryMs: 100 },
    });
    viewer = undefined;
    await until(() => screen.closed !== undefined, 'it is closed');
    expect(screen.closed!.code).toBe(CLOSE.unauthorized.code);
    viewer = supervisor;
    const other = new Screen('floor', supervisor, world);
    await other.open(it.origin);
    viewer = { ...supervisor, role: 'auditor' } as Viewer;
    await until(() => other.closed !== undefined, 'it is closed');
    expect(other.closed!.code).toBe(CLOSE.forbidden.code);
  });

  test('stays open while its identity cannot be checked', async () => {
    let asked = 0;
    const identify: InstanceOptions['identify'] = async (message) => {
      if (++asked > 1) throw new Error('the database is away');
      return identifyByHeader(message);
    };
    const { screen } = await opened({
      identify,
      sockets: { identifyEveryMs: 50, pingEveryMs: 100 },
    });
    await until(() => asked > 3, 'it was asked again');
    expect(screen.isOpen).toBe(true);
  });

  test('is closed at once when its session ends here', async () => {
    const { screen, it } = await opened();
    it.hub.endSession('session-s1');
    await until(() => screen.closed !== undefined, 'it is closed');
    expect(screen.closed!.code).toBe(CLOSE.unauthorized.code);
  });

  test('makes room for the newest of too many', async () => {
    const { screen, it, world } = await opened({ limits: { socketsPerTicket: 2 } }, holder('t1'));
    const [second, third] = [
      new Screen('ticket', holder('t1'), world),
      new Screen('ticket', holder('t1'), world),
    ];
    await second.open(it.origin);
    await third.open(it.origin);
    await until(() => screen.closed !== undefined, 'the oldest is closed');
    expect(screen.closed!.code).toBe(CLOSE.superseded.code);
    expect(second.isOpen && third.isOpen).toBe(true);
  });

  test('is told when to reconnect as the instance stops, each at a different time', async () => {
    const { screen, it, world } = await opened();
    const others = Array.from({ length: 20 }, () => new Screen('floor', supervisor, world));
    await Promise.all(others.map((other) => other.open(it.origin)));
    await it.sockets.close();
    await until(() => [screen, ...others].every((each) => each.closed), 'all are closed');
    const delays = others.map((other) =>
      reconnectIn(other.closed!.code, other.closed!.reason, 0, 0)!,
    );
    expect(screen.closed!.code).toBe(1012);
    expect(new Set(delays).size).toBeGreaterThan(10);
    expect(Math.max(...delays)).toBeLessThanOrEqual(500);
    expect(it.sockets.count).toBe(0);
  });
});

describe('a slow reader', () => {
  test('is cut with its own code while the others go on, and catches up later', async () => {
    const { world, instance: it } = await start({ limits: { mostBuffered: 64 * 1024 } });
    const [slow, quick] = [
      new Screen('floor', supervisor, world),
      new Screen('floor', supervisor, world),
    ];
    await slow.open(it.origin);
    await quick.open(it.origin);
    slow.pause();
    // The kernel buffers too: it takes megabytes until the server notices.
    const large = Array.from({ length: 50 }, () => ({
      type: 'TicketPrinted' as const,
      ticket: 'none',
      ok: false,
      reprint: false,
      reason: 'x'.repeat(10_000),
    }));
    for (let count = 0; it.hub.counts().floor === 2; count++) {
      if (count > 200) throw new Error('it was never cut');
      it.publish(world.commit(large));
      await until(() => quick.place!.seq === world.seq, 'the other has it');
    }
    it.publish(world.step());
    slow.resume();
    await until(() => slow.closed !== undefined, 'it knows why');
    expect(slow.closed!.code).toBe(CLOSE.slowReader.code);
    await until(() => quick.isTrue, 'the other has all');
    await slow.open(it.origin);
    await until(() => slow.isTrue, 'it has all');
    expect([...slow.faults, ...quick.faults]).toEqual([]);
  });
});

describe('the watchers', () => {
  test('is counted by view, and advisors with a console are reported once', async () => {
    const told: (readonly Console[])[] = [];
    const { world, instance: it } = await start({
      limits: { consolesEveryMs: 50 },
      consoles: async (list) => void told.push(list),
    });
    await until(() => told.length > 0, 'that nobody is there is told too');
    expect(told[0]).toEqual([]);
    const screens = [
      new Screen('advisor', advisor('a1'), world),
      new Screen('advisor', advisor('a1'), world),
      new Screen('advisor', advisor('a2'), world),
      new Screen('display', display, world),
    ];
    await Promise.all(screens.map((screen) => screen.open(it.origin)));
    const open = { advisor: 3, display: 1, floor: 0, ticket: 0 };
    expect([it.hub.counts(), it.hub.countsByBranch()]).toEqual([open, { 1: open }]);
    told.length = 0;
    await until(() => told.length > 1, 'they are told');
    expect(told.at(-1)).toEqual(
      expect.arrayContaining([
        { branch: '1', advisor: 'a1' },
        { branch: '1', advisor: 'a2' },
      ]),
    );
    expect(told.at(-1)).toHaveLength(2);
    screens.forEach((screen) => screen.cut());
    await until(() => it.hub.counts().advisor === 0, 'they are gone');
  });

  test('a branch that nobody watches any more is not polled', async () => {
    const { world, instance: it } = await start({ limits: { lingerMs: 20, headsEveryMs: 20 } });
    const screen = new Screen('display', display, world);
    await screen.open(it.origin);
    await until(() => world.calls.heads > 2, 'it is polled');
    screen.cut();
    await until(async () => {
      const before = world.calls.heads;
      await quietFor(100);
      return world.calls.heads === before;
    }, 'it is forgotten');
    await screen.open(it.origin);
    expect(screen.isTrue).toBe(true);
    expect(world.calls.floor).toBe(2);
  });
});
