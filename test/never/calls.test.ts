import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { AppProcess } from '../support/app-process';
import { atLength } from '../support/at-length';
import { callers, enrol, insist, Loose, Reply, signIn } from '../support/caller';
import { onTrial } from './trial';

/**
 * No customer is called twice and no advisor has two at once: with two processes, fifty advisors
 * press *next*, and every request is sent twice under one idempotency key.
 */

interface Rush {
  readonly tickets: number;
  readonly advisors: number;
  readonly broken?: readonly string[];
  readonly prepare?: string;
}
interface Outcome {
  readonly called: number;
  readonly faults: readonly string[];
}

interface Advisor {
  readonly name: string;
  readonly token: string;
  readonly counter: string;
}

/** Fills the line and puts every advisor on duty at a counter. */
async function fill(url: string, tickets: number, advisors: number): Promise<readonly Advisor[]> {
  const kiosk = await enrol(url, 'kiosk-1');
  const queues = ['caja', 'personal-banker', 'empresas', 'gerencia'];
  await callers(
    10,
    Array.from({ length: tickets }, (_, n) => async () => {
      await insist(url, 'POST', '/api/branches/1/tickets', {
        token: kiosk,
        body: { queue: queues[n % 4], lane: n % 9 ? 'general' : 'preferential' },
      });
    }),
  );
  const staff: Advisor[] = [];
  for (let n = 1; n <= advisors; n += 1) {
    const name = `advisor-1-${n}`;
    const token = await signIn(url, name);
    await insist(url, 'PUT', '/api/branches/1/advisors/me', {
      token,
      body: { state: 'available', counter: String(n) },
    });
    staff.push({ name, token, counter: String(n) });
  }
  return staff;
}

/**
 * Sends the same command to both processes at once under one key, like a page that missed an
 * answer. Both answer the same, or one asks to retry; anything else is a fault.
 */
async function twice(
  apps: readonly AppProcess[],
  path: string,
  token: string,
  faults: string[],
): Promise<Reply<Loose>> {
  const key = randomUUID();
  const [a, b] = await Promise.all(
    apps.map((app) => insist(app.url, 'POST', path, { token, key })),
  );
  const settled = [a, b].filter((reply) => reply.status < 500);
  const shown = ({ status, body }: Reply<Loose>) =>
    `${status} ${JSON.stringify(body).slice(0, 120)}`;
  if (settled.length === 2 && JSON.stringify(a.body) !== JSON.stringify(b.body)) {
    faults.push(`one key, two answers: ${shown(a)} and ${shown(b)}`);
  }
  if (settled.length < 2) {
    faults.push(`failed: ${a.status} ${a.body.code ?? ''} and ${b.status} ${b.body.code ?? ''}`);
  }
  return settled[0] ?? a;
}

/** Double calls, and advisors with two customers at once, according to the tables. */
async function faultsIn(client: Client): Promise<readonly string[]> {
  const { rows: calls } = await client.query(`
    select ticket_id, count(*)::integer as times from events
     where type = 'TicketCalled' group by ticket_id having count(*) > 1`);
  const { rows: overlaps } = await client.query(`
    select count(*)::integer as n
      from tickets a join tickets b on a.advisor = b.advisor and a.id < b.id
     where a.called_at < b.ended_at and b.called_at < a.ended_at`);
  return [
    ...(calls.length ? [`${calls.length} tickets have more than one call in the events`] : []),
    ...(overlaps[0].n
      ? [`${overlaps[0].n} pairs of tickets were in one advisor's hands at once`]
      : []),
  ];
}

function callAll({ tickets, advisors, broken, prepare }: Rush): Promise<Outcome> {
  const bank = { advisors, settings: { pauseAbsent: false }, prepare };
  return onTrial(bank, async ({ client, start }) => {
    // The line is filled with the guards in place, because the trial is about calling.
    const [filling] = await start(1);
    const staff = await fill(filling.url, tickets, advisors);
    await filling.stop();
    const apps = await start(2, broken);
    const faults: string[] = [];
    const calledBy = new Map<string, string>();
    await Promise.all(
      staff.map(async ({ name, token, counter }) => {
        const press = (path: string) => twice(apps, `/api/branches/1/${path}`, token, faults);
        for (;;) {
          const next = await press(`counters/${counter}/call-next`);
          if (next.status !== 200) return;
          const { id, number } = next.body.ticket!;
          const other = calledBy.get(id);
          if (other) faults.push(`${number} was called by ${other} and by ${name}`);
          calledBy.set(id, name);
          await press(`tickets/${id}/start`);
          await press(`tickets/${id}/finish`);
        }
      }),
    );
    const { rows: served } = await client.query(
      "select count(*)::integer as n from tickets where state = 'served'",
    );
    return { called: served[0].n, faults: [...faults, ...(await faultsIn(client))] };
  });
}

/** The broken guards below show with 200. */
const TICKETS = atLength(300, 2_000);

test(`${TICKETS} tickets, 50 advisors, every request twice: one call each`, async () => {
  const { called, faults } = await callAll({ tickets: TICKETS, advisors: 50 });
  expect(faults).toEqual([]);
  expect(called).toBe(TICKETS);
}, 400_000);

describe('the test sees a broken guard', () => {
  test('lock and load in one statement: customers are called twice', async () => {
    const { faults } = await callAll({ tickets: 200, advisors: 20, broken: ['merged'] });
    expect(faults.join('\n')).toMatch(/was called by|more than one call/);
  }, 200_000);

  test('also without the index of one ticket per advisor they are', async () => {
    const { faults } = await callAll({
      tickets: 200,
      advisors: 20,
      broken: ['merged'],
      prepare: 'drop index one_ticket_per_advisor',
    });
    expect(faults.join('\n')).toMatch(/was called by|more than one call|at once/);
  }, 200_000);

  test('without the lock, the compare-and-set of the head still guards', async () => {
    const { faults } = await callAll({ tickets: 200, advisors: 20, broken: ['no-lock'] });
    expect(faults.join('\n')).toMatch(/failed: /);
    expect(faults.join('\n')).not.toMatch(/was called by|more than one call/);
  }, 200_000);
});
