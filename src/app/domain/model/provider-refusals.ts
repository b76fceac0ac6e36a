import { Refused } from './errors';

/** Refusals about answers of the bank's own sign-in. */

export const providerRefused = (error: string) =>
  new Refused(
    'forbidden',
    'provider_refused',
    `The bank's sign-in did not let you in (${error.slice(0, 60)}). Begin again; if it keeps ` +
      'failing, ask whoever looks after the accounts of your bank.',
  );

export const wrongAnswer = () =>
  new Refused(
    'forbidden',
    'provider_answer',
    "What the bank's sign-in answered cannot be trusted, so nobody was signed in. Begin again; " +
      'if it keeps failing, an operator finds the reason in the log.',
  );

/** @param why in the words of whatever checked it */
export const wrongLogoutToken = (why: string) =>
  new Refused(
    'invalid',
    'invalid_logout_token',
    `This logout token is refused: ${why}. Nothing was ended.`,
    [{ field: 'logout_token', got: 'a string', wants: "a fresh one of the bank's provider" }],
  );
