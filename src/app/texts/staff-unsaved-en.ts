import { joined, TranslationOf } from './catalogue';
import { staffUnsavedEsCL } from './staff-unsaved-es-CL';

/** English for unsaved changes; the same keys as `staff-unsaved-es-CL.ts`. */
export const staffUnsavedEn: TranslationOf<typeof staffUnsavedEsCL> = {
  'unsaved.is': 'There are unsaved changes.',
  'unsaved.stay': 'Keep editing',
  'unsaved.discard': 'Discard the changes',
  'unsaved.over': 'Your session has ended',
  'unsaved.over.text': joined(
    'What you typed and did not save is still in this window, out of sight. To continue, sign in ',
    'again as the same user within {minutes} minutes.',
  ),
  'unsaved.over.do': 'Sign in and continue',
};
