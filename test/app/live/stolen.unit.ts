import { createHub, Hub } from '../../../src/app/live/hub';
import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { memoryLog } from '../../support/memory-log';
import { display, holder } from './stage';
import { World } from './world';

/** Sockets with a stolen cookie or key are limited, and push out only one another. */

let hub: Hub;
beforeEach(() => {
  const world = new World('1');
  hub = createHub({
    reads: world.reads,
    bus: createMemoryBus(memoryLog()),
    readTicket: world.readTicket,
    log: memoryLog(),
    clock: () => Date.now(),
    limits: { socketsPerDevice: 5, socketsPerTicket: 3 },
  });
});
afterEach(() => hub.close());

const open = (from: string, viewer = display) => {
  const peer = {
    buffered: 0,
    closed: false,
    send: () => undefined,
    close() {
      peer.closed = true;
    },
  };
  const view = viewer.kind === 'ticket' ? 'ticket' : 'display';
  return { peer, seat: hub.join(peer, viewer, { branch: '1', view }, from) };
};

test('with a stolen cookie, however many, push no real screen out', () => {
  const real = open('the branch');
  const stolen = Array.from({ length: 30 }, () => open('elsewhere'));
  expect(real.peer.closed).toBe(false);
  expect(stolen.filter(({ peer }) => !peer.closed)).toHaveLength(4);
  // It returns before its old socket is known to be dead, while the thief keeps trying.
  const back = open('the branch');
  open('elsewhere');
  expect([real.peer.closed, back.peer.closed]).toEqual([false, false]);
  hub.leave(real.seat);
  for (let i = 0; i < 10; i += 1) open('elsewhere');
  expect(back.peer.closed).toBe(false);
});

test('from many addresses, one each: the newcomer makes room for itself', () => {
  const real = open('the branch');
  for (let i = 0; i < 20; i += 1) open(`elsewhere ${i}`);
  expect(real.peer.closed).toBe(false);
});

test("with a photographed ticket's key, the customer's phone stays", () => {
  const phone = open('the phone', holder('t1'));
  for (let i = 0; i < 10; i += 1) open('elsewhere', holder('t1'));
  expect(phone.peer.closed).toBe(false);
});
