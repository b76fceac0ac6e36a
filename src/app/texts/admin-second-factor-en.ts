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
    'Remove “{name}”? All of that person’s sessions end. First make sure that it is really ' +
    'them asking.',
  'admin.second.passkey.yes': 'Yes, remove it',
  'admin.second.has-not': 'Has no second factor.',
  'admin.second.reset': 'Reset second factor',
  'admin.second.reset.sure':
    'Reset it? Their app and passkeys are removed and all their sessions end. Their password ' +
    'alone will be enough, unless the bank requires a second factor: then they enrol again. ' +
    'First make sure that it is really them asking.',
  'admin.second.reset.yes': 'Yes, reset it',
  'admin.second.reset.no': 'No',
  'admin.second.rule': 'Second factor required',
  'admin.second.rule.text':
    'For the whole bank. Whoever has none must turn it on the next time they sign in, before ' +
    'they can do anything else. Open sessions continue.',
  'admin.second.rule.supervisor': 'Supervisors',
  'admin.second.rule.admin': 'Administrators',
  'admin.second.rule.auditor': 'Auditors',
  'admin.second.rule.saved': 'Saved.',
};
