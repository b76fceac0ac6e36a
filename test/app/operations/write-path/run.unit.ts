import { evolve } from '../../../../src/app/domain/fold/evolve';
import { Refused } from '../../../../src/app/domain/model/errors';
import { Event } from '../../../../src/app/domain/model/events';
import { Slice } from '../../../../src/app/domain/model/state';
import { BranchQueue } from '../../../../src/app/operations/write-path/branch-queue';
import { createRun } from '../../../../src/app/operations/write-path/run';
import {
  Commit,
  Loaded,
  OpenRequest,
  RunRequest,
  WriteSession,
  WriteSet,
} from '../../../../src/app/ports';
import { Branch, hand, staff, T0 } from '../../domain/support/branch';

const slice: Slice = new Branch().signOn('ana', '1').whole;
const head = {
  branch: '1',
  epoch: 'e',
  seq: slice.seq,
  at: T0 - 1,
  hash: 'h0',
  day: slice.day,
  configVersion: 1,
};
const key = { key: 'k', actor: 'kiosk:k1', route: 'POST /x', fingerprint: 'f' };

/** Runs a command over a session that records its calls in order. */
function stage(found: Partial<Loaded> | null = {}) {
  const calls: string[] = [];
  const saved: WriteSet[] = [];
  const commits: Commit[] = [];
  const opened: OpenRequest[] = [];
  const session: WriteSession = {
    async open(request) {
      calls.push('open');
      opened.push(request);
      return found ? { head, loaded: { now: T0, slice, earlier: [], ...found } } : undefined;
    },
    async change() {
      calls.push('change');
      return [{ type: 'BankFact', what: 'branch-saved', subject: 'x' }];
    },
    async save(set) {
      calls.push('save');
      saved.push(set);
      return 2;
    },
    async rollback() {
      calls.push('rollback');
    },
  };
  const run = createRun({
    begin: async () => session,
    queue: new BranchQueue(),
    chain: (previous, body) => `${previous}+${(JSON.parse(body) as Event).seq}`,
    keyHash: (ticket) => `hash of ${ticket}`,
    sealed: (text) => text,
    digest: (text) => text,
    committed: (commit, deliveries) => {
      calls.push(`committed ${deliveries}`);
      commits.push(commit);
    },
  });
  return { run, calls, saved, commits, opened };
}

const issue: RunRequest = {
  branch: '1',
  actor: { kind: 'kiosk', id: 'k1' },
  load: {},
  idempotency: key,
  command: {
    type: 'IssueTicket',
    ticket: 't1',
    queue: 'caja',
    lane: 'general',
    language: 'es',
  },
  answer: (events, after) => ({ number: after.tickets.t1.number, events: events.length }),
};

test('open, save, release, then publish; the answer is stored with the key', async () => {
  const { run, calls, saved, commits } = stage();
  const result = await run(issue);
  expect(calls).toEqual(['open', 'save', 'rollback', 'committed 2']);
  expect(result).toMatchObject({ answer: { number: 'C01', events: 1 }, replayed: false });
  expect(saved[0].answers).toEqual([{ ...key, answer: { number: 'C01', events: 1 } }]);
  expect(saved[0].keyHashes).toEqual({ t1: 'hash of t1' });
  expect(commits[0]).toMatchObject({ prev: head.seq, seq: head.seq + 1, at: T0 });
});

test('each event carries the actor and is chained to the one before', async () => {
  const { run, saved } = stage();
  await run({ ...issue, change: { kind: 'failed-sign-ins' } });
  expect(saved[0].events.map(({ event, hash }) => [event.fact.type, event.actor.id, hash])).toEqual(
    [
      ['TicketIssued', 'k1', `h0+${head.seq + 1}`],
      ['BankFact', 'k1', `h0+${head.seq + 1}+${head.seq + 2}`],
    ],
  );
});

test('the branch is written as its events leave it', async () => {
  const { run, saved } = stage();
  await run(issue);
  const [{ event }] = saved[0].events;
  expect(saved[0].before).toBe(slice);
  expect(saved[0].after).toEqual(evolve(slice, event));
});

test('a member of staff is loaded together with what else a command needs', async () => {
  const { run, opened } = stage();
  await run({ ...issue, actor: staff('ana'), load: { alerts: true } });
  expect(opened[0].load).toEqual({ advisor: 'ana', alerts: true });
});

test('a command that decides nothing and has no key writes nothing', async () => {
  const { run, calls } = stage();
  const nothing = { type: 'Record', facts: [] } as const;
  await run({ branch: '1', actor: staff('ana'), load: {}, command: nothing });
  expect(calls).toEqual(['open', 'rollback']);
});

test('a refusal writes nothing and publishes nothing', async () => {
  const { run, calls } = stage();
  const start = { type: 'Start', ticket: 'none', by: hand('ana') } as const;
  await expect(run({ ...issue, command: start })).rejects.toThrow(Refused);
  expect(calls).toEqual(['open', 'rollback']);
});

describe('a key used before', () => {
  const earlier = { ...key, answer: { number: 'C09' }, at: T0 - 3_600_000 };

  test('gets the committed answer, and decides nothing', async () => {
    const { run, calls } = stage({ earlier: [earlier] });
    expect(await run(issue)).toMatchObject({ answer: { number: 'C09' }, replayed: true });
    expect(calls).toEqual(['open', 'rollback']);
  });

  test.each([
    ['idempotency_mismatch', { ...earlier, fingerprint: 'other' }],
    ['idempotency_expired', { ...earlier, at: T0 - 25 * 3_600_000 }],
  ])('%s', async (code, was) => {
    await expect(stage({ earlier: [was] }).run(issue)).rejects.toMatchObject({ code });
  });
});

test('no head: an unknown branch, or for the sweep a locked one', async () => {
  const { run } = stage(null);
  await expect(run(issue)).rejects.toMatchObject({ code: 'unknown_branch' });
  expect(await run({ ...issue, skipLocked: true })).toMatchObject({
    answer: { skipped: true },
    events: [],
  });
});
