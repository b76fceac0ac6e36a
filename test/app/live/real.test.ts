import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { evolveTicket } from '../../../src/app/domain/fold/evolve-ticket';
import { evolveFloor } from '../../../src/app/domain/fold/floor';
import { Event } from '../../../src/app/domain/model/events';
import { Floor } from '../../../src/app/domain/model/state';
import { Ticket } from '../../../src/app/domain/model/ticket';
import { FloorRead } from '../../../src/app/ports';
import { AuditPage } from '../../../src/app/wire/records';
import { Issued } from '../../../src/app/wire/tickets';
import { Child, runCompiled } from '../../support/child';
import { createDatabase, TestDatabase } from '../../support/database';
import { unwritten } from '../../support/instants';
import { valkeyUrl } from '../../support/valkey';
import { elapse, until } from '../../support/wait';
import { Screen, Truth } from './screen';

jest.setTimeout(240_000);

const CUTS = 50;
const queues = ['caja', 'personal-banker', 'empresas', 'gerencia'];

let database: TestDatabase;
let processes: Child[] = [];
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  for (const each of processes) each.process.kill('SIGTERM');
  await Promise.all(processes.map((each) => each.ended));
  processes = [];
  await database.drop();
});

/** Two processes on one PostgreSQL and one Valkey. Returns their addresses. */
async function startTwo(how: 'lossy' | 'seamless'): Promise<readonly string[]> {
  const hosts: string[] = [];
  for (const instance of ['first', 'second']) {
    const child = runCompiled(join(__dirname, 'real-instance.ts'), [
      database.url,
      valkeyUrl(),
      instance,
      how,
    ]);
    processes.push(child);
    hosts.push(`127.0.0.1:${(await child.line(/PORT (\d+)/))[1]}`);
  }
  return hosts;
}

/** A person or device that calls the API at either instance. */
function caller(hosts: readonly string[], authorization?: string) {
  return async <T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: T }> => {
    const response = await fetch(
      `http://${hosts[Math.floor(Math.random() * hosts.length)]}${path}`,
      {
        method,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          ...(authorization ? { authorization } : {}),
        },
        body: body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
  };
}

/** What was true after each event since a first read, according to the log. */
function truthOf(first: FloorRead, events: readonly Event[]): Truth {
  const history = new Map<string, Floor>([[`${first.epoch} ${first.seq}`, first.floor]]);
  const rows = new Map<string, Ticket>(Object.entries(first.floor.tickets));
  let { floor } = first;
  for (const event of events) {
    floor = evolveFloor(floor, event);
    history.set(`${first.epoch} ${event.seq}`, floor);
    const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
    const row = id && evolveTicket(rows.get(id), event);
    if (row) rows.set(row.id, row);
  }
  return {
    truthAt: (epoch, seq) => history.get(`${epoch} ${seq}`),
    directory: first.directory,
    rows,
  };
}

/** People and devices that work and watch at both instances. */
async function signAllIn(hosts: readonly string[]) {
  const anybody = caller(hosts);
  const tokenFrom = async (path: string, body: object) =>
    (await anybody<{ token: string }>('POST', path, body)).body.token;
  const signIn = (username: string) => tokenFrom('/api/sessions', { username, password: 'demo' });
  const enrol = (code: string) => tokenFrom('/api/devices/enrol', { code });
  const tokens = {
    supervisor: await signIn('supervisor-1'),
    auditor: await signIn('auditor-1'),
    kiosk: await enrol('kiosk-1'),
    display: await enrol('display-1'),
    advisors: await Promise.all(['advisor-1', 'advisor-2', 'advisor-3'].map(signIn)),
  };
  for (const [index, token] of tokens.advisors.entries()) {
    await caller(hosts, `Bearer ${token}`)('PUT', '/api/branches/1/advisors/me', {
      state: 'available',
      counter: String(index + 1),
    });
  }
  return tokens;
}
type Tokens = Awaited<ReturnType<typeof signAllIn>>;

/** One screen of each view; the first is the floor. */
function screensOf({ supervisor, display, advisors }: Tokens, kept: Issued): readonly Screen[] {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const staff = (id: string, role: 'advisor' | 'supervisor') => ({
    kind: 'staff' as const,
    staff: id,
    role,
    branches: ['1'],
    session: '',
  });
  return [
    new Screen('floor', staff('supervisor-1', 'supervisor'), undefined, '1', bearer(supervisor)),
    new Screen(
      'display',
      { kind: 'device', device: 'display-1', deviceKind: 'display', branch: '1' },
      undefined,
      '1',
      bearer(display),
    ),
    new Screen('advisor', staff('advisor-1', 'advisor'), undefined, '1', bearer(advisors[0])),
    new Screen(
      'ticket',
      { kind: 'ticket', ticket: kept.ticket.id, branch: '1', acts: true },
      undefined,
      '1',
      {
        protocols: ['ticketero.1', kept.key],
      },
    ),
  ];
}

/**
 * Seventeen customers and three advisors, busy until stopped.
 * @returns `stop` ends them and gives how often each status was answered
 */
function keepBusy(hosts: readonly string[], tokens: Tokens, issue: () => Promise<Issued>) {
  let going = true;
  const statuses: Record<number, number> = {};
  const note = <T extends { readonly status: number }>(answer: T) => {
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    return answer;
  };
  const customers = Array.from({ length: 17 }, async () => {
    while (going) {
      const { key } = note({ status: 201, ...(await issue()) });
      await elapse(Math.random() * 200);
      if (Math.random() < 0.5) note(await caller(hosts, `Ticket ${key}`)('POST', '/api/my/cancel'));
    }
  });
  const serving = tokens.advisors.map(async (token, index) => {
    const me = caller(hosts, `Bearer ${token}`);
    while (going) {
      const called = note(
        await me<{ ticket: { id: string } }>(
          'POST',
          `/api/branches/1/counters/${index + 1}/call-next`,
        ),
      );
      const path = `/api/branches/1/tickets/${called.body?.ticket?.id}`;
      await elapse(Math.random() * 20);
      if (called.status === 200) note(await me('POST', `${path}/start`));
      await elapse(Math.random() * 20);
      if (called.status === 200) note(await me('POST', `${path}/finish`));
    }
  });
  return async () => {
    going = false;
    await Promise.all([...customers, ...serving]);
    return statuses;
  };
}

/** Cuts each screen's socket fifty times; returns what went wrong when reconnecting. */
async function cutAll(
  screens: readonly Screen[],
  either: () => string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  await Promise.all(
    screens.map(async (screen) => {
      for (let cut = 0; cut <= CUTS; cut++) {
        if (cut > 0 || !screen.isOpen) {
          await screen.open(either()).catch((error: Error) => faults.push(error.message));
        }
        if (cut === CUTS) return;
        await elapse(Math.random() * 80);
        screen.cut();
        await elapse(Math.random() * 40);
      }
    }),
  );
  return faults;
}

/** Every event after a sequence number, from the audit. */
async function eventsAfter(
  audit: ReturnType<typeof caller>,
  seq: number,
): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (let after: number | null = seq; after !== null;) {
    const { body }: { readonly body: AuditPage } = await audit<AuditPage>(
      'GET',
      `/api/branches/1/audit?after=${after}`,
    );
    events.push(...body.events.map((event) => unwritten<Event>(event)));
    after = body.next;
  }
  return events;
}

function firstRead(floor: Screen): FloorRead {
  const [snapshot] = floor.frames;
  if (snapshot.kind !== 'snapshot') throw new Error('the first frame of a floor is its snapshot');
  const { epoch, seq, atMs, data } = snapshot;
  return { epoch, seq, at: atMs, floor: data.floorMs, directory: data.directory };
}

/** Twenty callers work through both processes while each screen's socket is cut fifty times. */
async function run(how: 'lossy' | 'seamless') {
  const hosts = await startTwo(how);
  const either = () => `ws://${hosts[Math.floor(Math.random() * hosts.length)]}`;
  const tokens = await signAllIn(hosts);
  const atKiosk = caller(hosts, `Bearer ${tokens.kiosk}`);
  const issue = async () => {
    const queue = queues[Math.floor(Math.random() * queues.length)];
    return (await atKiosk<Issued>('POST', '/api/branches/1/tickets', { queue })).body;
  };
  const screens = screensOf(tokens, await issue());
  const [floor] = screens;
  await floor.open(either());
  const first = firstRead(floor);
  const stop = keepBusy(hosts, tokens, issue);
  const faults = [...(await cutAll(screens, either))];
  const statuses = await stop();

  const watch = caller(hosts, `Bearer ${tokens.supervisor}`);
  const head = (await watch<{ readonly seq: number }>('GET', '/api/branches/1/floor')).body.seq;
  // Sweeps go on, so the floor may be past that head by now. A page whose socket was closed reopens
  // it, and so does this screen.
  const arrived = async () => {
    if (!floor.isOpen) {
      await floor.open(either()).catch((error: Error) => faults.push(error.message));
    }
    return floor.place!.seq >= head;
  };
  const converged = await until(arrived, `the floor is at ${head}`).then(
    () => 'the floor arrived',
    (error: Error) =>
      `${error.message}: it is at ${floor.place!.seq}, closed: ${JSON.stringify(floor.closed)}`,
  );
  await elapse(100); // small views follow the floor a moment later
  screens.forEach((screen) => screen.cut()); // what it shows later is in no event read below
  const events = await eventsAfter(caller(hosts, `Bearer ${tokens.auditor}`), first.seq);
  const truth = truthOf(first, events);
  screens.forEach((screen) => screen.compare(truth));
  return {
    faults: [...faults, ...screens.flatMap((screen) => screen.faults)],
    converged,
    events: events.length,
    statuses,
  };
}

test('two processes, hints lost, sockets cut 50 times: no gap and no repeat', async () => {
  const outcome = await run('lossy');
  expect(outcome.faults).toEqual([]);
  expect(outcome.converged).toBe('the floor arrived');
  expect(outcome.events).toBeGreaterThan(100);
  // on a stalled machine the answer is that the branch is busy
  const failed = Object.keys(outcome.statuses).filter((status) => Number(status) >= 500);
  expect(failed.filter((status) => status !== '503')).toEqual([]);
});

test('would be noticed: feeds that cannot detect a hole', async () => {
  const outcome = await run('seamless');
  expect(outcome.faults.join('\n')).toContain('what was never true');
});
