import { branchAt, isOfAnotherDay } from '../../../../src/app/pages/ticket/branch-now';

const at = (time: string) => `2026-03-${time}:00.000Z`;
const ms = (time: string) => Date.parse(at(time));
const branch = {
  id: '1',
  name: 'Centro',
  timeZone: 'America/Santiago',
  open: true,
  lastTicketGiven: true,
  directions: null,
  closing: { at: at('11T01:00'), cancels: false, opensAt: at('11T11:00') },
};

test('a branch that has closed since then is closed, and opens when it said', () => {
  expect(branchAt(branch, ms('11T00:59'))).toBe(branch);
  expect(branchAt(branch, ms('11T01:00'))).toMatchObject({
    open: false,
    lastTicketGiven: false,
    opensAt: at('11T11:00'),
  });
  expect(branchAt(branch, ms('11T11:00'))).toMatchObject({ open: true });
});

test('it stays open if only the queue closes, or nothing does', () => {
  const ofQueue = { ...branch, closing: { ...branch.closing, of: 'queue' as const } };
  expect(branchAt(ofQueue, ms('11T02:00'))).toBe(ofQueue);
  const always = { ...branch, closing: null };
  expect(branchAt(always, ms('11T02:00'))).toBe(always);
});

test.each([
  // by the branch's clock three hours earlier
  ['served after midnight, asked at once', '11T02:30', '11T03:05', '11T03:06', false],
  ['ended just before midnight', '11T02:30', '11T02:59', '11T04:30', false],
  ['two hours later on another date', '11T02:30', '11T02:59', '11T05:00', true],
  ['in the evening of its date', '10T13:00', '10T13:30', '11T02:00', false],
  ['never ended by anybody', '10T13:00', null, '11T13:00', true],
])('%s: of another day %#', (_name, issued, ended, now, other) => {
  const ticket = { issuedAt: at(issued), endedAt: ended && at(ended) };
  expect(isOfAnotherDay(ticket, 'America/Santiago', ms(now))).toBe(other);
});
