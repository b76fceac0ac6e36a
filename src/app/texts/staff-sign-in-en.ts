import { TranslationOf } from './catalogue';
import { staffSignInEsCL } from './staff-sign-in-es-CL';

/** English about signing in; the same keys as `staff-sign-in-es-CL.ts`. */
export const staffSignInEn: TranslationOf<typeof staffSignInEsCL> = {
  'sign-in.title': 'Sign in',
  'sign-in.text': 'For the bank’s staff.',
  'sign-in.username': 'Username',
  'sign-in.password': 'Password',
  'sign-in.do': 'Sign in',
  'sign-in.wrong': 'Username and password don’t match. Check them and try again.',
  'sign-in.locked': 'Too many attempts. Wait {wait}.',
  'sign-in.missing': 'Fill in this field.',
  'sign-in.ended': 'Your session has ended. Sign in again; nothing you did was lost.',
  'sign-in.branch': 'Choose a branch',
  'sign-in.show': 'Show password',
  'sign-in.hide': 'Hide password',

  'admin-link.title': 'Get back in',
  'admin-link.text': 'Choose a new password. Your old one and your second factor no longer work.',
  'admin-link.help': 'At least 12 characters.',
  'admin-link.short': 'Enter at least 12 characters.',
  'admin-link.do': 'Save and sign in',
  'staff.no-branch': 'You have no branch yet.',
  'staff.no-branch.add': 'Add or assign one in Administration',
  'staff.no-branch.text':
    'The bank’s administration adds branches, and says under “People” who works in them.',
  'first-admin.title': 'First administrator',
  'first-admin.text':
    'This bank has no administrators yet. Whoever installed the system has the code.',
  'first-admin.code': 'Installation code',
  'first-admin.name': 'First name',
  'first-admin.do': 'Create and sign in',
  'first-admin.wrong': 'That isn’t the installation code.',
  'first-admin.other-username':
    'Choose another username: that one can’t be used or belongs to somebody else.',
  'first-admin.over':
    'The bank already has an administrator. If that’s you, sign in with your username and ' +
    'password; if not, ask them for an account.',
  'staff.problem.first_admin_refused':
    'that isn’t the installation code, or the bank already has an administrator.',
  'staff.problem.link_over':
    'This link was used, has expired, or there is a newer one. Whoever operates the system can ' +
    'make another.',

  'provider.button': 'Sign in with your work account',
  'provider.or': 'or with username and password',
  'provider.administrators': 'Sign in with a password (administrators)',
  'provider.leaving': 'Opening the bank’s sign-in…',
  'provider.finishing': 'Signing in…',
  'provider.account':
    'You sign in with your work account: your password and second factor are changed there.',
  'provider.prove.text':
    'This step matters. Sign in again with your work account: it opens in another window ' +
    'and is good for ten minutes.',
  'provider.prove.do': 'Open the bank’s sign-in',
  'provider.prove.waiting': 'Once you’re done there, this goes on by itself.',
  'provider.prove.done': 'Done. Close this window and go on where you were.',
  'provider.prove.title': 'Confirm that it’s you',

  'staff.problem.no_group':
    'The bank knows you, but your account is in no group that works here. Ask whoever manages ' +
    'the bank’s accounts for the group of your role and branch.',
  'staff.problem.too_many_groups':
    'Your account is in so many groups that the bank doesn’t list them. Ask whoever manages the ' +
    'accounts to list only those of this application.',
  'staff.problem.no_branch':
    'Your groups are for branches that aren’t here yet. Tell an administrator.',
  'staff.problem.closed_account':
    'An administrator has closed your account here. Ask them to open it again.',
  'staff.problem.closed_account_name':
    'The account is closed, and what was done with it stands under its name. For somebody else ' +
    'make a new account; if it is the same person, open it first and then change the name.',
  'staff.problem.account_changed':
    'Meanwhile this account was closed, or its password or sessions were changed. Nothing was ' +
    'saved: sign in again and repeat it.',
  'staff.problem.rights_ended':
    'You don’t administer the bank any more: that changed while this was being saved. Nothing ' +
    'was saved.',
  'staff.problem.provider_second_factor':
    'The bank requires a second factor for your role. Use it when you sign in at the bank.',
  'staff.problem.provider_refused':
    'The bank’s sign-in didn’t let you in. Try again; if it keeps happening, tell whoever ' +
    'manages the accounts.',
  'staff.problem.provider_answer':
    'The answer from the bank’s sign-in can’t be trusted, so nobody was signed in. Try again; if ' +
    'it keeps happening, tell support.',
  'staff.problem.provider_away':
    'The bank’s sign-in isn’t answering. Try again in {wait}; administrators can sign in with ' +
    'their password.',
  'staff.problem.sign_in_ended': 'This attempt took too long or was used before. Begin again.',
  'staff.problem.another_person':
    'Somebody else signed in. Whoever is signed in here has to confirm.',
  'staff.problem.proof_too_old':
    'The bank’s sign-in didn’t ask again who you are, so nothing is confirmed. Sign out there ' +
    'and try again.',
  'staff.problem.password_closed':
    'At this bank, staff sign in with their work accounts. Passwords are for administrators only.',
  'staff.problem.no_provider': 'This bank uses usernames and passwords.',
  'staff.problem.local_account': 'You signed in with a password: confirm with it.',
  'staff.problem.from_provider':
    'That comes from the work account: change it there, and it shows here at the next ' +
    'sign-in. Queues, and whether the account is active, are changed here.',
  'staff.problem.provider_account':
    'Ids that begin with oidc- are for people who sign in with their work account. Choose another.',
};
