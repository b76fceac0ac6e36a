import { TranslationOf } from './catalogue';
import { staffAccountEsCL } from './staff-account-es-CL';

/** English about one's own account; the same keys as `staff-account-es-CL.ts`. */
export const staffAccountEn: TranslationOf<typeof staffAccountEsCL> = {
  'account.title': 'My account',
  'account.of': 'My account: {name}',
  'account.back': 'Back',
  'account.password': 'Change my password',
  'account.current': 'Current password',
  'account.new': 'New password',
  'account.new.help':
    'At least 8 characters. Three or four words that have nothing to do with each other are easy ' +
    'to remember and hard to guess.',
  'account.change': 'Change password',
  'account.changed': 'Your password has changed. Your other sessions have ended.',
  'account.sessions': 'Where I’m signed in',
  'account.this': 'This session',
  'account.other': 'Another session',
  'account.opened': 'Opened {opened}; last used {used}',
  'account.end': 'End',
  'account.end.of': 'End the session opened {opened}',
  'account.their-sessions': {
    zero: 'Has no open sessions.',
    one: 'Has {n} open session.',
    other: 'Has {n} open sessions.',
  },
  'account.end-all': 'Sign out everywhere',
  'staff.problem.common_password':
    'That password is among the first anybody would try. Choose another one.',
  'staff.problem.same_password': 'That’s the password you already have. Choose another one.',
  'staff.problem.wrong_password': 'That’s not your current password. Check it and try again.',
  'staff.problem.unknown_session': 'That session has already ended.',
};
