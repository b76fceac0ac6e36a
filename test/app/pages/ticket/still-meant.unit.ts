import { isStillMeant, Press } from '../../../../src/app/pages/ticket/still-meant';

const MINUTE = 60_000;
const NIGHT = 9 * 60 * MINUTE;
const view = (state: string, deferredUntil: string | null = null, rated = false) =>
  ({ state, deferredUntil, rated }) as Parameters<typeof isStillMeant>[2];
const open = view('waiting');
const away = view('waiting', '2026-03-02T12:10:00.000Z');

test.each<[string, Press, ReturnType<typeof view>, number, boolean]>([
  ['cancel: still in line, after a night', { what: 'cancel' }, open, NIGHT, true],
  ['cancel: called', { what: 'cancel' }, view('called'), MINUTE, true],
  ['cancel: at the counter by now', { what: 'cancel' }, view('serving'), MINUTE, false],
  ['cancel: set aside by an advisor', { what: 'cancel' }, view('held'), MINUTE, false],
  ['cancel: over', { what: 'cancel' }, view('no-show'), NIGHT, false],
  ['cancel: nothing known yet', { what: 'cancel' }, undefined, NIGHT, true],
  ['more time: within it', { what: 'defer', minutes: 5 }, open, 4 * MINUTE, true],
  ['more time: over by now', { what: 'defer', minutes: 5 }, open, 6 * MINUTE, false],
  ['more time: over, nothing known', { what: 'defer', minutes: 5 }, undefined, NIGHT, false],
  ['more time: missed', { what: 'defer', minutes: 5 }, view('no-show'), MINUTE, false],
  ['here: out of the line', { what: 'arrived' }, away, MINUTE, true],
  ['here: missed', { what: 'arrived' }, view('no-show'), MINUTE, true],
  ['here: in line again', { what: 'arrived' }, open, MINUTE, false],
  ['here: cancelled', { what: 'arrived' }, view('cancelled'), NIGHT, false],
  ['words: not given', { what: 'feedback', score: 5, remark: '' }, view('served'), NIGHT, true],
  [
    'words: given elsewhere',
    { what: 'feedback', score: 5, remark: '' },
    view('served', null, true),
    MINUTE,
    false,
  ],
])('%s', (_, press, now, after, meant) => {
  expect(isStillMeant(press, 0, now, after)).toBe(meant);
});
