import { Refused } from './errors';

/** Refusals because an account has changed, or differs from what the caller assumes. */

/** Between a request and its commit, an administrator or the same person elsewhere was quicker. */
export const accountChanged = (): Refused =>
  new Refused(
    'conflict',
    'account_changed',
    'This account was closed, or its password or sessions were changed, while this was being ' +
      'done; nothing was changed. Sign in again and repeat it.',
  );

export const accountClosed = (): Refused =>
  new Refused(
    'forbidden',
    'closed_account',
    'An administrator has closed your account here. Ask one of them to open it again.',
  );

/**
 * What was done under an account stands under its name. So a closed account keeps its name, or
 * somebody else would be taken for its owner; the name of an open account can be changed.
 */
export const closedAccountKeepsName = (name: string): Refused =>
  new Refused(
    'conflict',
    'closed_account_name',
    'The account is closed, and its name stays with what was done under it. For somebody else ' +
      'make a new account; if it is the same person, open it first and then change the name.',
    [{ field: 'firstName', got: name, wants: 'the name that the closed account has' }],
  );

/** The caller administered the whole bank when they asked, and does not any more. */
export const rightsEnded = (): Refused =>
  new Refused(
    'forbidden',
    'rights_ended',
    'You no longer administer the bank, as you did when you asked for this. Nothing was saved.',
  );
