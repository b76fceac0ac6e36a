import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { viewOfTicket } from '../../../../src/app/domain/views/project';
import { pastClosingIn } from '../../../../src/app/operations/time/sweep-approaching';
import { issuedAnswer } from '../../../../src/app/operations/write-path/answers';
import { Branch, configWith, experienced, hand, MINUTE, T0, types } from '../support/branch';

/** T0 is a Tuesday at 10:00: half an hour is left. */
const closingSoon = (line: 'serve' | 'cancel' = 'cancel') =>
  experienced(
    configWith({
      hours: { 2: [{ from: '09:00', to: '10:30' }] },
      outOfTurnAllowed: true,
      closing: { ...defaultSettings.closing, line },
    }),
  );

function full(config = closingSoon()): Branch {
  const branch = new Branch(config).signOn('ana', '1', ['caja']);
  for (let n = 0; n < 40; n += 1) branch.issue('caja');
  return branch;
}
const past = (branch: Branch) =>
  pastClosingIn(
    {
      floor: branch.floor,
      directory: {
        branch: { id: '1', name: 'Centro', timeZone: 'America/Santiago' },
        staff: {},
        config: branch.config,
      },
      at: branch.now,
      epoch: 'e',
      seq: branch.floor.seq ?? 0,
    },
    branch.now,
  );
const tell = (branch: Branch) =>
  branch.do({ type: 'TellApproaching', candidates: [], pastClosing: past(branch) });
const closingOf = (branch: Branch, id: string) =>
  viewOfTicket(branch.floor, branch.config, branch.ticket(id), branch.now).closing;

test('customers who will not be reached before closing are told, once per wait', () => {
  const branch = full();
  branch.now += 16_000;
  expect(past(branch)).toContain('t40');
  expect(past(branch)).not.toContain('t2');
  const told = tell(branch);
  expect(told).toContainEqual({
    type: 'TicketPastClosing',
    ticket: 't40',
    queue: 'caja',
    closesAt: T0 + 30 * MINUTE,
  });
  expect(branch.ticket('t40').pastClosing).toBe(true);
  expect(tell(branch)).toEqual([]);
  branch.do({ type: 'CallTicket', ticket: 't40', advisor: 'ana', counter: '1', reason: 'x' });
  branch.do({ type: 'Return', ticket: 't40', by: hand('ana') });
  expect(branch.ticket('t40').pastClosing).toBeUndefined();
});

test('nobody is told where customers in line at closing are still served', () => {
  const branch = full(closingSoon('serve'));
  branch.now += 16_000;
  expect(past(branch)).toEqual([]);
  const asked = { type: 'TellApproaching', candidates: [], pastClosing: ['t40'] } as const;
  expect(branch.do(asked)).toEqual([]);
});

test('nothing is certain about a queue that nobody serves now', () => {
  const branch = full();
  branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'paused', serves: ['caja'] });
  branch.now += 16_000;
  expect(closingOf(branch, 't40')).toBe('may-miss');
  expect(past(branch)).toEqual([]);
});

test('a customer who asked for time beyond closing is told, whatever the line does', () => {
  const branch = new Branch(closingSoon()).signOn('ana', '1', ['caja']).after(20);
  const [soon, late] = [branch.issue('caja'), branch.issue('caja')];
  branch.do({ type: 'Defer', ticket: soon, minutes: 5 });
  branch.do({ type: 'Defer', ticket: late, minutes: 15 });
  expect([closingOf(branch, soon), closingOf(branch, late)]).toEqual([undefined, 'will-miss']);
  expect(past(branch)).toEqual([late]);
  expect(types(tell(branch))).toEqual(['TicketPastClosing']);
});

test('a branch closed for the day while people wait does not keep them until midnight', () => {
  const branch = full();
  const closures = [{ from: '2026-03-10' }];
  branch.configure({ ...branch.config, settings: { ...branch.config.settings, closures } });
  const gone = branch.do({ type: 'CloseLine', batch: 200 });
  expect(types(gone).filter((type) => type !== 'TicketCancelled')).toEqual([]);
  expect(gone).toContainEqual(expect.objectContaining({ ticket: 't1', because: 'closing' }));
});

test('a customer taking a number is told what closes first: the branch or the queue', () => {
  const issued = (branch: Branch) => {
    const id = branch.issue('caja');
    return issuedAnswer(id)(branch.events.slice(-1), branch.lastSlice!);
  };
  const closes = (minutes: number) => new Date(T0 + minutes * MINUTE).toISOString();
  expect(issued(full())).toMatchObject({
    warning: 'may_miss_closing',
    closing: { at: closes(30), of: 'branch' },
  });
  const { queues, ...config } = closingSoon();
  const sign = {
    says: 'closed',
    line: 'cancel',
    fromMs: T0 + 15 * MINUTE,
    untilMs: T0 + 600 * MINUTE,
    reason: 'no-staff',
    by: 'sup',
  } as const;
  const signed = { ...config, queues: { ...queues, caja: { ...queues['caja'], sign } } };
  expect(issued(full(signed))).toMatchObject({
    warning: 'may_miss_closing',
    closing: { at: closes(15), of: 'queue' },
  });
  expect(issued(full(closingSoon('serve')))).toMatchObject({ warning: null, closing: null });
});

test('a ticket says who cancelled it, even after closing', () => {
  const branch = full(closingSoon('serve')).after(31);
  const why = (id: string) =>
    viewOfTicket(branch.floor, branch.config, branch.ticket(id), branch.now).cancelledBecause;
  branch.do({ type: 'Cancel', ticket: 't1', because: 'customer' });
  branch.do({ type: 'Cancel', ticket: 't2', because: 'staff' });
  branch.configure(closingSoon()).do({ type: 'CloseLine', batch: 200 });
  expect([why('t1'), why('t2'), why('t3')]).toEqual(['customer', 'staff', 'closing']);
});

test('a ticket says whether only its queue was closed', () => {
  const sign = { says: 'closed', fromMs: T0, untilMs: T0 + 60 * MINUTE, line: 'cancel' } as const;
  const branch = full(experienced());
  const { caja } = branch.config.queues;
  const shut = { ...caja, sign: { ...sign, reason: 'safety', by: 'p' } } as typeof caja;
  branch.configure({ ...branch.config, queues: { ...branch.config.queues, caja: shut } });
  branch.do({ type: 'CloseLine', batch: 200 });
  expect(branch.ticket('t1').cancelledBecause).toBe('queue-closing');
});
