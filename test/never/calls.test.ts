import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newKeys } from '../../src/app/vault/keys';
import { AppProcess, startApp } from '../support/app-process';
import { seedBank } from '../support/bank';
import { call, callers, enrol, signIn } from '../support/caller';
import { createDatabase } from '../support/database';

/**
 * Never a customer called twice, never two customers for one advisor: two processes, fifty advisors
 * pressing *next*, every request sent twice under one idempotency key.
 */

interface Trial {
  readonly tickets: number;
  readonly advisors: number;
  readonly broken?: readonly string[];
  readonly prepare?: string;
}
interface Outcome {
  readonly called: number;
  readonly faults: readonly string[];
}

async function callAll({ tickets, advisors, broken = [], prepare }: Trial): Promise<Outcome> {
  const keys = newKeys();
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  const apps: AppProcess[] = [];
  const faults: string[] = [];
  try {
    await seedBank(database.url, keys, { advisors, settings: { pauseAbsent: false } });
    await client.connect();
    if (prepare) await client.query(prepare);
    // The line is filled while the guards are whole: what is tried is calling.
    const filling = await startApp({ databaseUrl: database.url, keys });
    const kiosk = await enrol(filling.url, 'kiosk-1');
    const queues = ['caja', 'personal-banker', 'empresas', 'gerencia'];
    await callers(
      10,
      Array.from({ length: tickets }, (_, n) => async () => {
        await call(filling.url, 'POST', '/api/branches/1/tickets', {
          token: kiosk,
          body: { queue: queues[n % 4], lane: n % 9 ? 'general' : 'preferential' },
        });
      }),
    );
    const staff: { readonly name: string; readonly token: string; readonly counter: string }[] = [];
    for (let n = 1; n <= advisors; n += 1) {
      const name = `advisor-1-${n}`;
      const token = await signIn(filling.url, name);
      await call(filling.url, 'PUT', '/api/branches/1/advisors/me', {
        token,
        body: { state: 'available', counter: String(n) },
      });
      staff.push({ name, token, counter: String(n) });
    }
    await filling.stop();
    apps.push(
      ...(await Promise.all(
        [1, 2].map(() => startApp({ databaseUrl: database.url, keys, broken })),
      )),
    );

    /**
     * The same command to both processes at once, under one key: as a page does that is not sure.
     * Equal answers, or one of them asked to come back.
     */
    const twice = async (path: string, token: string, body?: unknown) => {
      const key = randomUUID();
      const [a, b] = await Promise.all(
        apps.map((app) => call(app.url, 'POST', path, { token, key, body })),
      );
      const settled = [a, b].filter((reply) => reply.status < 500);
      if (settled.length === 2 && JSON.stringify(a.body) !== JSON.stringify(b.body)) {
        faults.push(
          `one key, two answers: ${a.status} ${JSON.stringify(a.body).slice(0, 120)} and ` +
            `${b.status} ${JSON.stringify(b.body).slice(0, 120)}`,
        );
      }
      if (settled.length < 2) {
        faults.push(
          `failed: ${a.status} ${a.body.code ?? ''} and ${b.status} ${b.body.code ?? ''}`,
        );
      }
      return settled[0] ?? a;
    };
    const seen = new Map<string, string>();
    await Promise.all(
      staff.map(async ({ name, token, counter }) => {
        for (;;) {
          const next = await twice(`/api/branches/1/counters/${counter}/call-next`, token);
          if (next.status !== 200) return;
          const { id, number } = next.body.ticket!;
          const other = seen.get(id);
          if (other) faults.push(`${number} was called by ${other} and by ${name}`);
          seen.set(id, name);
          await twice(`/api/branches/1/tickets/${id}/start`, token);
          await twice(`/api/branches/1/tickets/${id}/finish`, token);
        }
      }),
    );
    const { rows: calls } = await client.query(`
      select ticket_id, count(*)::integer as times from events
       where type = 'TicketCalled' group by ticket_id having count(*) > 1`);
    if (calls.length) faults.push(`${calls.length} tickets have more than one call in the events`);
    const { rows: overlaps } = await client.query(`
      select count(*)::integer as n
        from tickets a join tickets b on a.advisor = b.advisor and a.id < b.id
       where a.called_at < b.ended_at and b.called_at < a.ended_at`);
    if (overlaps[0].n) {
      faults.push(`${overlaps[0].n} pairs of tickets were in one advisor's hands at once`);
    }
    const { rows: served } = await client.query(
      "select count(*)::integer as n from tickets where state = 'served'",
    );
    return { called: served[0].n, faults };
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await client.end();
    await database.drop();
  }
}

test('2,000 tickets, 50 advisors, every request twice: one call each, one at a time', async () => {
  const { called, faults } = await callAll({ tickets: 2_000, advisors: 50 });
  expect(faults).toEqual([]);
  expect(called).toBe(2_000);
}, 400_000);

describe('the test sees a broken guard', () => {
  test('lock and load in one statement: customers are called twice', async () => {
    const { faults } = await callAll({ tickets: 200, advisors: 20, broken: ['merged'] });
    expect(faults.join('\n')).toMatch(/was called by|more than one call/);
  }, 200_000);

  test('without the index of one ticket per advisor as well, so are they', async () => {
    const { faults } = await callAll({
      tickets: 200,
      advisors: 20,
      broken: ['merged'],
      prepare: 'drop index one_ticket_per_advisor',
    });
    expect(faults.join('\n')).toMatch(/was called by|more than one call|at once/);
  }, 200_000);

  test('without the lock, the compare-and-set of the head stands behind it', async () => {
    const { faults } = await callAll({ tickets: 200, advisors: 20, broken: ['no-lock'] });
    expect(faults.join('\n')).toMatch(/failed: /);
    expect(faults.join('\n')).not.toMatch(/was called by|more than one call/);
  }, 200_000);
});
