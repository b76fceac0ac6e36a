import { adminOutcomesEsCL } from './admin-outcomes-es-CL';
import { TranslationOf } from './catalogue';

export const adminOutcomesEn: TranslationOf<typeof adminOutcomesEsCL> = {
  'admin.set.wishes.minutes': 'Waiting for one advisor (minutes)',
  'admin.set.wishes.minutes.help':
    'A transfer or a return may name one advisor. After this time anybody calls; ' +
    '0 = none may be named.',
  'admin.outcomes': 'Outcome codes',
  'admin.outcomes.help':
    'How a service ended: chosen when it is finished, and counted in the reports. ' +
    'A code that is removed is still counted, by its code, on past days.',
  'admin.outcomes.required': 'Required to finish',
  'admin.outcomes.add': 'Add a code',
  'admin.outcomes.remove': 'Remove',
  'admin.outcomes.row': 'Code {n}',
  'admin.wants.code-unique': 'Another code of this queue is the same. Change one.',
  'admin.wants.code-name': 'Another code of this queue has this name. Change one.',
  'admin.wants.one-code': 'Add at least one code, or do not require one.',
  'admin.wants.codes': 'At most {n} codes.',
};
