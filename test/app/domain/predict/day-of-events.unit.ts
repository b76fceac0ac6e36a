import { DayOfEvents } from '../../../../src/app/domain/predict/day-of-events';
import { Branch, configWith } from '../support/branch';

const config = configWith();
const DAY = '2026-03-10';

/**
 * The events of a day on which two came, one was called, and closing followed this many minutes
 * later.
 */
function heardOf(minutesLater: number) {
  const branch = new Branch(config).signOn('ana', '1');
  branch.issue();
  branch.issue();
  branch.next('ana');
  const day = new DayOfEvents(config.settings);
  const [first] = branch.events;
  day.take({ ...first, fact: { type: 'DayOpened', day: DAY } });
  branch.after(minutesLater).do({ type: 'CloseDay', day: DAY, batch: 200 });
  return branch.events.map((event) => day.take(event)).find(Boolean)!.learned.visits;
}

test('a day closed at night is cut there; a day closed on a later morning teaches nothing', () => {
  // counted from ten in the morning
  const tonight = heardOf(14 * 60 + 1);
  expect(tonight).toMatchObject([{ call: { closedByDay: true } }, { cut: true }]);
  expect(heardOf(17 * 60 + 1)).toEqual([]);
  expect(heardOf(7 * 24 * 60)).toEqual([]);
});
