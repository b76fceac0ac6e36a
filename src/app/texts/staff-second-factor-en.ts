import { TranslationOf } from './catalogue';
import { staffSecondFactorEsCL } from './staff-second-factor-es-CL';

/** English about one's second factor; the same keys as `staff-second-factor-es-CL.ts`. */
export const staffSecondFactorEn: TranslationOf<typeof staffSecondFactorEsCL> = {
  'second.title': 'Second factor',
  'second.text':
    'Besides your password, a code that your phone shows and changes every 30 seconds, or a ' +
    'passkey. Whoever finds out your password can’t get in without them.',
  'second.by-passkeys': 'On since {at}, with passkeys and no app.',
  'second.loading': 'Loading…',
  'second.on': 'On since {at}.',
  'second.left': {
    zero: 'You have no recovery codes left.',
    one: 'You have {n} recovery code left.',
    other: 'You have {n} recovery codes left.',
  },
  'second.required': 'The bank requires it for your role.',
  'second.reset':
    'An administrator reset it on {at}. If you didn’t ask for that, tell the bank’s security.',
  'second.enrol': 'Turn on',
  'second.enrol.too': 'Add an authenticator app',
  'second.change': 'Change phones',
  'second.renew': 'New recovery codes',
  'second.end': 'Turn off',
  'second.end.app': 'Remove the app',
  'second.end.app.sure': 'Remove the app? You will sign in with a passkey.',
  'second.end.sure': 'Turn it off? Your password will be enough to sign in.',
  'second.end.yes': 'Yes, turn it off',
  'second.end.no': 'No, keep it on',
  'second.ended': 'Your second factor is off.',
  'second.ended.app': 'The app was removed.',

  'second.scan':
    'Open an authenticator app on your phone (Google Authenticator, Microsoft Authenticator or ' +
    'another) and scan this code.',
  'second.qr': 'QR code for the authenticator app',
  'second.typed': 'If you can’t scan it, type this key into the app:',
  'second.scan.once': 'It’s shown only once. Share it with nobody.',
  'second.confirm': 'Confirm',
  'second.cancel': 'Cancel',

  'second.step.title': 'Second step',
  'second.step.text': 'Enter the code your authenticator app shows now.',
  'second.step.recovery.text': 'Enter one of your recovery codes. Each works once.',
  'second.step.enrol': 'The bank requires a second factor for your role. Turn it on to sign in.',
  'second.code': '6-digit code',
  'second.recovery': 'Recovery code',
  'second.use-recovery': 'I don’t have my phone',
  'second.use-code': 'Use the code from my phone',
  'second.empty': 'Enter the code.',

  'second.codes.title': 'Recovery codes',
  'second.codes.text':
    'Keep them where your phone isn’t. If you lose it, each lets you in once. They won’t be ' +
    'shown again, and earlier ones no longer work.',
  'second.codes.print': 'Print',
  'second.codes.kept': 'I’ve saved them',

  'prove.title': 'Confirm that it’s you',
  'prove.text': 'This step matters. Enter your password again; it’s good for ten minutes.',
  'prove.password': 'Your password',
  'prove.do': 'Continue',
  'staff.problem.proof_required': 'not done: you didn’t confirm that it’s you.',
  'staff.problem.code_required': 'Enter the code of your app as well.',

  'staff.problem.wrong_code':
    'That code doesn’t work: it’s mistyped, too old or already used. Wait for the next one and ' +
    'check your phone’s clock.',
  'staff.problem.offer_ended': 'That took too long. Start again.',
  'staff.problem.second_step_ended': 'That took too long. Enter your username and password again.',
  'staff.problem.second_factor_enrolled': 'You already have a second factor. Sign in with it.',
  'staff.problem.second_factor_required':
    'The bank requires it for your role: the last one can’t be removed. Add another one first.',
  'staff.problem.no_second_factor': 'That person has no second factor.',
  'staff.problem.own_second_factor':
    'Yours is on “My account”; another administrator can reset it.',
};
