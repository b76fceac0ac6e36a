import { atLength } from '../support/at-length';
import { callers, enrol, insist, Loose, Reply } from '../support/caller';
import { onTrial } from './trial';

/** No number is given twice and none is skipped: two processes, twenty callers, one branch. */

interface Outcome {
  readonly replies: readonly Reply<Loose>[];
  readonly numbers: readonly number[];
  readonly seqs: readonly number[];
  readonly faults: readonly string[];
  readonly log: string;
}

function issueMany(
  count: number,
  broken: readonly string[] = [],
  prepare?: string,
): Promise<Outcome> {
  return onTrial({ advisors: 1, prepare }, async ({ client, start }) => {
    const apps = await start(2, broken);
    // One by one, because the guard is missing for the bank's chain too.
    const tokens = [await enrol(apps[0].url, 'kiosk-1'), await enrol(apps[1].url, 'kiosk-1')];
    const replies: Reply<Loose>[] = [];
    await callers(
      20,
      Array.from({ length: count }, (_, n) => async () => {
        replies.push(
          await insist(apps[n % 2].url, 'POST', '/api/branches/1/tickets', {
            token: tokens[n % 2],
            body: { queue: 'caja', lane: n % 7 ? 'general' : 'preferential' },
          }),
        );
      }),
    );
    const numbers = (await client.query('select n from tickets order by n')).rows.map(
      (row) => row.n as number,
    );
    const seqs = (
      await client.query("select seq::integer from events where branch_id = '1' order by seq")
    ).rows.map((row) => row.seq as number);
    return {
      replies,
      numbers,
      seqs,
      faults: faultsOf(replies, numbers, seqs),
      log: apps.flatMap((app) => app.lines).join('\n'),
    };
  });
}

/** Violations: refusals of valid requests, repeated or skipped numbers, gaps in the sequence. */
function faultsOf(
  replies: readonly Reply<Loose>[],
  numbers: readonly number[],
  seqs: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  const failed = replies.filter((reply) => reply.status !== 201);
  if (failed.length) {
    faults.push(
      `${failed.length} requests were not served ` +
        `(${[...new Set(failed.map((reply) => `${reply.status} ${reply.body.code}`))].join(', ')})`,
    );
  }
  if (new Set(numbers).size < numbers.length) {
    faults.push(`${numbers.length - new Set(numbers).size} numbers were given twice`);
  }
  const skipped = numbers.filter((n, index) => n > (numbers[index - 1] ?? 0) + 1);
  if (skipped.length) faults.push(`numbers were skipped before ${skipped.join(', ')}`);
  if (seqs.some((seq, index) => index > 0 && seq !== seqs[index - 1] + 1)) {
    faults.push('the sequence of events has a gap');
  }
  return faults;
}

/** The broken guards below show with 400. */
const TICKETS = atLength(1_200, 10_000);

test(`${TICKETS} tickets on one branch: every number once, none skipped`, async () => {
  const { replies, numbers, faults } = await issueMany(TICKETS);
  expect(faults).toEqual([]);
  expect(numbers).toHaveLength(TICKETS);
  expect(numbers.at(-1)).toBe(TICKETS);
  expect(new Set(replies.map((reply) => reply.body.ticket?.number)).size).toBe(TICKETS);
}, 900_000);

describe('the test sees a broken guard', () => {
  test('lock and load in one statement: the unique number refuses a stale load', async () => {
    const { faults, log } = await issueMany(400, ['merged']);
    expect(faults.join()).toMatch(/not served/);
    expect(log).toContain('number_once');
  });

  test('and without the unique number, numbers are given twice', async () => {
    const { faults } = await issueMany(
      400,
      ['merged'],
      'alter table tickets drop constraint number_once',
    );
    expect(faults.join()).toMatch(/given twice/);
  });

  test('without the lock, the compare-and-set of the head refuses', async () => {
    const { faults, log } = await issueMany(400, ['no-lock']);
    expect(faults.join()).toMatch(/not served/);
    expect(log).toMatch(/the head moved under the lock|number_once|events_pkey/);
  });

  test('without lock and compare-and-set, the primary key of events refuses', async () => {
    const { faults, log } = await issueMany(
      400,
      ['no-lock', 'no-cas'],
      'alter table tickets drop constraint number_once',
    );
    expect(faults.join()).toMatch(/not served/);
    expect(log).toContain('events_pkey');
  });
});
