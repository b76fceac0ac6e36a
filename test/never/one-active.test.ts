import { atLength } from '../support/at-length';
import { callers, enrol, insist, signIn } from '../support/caller';
import { rutOf } from '../support/rut';
import { onTrial } from './trial';

/** No RUT has two active tickets at a branch, and nothing deadlocks, not even with erasures. */

interface Race {
  readonly persons: number;
  readonly broken?: readonly string[];
  readonly prepare?: string;
  readonly erase?: boolean;
}

function race({ persons, broken, prepare, erase = false }: Race) {
  return onTrial({ branches: ['1', '2'], advisors: 1, prepare }, async ({ client, start }) => {
    const apps = await start(2, broken);
    const kiosks = [await enrol(apps[0].url, 'kiosk-1'), await enrol(apps[0].url, 'kiosk-2')];
    const admin = await signIn(apps[0].url, 'admin-1');
    const statuses = new Map<number, number>();
    const unexpected: string[] = [];
    const tally = ({ status, body }: Awaited<ReturnType<typeof insist>>) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) unexpected.push(`${status} ${body.code}`);
    };
    // Every person asks four times at once at each of two branches, through both processes;
    // sometimes an administrator erases them meanwhile.
    await callers(
      24,
      Array.from({ length: persons * 8 }, (_, n) => async () => {
        const person = Math.floor(n / 8);
        const branch = n % 2;
        tally(
          await insist(
            apps[Math.floor(n / 2) % 2].url,
            'POST',
            `/api/branches/${branch + 1}/tickets`,
            {
              token: kiosks[branch],
              body: { queue: 'caja', nationalId: rutOf(10_000_000 + person) },
            },
          ),
        );
        if (erase && n % 8 === 5) {
          tally(
            await insist(apps[n % 2].url, 'POST', '/api/customers/erase', {
              token: admin,
              body: { nationalId: rutOf(10_000_000 + Math.max(0, person - (n % 3))) },
            }),
          );
        }
      }),
    );
    const { rows } = await client.query(
      `
        select branch_id, customer_id, count(*)::integer as n
          from tickets
         where state = 'waiting'
         group by 1, 2
        having count(*) > 1`,
    );
    const { rows: total } = await client.query('select count(*)::integer as n from tickets');
    const { rows: deadlocks } = await client.query(
      'select deadlocks::integer as n from pg_stat_database where datname = current_database()',
    );
    return {
      statuses,
      unexpected,
      doubled: rows.length,
      tickets: total[0].n as number,
      deadlocks: deadlocks[0].n as number,
      log: apps.flatMap((app) => app.lines).join('\n'),
    };
  });
}

/** The broken guards below show with 40. */
const PERSONS = atLength(75, 150);

test('each person has one active ticket per branch, which other attempts name', async () => {
  const { statuses, unexpected, doubled, tickets } = await race({ persons: PERSONS });
  expect(unexpected).toEqual([]);
  expect(doubled).toBe(0);
  expect(tickets).toBe(2 * PERSONS);
  expect(Object.fromEntries(statuses)).toEqual({ 201: 2 * PERSONS, 409: 6 * PERSONS });
}, 200_000);

test('issuing at two branches during erasure: no deadlock, nothing half done', async () => {
  const { unexpected, doubled, deadlocks, log } = await race({ persons: PERSONS, erase: true });
  expect(unexpected).toEqual([]);
  expect(doubled).toBe(0);
  expect(deadlocks).toBe(0);
  expect(log).not.toMatch(/deadlock/);
}, 200_000);

describe('the test sees a broken guard', () => {
  test('lock and load in one statement: the partial unique index refuses', async () => {
    const { unexpected, doubled, log } = await race({ persons: 40, broken: ['merged'] });
    expect(unexpected.length).toBeGreaterThan(0);
    expect(log).toMatch(/one_active_per_customer|number_once/);
    expect(doubled).toBe(0);
  });

  test('and without the index, a person has two', async () => {
    const { doubled } = await race({
      persons: 40,
      broken: ['merged'],
      prepare:
        'drop index one_active_per_customer; alter table tickets drop constraint number_once',
    });
    expect(doubled).toBeGreaterThan(0);
  });
});
