import { keep, keptOf } from '../../../../src/app/pages/advisor/kept-presses';
import type { Pressed } from '../../../../src/app/pages/advisor/outbox';

test('a press that waits for its advisor does not go to the next one at the counter', () => {
  const stored = new Map<string, string>();
  const store = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => void stored.set(name, text),
  };
  const pressed = (staff: string, at = Date.now()): Pressed => ({
    ...{ method: 'POST', path: `/of/${staff}`, action: 'finish', key: `${staff} ${at}`, staff, at },
  });
  const [ana, eva] = [pressed('ana'), pressed('eva')];
  // from yesterday, and from tomorrow by a wrong clock
  const [old, early] = [-1, 1].map((sign) => pressed('eva', Date.now() + sign * 46_800_000));
  keep(store, 'ana', [ana]);
  keep(store, 'eva', [old, eva, early]);
  expect(keptOf(store, 'eva')).toEqual([eva]);
  keep(store, 'eva', []);
  expect(keptOf(store, 'ana')).toEqual([ana]);
  keep(store, 'ana', []);
  expect([keptOf(store, 'ana'), keptOf(store, 'eva')]).toEqual([[], []]);
});
