import { TranslationOf } from './catalogue';
import { staffPasskeysEsCL } from './staff-passkeys-es-CL';

/** English about passkeys; the same keys as `staff-passkeys-es-CL.ts`. */
export const staffPasskeysEn: TranslationOf<typeof staffPasskeysEsCL> = {
  'passkey.title': 'Passkeys',
  'passkey.text':
    'With a passkey you sign in with your fingerprint, your face, the PIN of your device or a ' +
    'security key. Nobody can guess it, or trick you into using it on another site.',
  'passkey.none-here':
    'This browser can’t use them on this page. Try another one, at the bank’s address that ' +
    'begins with https.',
  'passkey.add': 'Add a passkey',
  'passkey.name': 'A name to know it by',
  'passkey.name.example': 'My phone',
  'passkey.name.empty': 'Enter a name to know it by.',
  'passkey.make': 'Continue',
  'passkey.added': 'Added on {at}.',
  'passkey.used': 'Last used on {at}.',
  'passkey.never': 'Not used yet.',
  'passkey.rename': 'Rename',
  'passkey.rename.of': 'Rename the passkey {name}',
  'passkey.rename.save': 'Save name',
  'passkey.renamed': 'It’s called “{name}” now.',
  'passkey.name.taken': 'Another passkey of yours has that name. Choose another one.',
  'passkey.remove': 'Remove',
  'passkey.remove.of': 'Remove the passkey {name}',
  'passkey.remove.sure':
    'Remove “{name}”? It won’t let you in any more, and your other sessions end.',
  'passkey.remove.yes': 'Yes, remove it',
  'passkey.remove.no': 'No, keep it',
  'passkey.removed': 'Removed. Delete it on the device that has it, too.',
  'passkey.now': 'Added.',
  'passkey.sign-in': 'Sign in with a passkey',
  'passkey.waiting': 'Follow the steps in your browser…',
  'passkey.step.text': 'Use your passkey to sign in.',
  'passkey.use': 'Use my passkey',
  'passkey.instead': 'Use a passkey instead',
  'passkey.app-instead': 'Use an authenticator app',
  'passkey.use-recovery': 'Use a recovery code',
  'passkey.prove.text':
    'This step matters. Use your passkey, or enter your password and a code; it’s good for ten ' +
    'minutes.',
  'passkey.prove': 'Confirm with a passkey',

  'staff.problem.passkey_cancelled': 'No passkey was used. Try again.',
  'staff.problem.passkey_failed':
    'This browser couldn’t use the passkey. Try again, or sign in another way.',
  'staff.problem.wrong_passkey':
    'That passkey doesn’t work here. Use another one, or sign in with your username and password.',
  'staff.problem.passkey_copied':
    'That passkey looks like a copy and was not accepted. Sign in another way, remove it and ' +
    'tell the bank’s security.',
  'staff.problem.passkey_unverified':
    'That passkey didn’t check who you are. Enter your password as well.',
  'staff.problem.passkey_ended': 'That took too long, or was answered already. Start again.',
  'staff.problem.passkey_known': 'That passkey has been added already.',
  'staff.problem.passkey_named': 'Another passkey of yours has that name. Choose another one.',
  'staff.problem.unknown_passkey': 'That passkey is gone.',
  'staff.problem.too_many_passkeys': 'You have ten passkeys. Remove one that you don’t use.',
  'staff.problem.no_passkeys_here':
    'Passkeys can’t be used at this address. Open the bank’s address, with https.',
};
