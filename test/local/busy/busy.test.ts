import { Client } from 'pg';
import { Event } from '../../../src/app/domain/model/events';
import { createDatabase } from '../../support/database';
import { migratedFolder } from '../../support/migrated-folder';
import { launch, launchCompiled, ready, serversOf, Started } from '../../support/npm-start';
import { pattern } from '../../support/pattern';
import { testFolder } from '../../support/test-folder';
import { valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';

jest.setTimeout(600_000);

/**
 * Every kind of event that a screen shows. The first customers bring the rare ones, so that they
 * come early.
 */
const kinds: Readonly<Record<string, (event: Event) => boolean>> = {
  'a ticket without priority': ({ fact }) =>
    fact.type === 'TicketIssued' && fact.lane === 'general',
  'a preferential ticket': ({ fact }) =>
    fact.type === 'TicketIssued' && fact.lane === 'preferential',
  paper: ({ fact }) => fact.type === 'TicketPrinted' && fact.ok,
  'Telegram on a phone': ({ fact }) => fact.type === 'ContactLinked',
  'a message': ({ fact }) => fact.type === 'DeliveryEnded' && fact.outcome === 'sent',
  'an advisor on duty': ({ fact }) =>
    fact.type === 'AdvisorStateChanged' && fact.to === 'available',
  'a pause with its reason': ({ fact }) =>
    fact.type === 'AdvisorStateChanged' &&
    fact.to === 'paused' &&
    !fact.automatic &&
    fact.reason !== undefined,
  'a call': ({ fact }) => fact.type === 'TicketCalled',
  'a recall': ({ fact }) => fact.type === 'TicketRecalled',
  'nobody came': ({ fact }) => fact.type === 'TicketMissed',
  'a service': ({ fact }) => fact.type === 'ServiceStarted',
  'its end': ({ fact }) => fact.type === 'ServiceFinished',
  'a transfer with its reason': ({ fact }) =>
    fact.type === 'TicketTransferred' && fact.reason !== undefined,
  'somebody who left': ({ fact }) => fact.type === 'TicketCancelled' && fact.because === 'customer',
  'more time': ({ fact }) => fact.type === 'TicketDeferred',
  'a score': ({ fact }) => fact.type === 'FeedbackGiven',
};

async function ask<T>(
  url: string,
  path: string,
  { token, ...more }: RequestInit & { token?: string } = {},
): Promise<T> {
  const response = await fetch(url + path, {
    ...more,
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
const signIn = async (url: string, username: string) =>
  (
    await ask<{ token: string }>(url, '/api/sessions', {
      method: 'POST',
      body: JSON.stringify({ username, password: 'demo' }),
    })
  ).token;

/** Every event after `after`. */
async function eventsOf(
  url: string,
  token: string,
  branch: string,
  after: number,
): Promise<readonly Event[]> {
  const { events, next } = await ask<{ events: Event[]; next: number | null }>(
    url,
    `/api/branches/${branch}/audit?after=${after}&limit=1000`,
    { token },
  );
  return next === null ? events : [...events, ...(await eventsOf(url, token, branch, next))];
}

type States = Readonly<Record<string, { readonly state: string }>>;
interface Floor {
  readonly floor: { readonly tickets: States; readonly advisors: States };
}

describe('npm start -- --busy', () => {
  let folder: string;
  let started: Started;

  beforeAll(async () => {
    folder = await migratedFolder('busy');
    started = await ready(folder, launchCompiled(folder, ['--busy']));
  });

  test('says which advisors it leaves to you', async () => {
    await started.line(
      pattern(
        /A simulated day is running .*advisor-2, advisor-3, advisor-4 serving\. /,
        /advisor-1 and advisor-5 are left for you/,
      ),
    );
  });

  test('every kind of event happens', async () => {
    const auditor = await signIn(started.url, 'auditor-1');
    const missing = new Set(Object.keys(kinds));
    await until(
      async () => {
        const events = [
          ...(await eventsOf(started.url, auditor, '1', 0)),
          ...(await eventsOf(started.url, auditor, '2', 0)),
        ];
        for (const kind of missing) if (events.some(kinds[kind])) missing.delete(kind);
        return missing.size === 0;
      },
      'an event of every kind',
      540_000,
      1000,
    ).catch((error: Error) => {
      throw new Error(`${error.message}; missing: ${[...missing].join(', ')}`);
    });
  });

  test('an advisor whom a person signs in as is left alone until they sign out', async () => {
    const auditor = await signIn(started.url, 'auditor-1');
    const last = async () =>
      (await eventsOf(started.url, auditor, '1', 0)).findLast(
        ({ actor }) => actor.kind === 'staff' && actor.id === 'advisor-2',
      )?.seq ?? 0;
    const heads = async () => (await eventsOf(started.url, auditor, '1', 0)).length;
    const person = await signIn(started.url, 'advisor-2');
    // The simulation notices at its next step; requests in flight still complete.
    await until(
      async () => (await heads()) - (await last()) > 8,
      'eight events by others',
      120_000,
      1000,
    );
    const before = await last();
    const then = await heads();
    await until(async () => (await heads()) > then + 8, 'eight more', 120_000, 1000);
    expect(await last()).toBe(before);
    await ask(started.url, '/api/sessions', { method: 'DELETE', token: person });
    await until(async () => (await last()) > before, 'an event by that advisor', 180_000, 1000);
  });

  test('Ctrl-C ends it: no process, nobody on duty, no ticket of its own, no error', async () => {
    started.process.kill('SIGINT');
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect(await serversOf(folder)).toEqual([]);
    expect(
      started
        .output()
        .split('\n')
        .filter((line) => /^busy:|"level":"(error|fatal)"|"status":5\d\d/.test(line)),
    ).toEqual([]);

    const quiet = await ready(folder, launchCompiled(folder));
    const supervisor = await signIn(quiet.url, 'supervisor-1');
    for (const branch of ['1', '2']) {
      const { floor } = await ask<Floor>(quiet.url, `/api/branches/${branch}/floor`, {
        token: supervisor,
      });
      expect(
        Object.values(floor.advisors)
          .map(({ state }) => state)
          .filter((state) => state !== 'offline'),
      ).toEqual([]);
      expect(
        Object.values(floor.tickets)
          .map(({ state }) => state)
          .filter((state) => state !== 'no-show'),
      ).toEqual([]);
    }
    quiet.process.kill('SIGINT');
    expect(await quiet.ended).toEqual({ code: 0, signal: null });
  });
});

test('in a bank other than the demo it refuses with one sentence', async () => {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `
      insert into branches values ('1', 'A real branch');
      insert into settings values ('1', 1, '{}');
      insert into branch_heads values ('1', md5(random()::text), 0, 0, '', '', 1)`,
  );
  await client.end();
  const child = launch(await testFolder('real'), ['--busy'], {
    DATABASE_URL: database.url,
    REDIS_URL: valkeyUrl(),
  });
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    /--busy simulates a day in the demo bank, but this database holds another bank\./,
  );
  await database.drop();
});
