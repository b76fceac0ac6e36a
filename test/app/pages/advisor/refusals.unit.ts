import type { Action, Pressed, RefusedPress } from '../../../../src/app/pages/advisor/outbox';
import { Refusals } from '../../../../src/app/pages/advisor/refusals';
import { ApiProblem } from '../../../../src/app/pages/shared/api/api';
import { SETTLES_MS } from '../../../../src/app/pages/shared/look/settles';

/** What a console says about refused presses, and for how long. */

let now = 0;
function opened() {
  const shown: { value: readonly RefusedPress[] } = { value: [] };
  const refusals = new Refusals(shown, () => now);
  const refuse = (action: Action, behind: readonly string[] = []) => {
    const pressed: Pressed = {
      method: 'POST',
      path: '/',
      action,
      key: action,
      staff: 'ana',
      at: 0,
    };
    refusals.add({ pressed, problem: new ApiProblem(409, 'wrong_state'), at: now, behind });
  };
  const said = () => shown.value.map(({ pressed }) => pressed.action);
  return { refusals, refuse, said };
}

test('it is shown once the screen knows why, until the advisor has moved on', () => {
  const { refusals, refuse, said } = opened();
  refusals.heard('serving C01');
  refuse('finish');
  // a supervisor finished it: the console hears that just after the refusal
  now += SETTLES_MS / 2;
  refusals.heard('available');
  now += 3_600_000;
  refusals.heard('available');
  expect(said()).toEqual(['finish']);
  refusals.heard('called C02');
  expect(said()).toEqual([]);
});

test('an advisor who has read it and moved on sees it no more; an unread one stays', () => {
  const { refusals, refuse, said } = opened();
  refuse('start', ['recall']);
  refusals.granted('recall');
  expect(said()).toEqual(['start']);
  refusals.granted('pause');
  expect(said()).toEqual([]);
});

test('the last three are shown, and each can be dismissed', () => {
  const { refusals, refuse, said } = opened();
  for (const action of ['start', 'recall', 'hold', 'finish'] as const) refuse(action);
  expect(said()).toEqual(['recall', 'hold', 'finish']);
  refusals.drop(({ pressed }) => pressed.action === 'hold');
  expect(said()).toEqual(['recall', 'finish']);
});
