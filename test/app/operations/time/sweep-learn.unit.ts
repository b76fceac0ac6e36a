import { Event, Fact } from '../../../../src/app/domain/model/events';
import { afterDay, DayJob } from '../../../../src/app/domain/plan/after-day';
import { SweepDeps } from '../../../../src/app/operations/time/deps';
import { learnDays } from '../../../../src/app/operations/time/sweep-learn';
import { TooLong } from '../../../../src/app/ports';
import { configWith } from '../../domain/support/branch';

const day = '2026-11-25';
const opened = Date.UTC(2026, 10, 25, 12);

/** A closed day on which this many came and left. */
function eventsOf(customers: number): readonly Event[] {
  const facts: Fact[] = [{ type: 'DayOpened', day }];
  for (let at = 0; at < customers; at += 1) {
    const about = { ticket: `t${at}`, queue: 'caja', lane: 'general' } as const;
    facts.push({ ...about, type: 'TicketIssued' } as Fact);
    facts.push({ ...about, type: 'TicketCancelled', was: 'waiting', because: 'customer' } as Fact);
  }
  facts.push({ type: 'DayClosed', day, served: 0, cancelled: customers });
  return facts.map(
    (fact, at) =>
      ({ branch: '1', seq: at + 1, at: opened + at * 1000, fact, actor: undefined }) as never,
  );
}

/** Learns from such a day; returns how many jobs the simulation thread got. */
async function threadJobs(
  customers: number,
  { slow = false, now = opened + 86_400_000, warned = [] as string[] } = {},
): Promise<number> {
  let jobs = 0;
  let learned = 0;
  const deps = {
    store: {
      learnedBy: async () => ({ seq: 0 }),
      planOf: async () => ({ version: 0, plan: undefined }),
    },
    reads: {
      readFloor: async () => ({
        floor: { advisors: {}, tickets: {} },
        directory: { config: configWith() },
      }),
      readEvents: async () => eventsOf(customers),
    },
    vault: { digest: () => 'digest' },
    simulations: {
      learn: async (job: DayJob) => {
        jobs += 1;
        if (slow && job.next) throw new TooLong(5, 30);
        return afterDay(job);
      },
    },
    runInBackground: async ({ change }: { readonly change: { readonly calls: number } }) => {
      expect(change).toMatchObject({ kind: 'learned', day, calls: 0 });
      learned += 1;
      return { replayed: false };
    },
    log: { warn: (_: object, what: string) => void warned.push(what) },
  } as unknown as SweepDeps;
  expect(await learnDays(deps, '1', now)).toBe(true);
  expect(learned).toBe(1);
  return jobs;
}

test('a long day is learned on the thread', async () => {
  expect(await threadJobs(25)).toBe(1);
  expect(await threadJobs(300)).toBe(1);
});

test('a day of a handful is learned in place: a thread would cost more', async () => {
  expect(await threadJobs(0)).toBe(0);
  expect(await threadJobs(24)).toBe(0);
});

test('the day is learned even if simulating the next one takes too long', async () => {
  const warned: string[] = [];
  expect(await threadJobs(300, { slow: true, now: opened, warned })).toBe(2);
  expect(warned).toEqual([
    'a day was learned without simulating the next one, which took too long',
  ]);
});
