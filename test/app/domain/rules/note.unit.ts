import { MOST_NOTES } from '../../../../src/app/domain/rules/note';
import { Branch, hand, only, staff, types } from '../support/branch';

const ana = hand('ana');
const note = (id: string, by = ana) => ({ type: 'WriteNote', ticket: 't1', note: id, by }) as const;
const gone = (id: string, by = ana) =>
  ({ type: 'RemoveNote', ticket: 't1', note: id, by }) as const;

/** ana has called t1, who waits at her counter. */
function called(): Branch {
  const branch = new Branch().signOn('ana', '1');
  branch.issue();
  branch.next('ana');
  return branch;
}

test('the advisor with the customer in hand writes a note, stored as an id', () => {
  const branch = called();
  const facts = branch.do(note('n1'), staff('ana'));
  expect(facts).toEqual([{ type: 'NoteWritten', ticket: 't1', note: 'n1' }]);
  branch.start('t1');
  branch.do(note('n2'), staff('ana'));
  branch.do({ type: 'Hold', ticket: 't1', by: ana, reason: 'form' }, staff('ana'));
  branch.do(note('n3'), staff('ana'));
});

test('nobody else may, nor about a waiting customer', () => {
  const branch = called();
  expect(branch.refusal(note('n1', hand('eva')))).toMatchObject({ code: 'not_your_ticket' });
  branch.do({ type: 'Return', ticket: 't1', by: ana }, staff('ana'));
  expect(branch.refusal(note('n1'))).toMatchObject({ code: 'wrong_state' });
});

test('its author or a supervisor may delete it, once; a colleague may not', () => {
  const branch = called();
  branch.do(note('n1'), staff('ana'));
  branch.do(note('n2'), staff('ana'));
  expect(branch.refusal(gone('n1', hand('eva')))).toMatchObject({ code: 'not_your_note' });
  expect(branch.do(gone('n1'), staff('ana'))).toEqual([
    { type: 'NoteRemoved', ticket: 't1', note: 'n1' },
  ]);
  expect(branch.refusal(gone('n1'))).toMatchObject({ code: 'unknown_note' });
  expect(types(branch.do(gone('n2', hand('boss', true)), staff('boss')))).toEqual(['NoteRemoved']);
});

test(`a visit has at most ${MOST_NOTES}; a deleted one makes room`, () => {
  const branch = called();
  for (let n = 0; n < MOST_NOTES; n += 1) branch.do(note(`n${n}`), staff('ana'));
  expect(branch.refusal(note('one-more'))).toMatchObject({
    code: 'too_many_notes',
    extra: { max: MOST_NOTES },
  });
  branch.do(gone('n3'), staff('ana'));
  branch.do(note('one-more'), staff('ana'));
});

test('a note after a finish does not make the finish final', () => {
  const branch = called();
  branch.do(note('n1'), staff('ana'));
  branch.start('t1');
  branch.finish('t1');
  branch.do(gone('n1'), staff('ana'));
  expect(
    only(branch.do({ type: 'Undo', ticket: 't1', by: ana }, staff('ana')), 'TicketUndone'),
  ).toHaveLength(1);
});
