import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { mayWatch } from '../../../src/app/identity/policy';
import { createHub, HubDeps } from '../../../src/app/live/hub';
import { attachSockets, SocketLimits } from '../../../src/app/live/socket';
import { Bus, Commit, Viewer } from '../../../src/app/ports';
import { memoryLog } from '../../support/memory-log';
import { World } from './world';

/** The request itself names the caller: identity is tested elsewhere. */
export const identifyByHeader = async (request: IncomingMessage): Promise<Viewer | undefined> =>
  request.headers['x-viewer']
    ? (JSON.parse(String(request.headers['x-viewer'])) as Viewer)
    : undefined;

export interface InstanceOptions extends Partial<Omit<HubDeps, 'bus'>> {
  readonly sockets?: Partial<SocketLimits>;
  readonly identify?: (request: IncomingMessage) => Promise<Viewer | undefined>;
}

/** One instance's live half, behind a real HTTP server on a free port. */
export async function startInstance(world: World, bus: Bus, options: InstanceOptions = {}) {
  const log = memoryLog();
  const clock = () => Date.now();
  const hub = createHub({
    reads: world.reads,
    bus,
    readTicket: world.readTicket,
    log,
    clock,
    ...options,
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = attachSockets({
    server,
    hub,
    identify: options.identify ?? identifyByHeader,
    mayWatch,
    log,
    clock,
    limits: options.sockets,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    hub,
    sockets,
    log,
    server,
    port,
    origin: `ws://127.0.0.1:${port}`,
    publish: (commit: Commit) => bus.publish(commit),
    async stop() {
      await sockets.close();
      hub.close();
      await bus.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Instance = Awaited<ReturnType<typeof startInstance>>;

export const supervisor: Viewer = {
  kind: 'staff',
  staff: 's1',
  role: 'supervisor',
  branches: 'all',
  session: 'session-s1',
};
export const advisor = (staff: string): Viewer => ({
  kind: 'staff',
  staff,
  role: 'advisor',
  branches: ['1'],
  session: `session-${staff}`,
});
export const display: Viewer = { kind: 'device', device: 'd1', deviceKind: 'display', branch: '1' };
export const holder = (ticket: string): Viewer => ({
  kind: 'ticket',
  ticket,
  branch: '1',
  acts: true,
});

/** A bus that loses every tenth hint on its way to each hearer. */
export function lossy(bus: Bus, every = 10): Bus {
  return hearingThrough(bus, (hear) => {
    let count = 0;
    return (commit) => {
      if (++count % every !== 0) hear(commit);
    };
  });
}

/** A bus whose hints claim to follow the last one heard, so that no hole can be detected. */
export function seamless(bus: Bus): Bus {
  return hearingThrough(bus, (hear) => {
    let last: number | undefined;
    return (commit) => {
      hear({ ...commit, prev: last ?? commit.prev });
      last = commit.seq;
    };
  });
}

const hearingThrough = (
  bus: Bus,
  wrap: (hear: (commit: Commit) => void) => (commit: Commit) => void,
): Bus => ({
  publish: (commit) => bus.publish(commit),
  subscribe: (branch, hear) => bus.subscribe(branch, wrap(hear)),
  close: () => bus.close(),
});
