import { TranslationOf } from './catalogue';
import { staffCounterEsCL } from './staff-counter-es-CL';

export const staffCounterEn: TranslationOf<typeof staffCounterEsCL> = {
  'advisor.outcome.title': 'How did {number} end?',
  'advisor.outcome.next': 'The next customer is called afterwards.',
  'advisor.outcome.none': 'Finish without a code',
  'staff.problem.outcome_required': 'say first how the service ended.',
  'staff.problem.unknown_outcome': 'that queue no longer has that code; choose another.',
  'advisor.wish': 'For whom',
  'advisor.wish.anybody': 'Anybody who serves the queue',
  'advisor.wish.hint': 'They call when free. After {minutes} min, or if they leave, anybody may.',
  'advisor.wish.same': 'Return to {queue}',
  'advisor.wish.yours': 'waiting for you',
  'floor.wish': 'waiting for {name} until {time}',
  'why.wish': 'Is waiting for you to call.',
  'advisor.counter.none': 'This branch has no counters yet.',
  'advisor.counter.none.text':
    'The bank’s administration adds them; they appear here by themselves.',
  'staff.problem.no_wishes': 'this branch does not let customers wait for one advisor.',
  'staff.problem.advisor_not_on_duty': 'they are no longer on duty; transfer without naming them.',
  'staff.problem.advisor_not_of_queue': 'they do not serve that queue.',
  'advisor.do.matter': 'Another matter',
  'advisor.undo.matter': 'Another matter of {number}',
  'advisor.matter.title': 'Another matter of {number}',
  'advisor.matter.text':
    'They stay at your counter with the same ticket. The present service ends.',
  'advisor.matter.outcome': 'How did it end?',
  'advisor.matter.nth': 'Matter {n} of this visit',
  'advisor.notes': 'Notes on this visit',
  'advisor.notes.write': 'For whoever serves next; customers do not see it',
  'advisor.notes.save': 'Save the note',
  'advisor.notes.remove': 'Delete',
  'advisor.notes.remove.this': 'Delete the note: {text}',
  'staff.problem.too_many_notes': 'the visit has ten notes already; delete one first.',
  'staff.problem.unknown_note': 'that note was deleted already.',
  'staff.problem.not_your_note': 'a colleague wrote that note.',
};
