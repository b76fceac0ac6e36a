import { adminSecondFactorEsCL } from './admin-second-factor-es-CL';
import { TranslationOf } from './catalogue';

/** English about the second factor of staff; the same keys as `admin-second-factor-es-CL.ts`. */
export const adminSecondFactorEn: TranslationOf<typeof adminSecondFactorEsCL> = {
  'admin.second.column': 'Second factor',
  'admin.second.has': 'Has had a second factor since {at}.',
  'admin.second.app': 'Uses an authenticator app.',
  'admin.second.passkeys': {
    one: '{n} passkey.',
    other: '{n} passkeys.',
  },
  'admin.second.passkey.remove': 'Remove',
  'admin.second.passkey.remove.of': 'Remove the passkey {name}',
  'admin.second.passkey.sure':
    'Remove “{name}”? All sessions of that person end. First make ' +
    'sure that it’s them who ask.',
  'admin.second.passkey.yes': 'Yes, remove it',
  'admin.second.has-not': 'Has no second factor.',
  'admin.second.reset': 'Reset second factor',
  'admin.second.reset.sure':
    'Reset it? App and passkeys go, all their sessions end, and their password alone will be ' +
    'enough, or they have to enrol again if the bank requires it. First make sure that it’s ' +
    'them who ask.',
  'admin.second.reset.yes': 'Yes, reset it',
  'admin.second.reset.no': 'No',
  'admin.second.rule': 'Second factor required',
  'admin.second.rule.text':
    'For the whole bank. Whoever has none must turn it on at their next sign-in, and can do ' +
    'nothing else before. Open sessions go on.',
  'admin.second.rule.supervisor': 'Supervisors',
  'admin.second.rule.admin': 'Administrators',
  'admin.second.rule.auditor': 'Auditors',
  'admin.second.rule.saved': 'Saved.',
};
