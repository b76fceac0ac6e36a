import { givesNumbers, hasOpened, hasStaff } from '../../../../src/app/pages/kiosk/gives';
import type { Kiosk } from '../../../../src/app/wire/views';

const queue = (open: boolean) => ({ open }) as Kiosk['queues'][number];
const around = (more: Partial<Kiosk> = {}) => ({
  open: true,
  closesAt: '2026-03-11T14:00:00.000Z',
  opensAt: '2026-03-12T12:00:00.000Z',
  openedToday: false,
  lineOver: true,
  queues: [queue(false), queue(true)],
  ...more,
});
const SHUT = { open: false, openedToday: true, closesAt: null };
const SHUT_UNTIL_TWELVE = { ...SHUT, opensAt: '2026-03-11T12:00:00.000Z' };
const at = (time: string) => Date.parse(`2026-03-11T${time}:00.000Z`);

test.each([
  ['open', around(), '13:59', true, true],
  ['closed since it was last heard of', around(), '14:00', false, false],
  ['open for ever', around({ closesAt: null }), '23:00', true, true],
  ['of an older release', around({ closesAt: undefined }), '23:00', true, true],
  ['no queue of it gives numbers', around({ queues: [queue(false)] }), '13:00', false, true],
  ['after the last ticket', around({ open: false, lastTicketGiven: true }), '13:00', false, true],
  ['closed', around({ open: false }), '13:00', false, false],
  ['not yet open', around({ open: false, lineOver: false }), '13:00', false, false],
  ['shut, and serving', around({ ...SHUT, lineOver: false }), '13:00', false, true],
  ['shut, and all have gone', around(SHUT), '13:00', false, false],
  ['open since it was last heard of', around(SHUT_UNTIL_TWELVE), '12:00', false, true],
  ['not open since', around(SHUT_UNTIL_TWELVE), '11:59', false, false],
])('%s: whether the desk gives numbers, and somebody is there', (_, branch, time, gives, staff) => {
  expect([givesNumbers(branch, at(time)), hasStaff(branch, at(time))]).toEqual([gives, staff]);
});

test('it opens at its time; if the time is unknown, it stays closed', () => {
  const opensAt = '2026-03-11T12:00:00.000Z';
  expect(hasOpened({ opensAt }, at('11:59'))).toBe(false);
  expect(hasOpened({ opensAt }, at('12:00'))).toBe(true);
  expect(hasOpened({ opensAt: null }, at('12:00'))).toBe(false);
});
