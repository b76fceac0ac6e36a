import { TranslationOf } from './catalogue';
import { staffReasonsEsCL } from './staff-reasons-es-CL';

/** Reasons in English; the same keys as `staff-reasons-es-CL.ts`. */
export const staffReasonsEn: TranslationOf<typeof staffReasonsEsCL> = {
  'reason.pause.break': 'Meal break',
  'reason.pause.paperwork': 'Paperwork',
  'reason.pause.meeting': 'Meeting',
  'reason.pause.personal': 'Personal',
  'reason.pause.supervisor': 'The supervisor asked',
  'reason.pause.other': 'Another reason',
  'reason.pause.absent': 'Console offline',
  'reason.pause.unanswered': 'Calls unanswered',
  'reason.pause.dismissed': 'No longer serves at this branch',
  'reason.transfer': 'Reason (optional)',
  'reason.transfer.wrong-queue': 'Chose the wrong queue',
  'reason.transfer.another-matter': 'Came for something else',
  'reason.transfer.specialist': 'Needs a specialist',
  'reason.transfer.customer-asked': 'The customer asked',
  'reason.transfer.other': 'Another reason',
  'reason.call': 'Reason',
  'reason.call.hint': 'This is recorded and reported to the supervisor.',
  'reason.call.unwell': 'Feels unwell',
  'reason.call.unfinished': 'Is back to finish something',
  'reason.call.our-mistake': 'Our mistake',
  'reason.call.appointment': 'Has an appointment',
  'reason.call.supervisor': 'The supervisor asked',
  'reason.call.other': 'Another reason',
};
