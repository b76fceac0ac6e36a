import { evolveFloors, lastOfEachQueue } from '../../../../src/app/domain/fold/floor';
import { ticketsOf } from '../../../../src/app/domain/model/numbers-given';
import { Floor } from '../../../../src/app/domain/model/state';
import { displayView } from '../../../../src/app/domain/views/project';
import fc from '../../../support/draws';
import { Branch, configWith, hand } from '../support/branch';
import { emptyFloor } from '../support/empty-floor';

/** One thing that happens: mostly tickets and calls, so that numbers begin anew while some stay. */
function take(branch: Branch, what: number) {
  if (what < 3) {
    branch.issue(['caja', 'gerencia'][what % 2]);
  } else if (what < 8) {
    const called = branch.next(['ana', 'eva'][what % 2]);
    if (called === undefined) return;
    if (what === 3) branch.do({ type: 'NoShow', ticket: called, by: hand('eva') });
    else branch.serve(called);
  } else {
    branch.after(1);
  }
}

/** Looks through the whole floor for each call: what is shown must not depend on what is kept. */
function standing(floor: Floor): readonly string[] {
  const tickets = Object.values(floor.tickets);
  const onFloor = tickets
    .filter(({ state }) => ['serving', 'held', 'no-show'].includes(state))
    .map((each) => ({ ...each, ticket: each.id, at: each.lastCallAt! }));
  const calls = lastOfEachQueue([...onFloor, ...(floor.endedCalls ?? [])]);
  return calls
    .filter(({ number, seq }) =>
      [...tickets, ...calls].every((each) => each.number !== number || each.seq <= seq),
    )
    .map(({ ticket }) => ticket);
}

test('over midnight an open branch shows the calls that looking through all would', () => {
  let hidden = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat(8), { minLength: 20, maxLength: 60 }),
      fc.array(fc.nat(8), { minLength: 20, maxLength: 60 }),
      (evening, night) => {
        const branch = new Branch(configWith({ hours: 'always' }))
          .signOn('ana', '1')
          .signOn('eva', '2');
        let floor: Floor = emptyFloor('1', '2026-03-10');
        let folded = 0;
        const shown = () => {
          floor = evolveFloors(floor, branch.events.slice(folded));
          folded = branch.events.length;
          const last = displayView(floor, branch.config, branch.now).last;
          expect(last.map(({ ticket }) => ticket)).toEqual(standing(floor));
          hidden += (floor.endedCalls ?? []).length > last.length ? 1 : 0;
        };
        branch.after(13 * 60);
        for (const what of evening) {
          take(branch, what);
          shown();
        }
        branch.after(61).do({ type: 'CloseDay', day: '2026-03-10', batch: 200 });
        for (const what of night) {
          take(branch, what);
          shown();
        }
      },
    ),
    { numRuns: 15 },
  );
  expect(hidden).toBeGreaterThan(5);
});

test('who has a number is known after each fold, and of the floor before it, too', () => {
  const branch = new Branch().signOn('ana', '1');
  branch.issue();
  branch.issue();
  const first = evolveFloors(emptyFloor('1', '2026-03-10'), branch.events);
  const ids = (floor: Floor, number: string) => ticketsOf(floor, number).map(({ id }) => id);
  expect([ids(first, 'C01'), ids(first, 'C02'), ids(first, 'C03')]).toEqual([['t1'], ['t2'], []]);
  const seen = branch.events.length;
  branch.serve(branch.next('ana')!);
  branch.issue();
  const second = evolveFloors(first, branch.events.slice(seen));
  expect(['C01', 'C02', 'C03'].map((each) => ids(second, each))).toEqual([[], ['t2'], ['t3']]);
  expect(['C01', 'C02', 'C03'].map((each) => ids(first, each))).toEqual([['t1'], ['t2'], []]);
  expect(ticketsOf(second, 'C02')).toEqual([second.tickets.t2]);
});
