import { Refused } from './errors';

/** What is refused because an account is not as it was, or as whoever asks takes it to be. */

/** Between a request and its commit an administrator was quicker, or the same person elsewhere. */
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
 * What was done under an account stands under its name: a closed one keeps it, or somebody else
 * would be taken for whoever did it. A name is changed where the account is open.
 */
export const closedAccountKeepsName = (name: string): Refused =>
  new Refused(
    'conflict',
    'closed_account_name',
    'The account is closed, and what was done with it stands under its name. For somebody else ' +
      'make a new account; if it is the same person, open it first and then change the name.',
    [{ field: 'firstName', got: name, wants: 'the name that the closed account has' }],
  );

/** Whoever asked administered the whole bank when they asked, and does not now. */
export const rightsEnded = (): Refused =>
  new Refused(
    'forbidden',
    'rights_ended',
    'You administered the bank when you asked for this, and do not any more. Nothing was saved.',
  );
