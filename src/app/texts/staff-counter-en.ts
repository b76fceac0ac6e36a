import { TranslationOf } from './catalogue';
import { staffCounterEsCL } from './staff-counter-es-CL';

export const staffCounterEn: TranslationOf<typeof staffCounterEsCL> = {
  'advisor.outcome.title': 'How did {number} end?',
  'advisor.outcome.next': 'The next one is called after it.',
  'advisor.outcome.none': 'Finish without a code',
  'staff.problem.outcome_required': 'how the service ended has to be said.',
  'staff.problem.unknown_outcome': 'that queue no longer has that code; choose another.',
};
