import { Refused } from './errors';

/** Refusals about how people prove who they are. */

export const wrongCode = () =>
  new Refused(
    'forbidden',
    'wrong_code',
    'This code is wrong, too old, or was used before. Wait for the next one in your app, and ' +
      'check that the clock of your phone is right; a recovery code works once as well.',
    [{ field: 'code', got: 'a code', wants: 'the code your app shows now, or a recovery code' }],
  );

export const offerEnded = () =>
  new Refused(
    'conflict',
    'offer_ended',
    'This secret was shown too long ago. Ask for a new one and read its QR code.',
    [{ field: 'offer', got: 'a string', wants: 'the offer of the last fifteen minutes' }],
  );

export const enrolledAlready = () =>
  new Refused(
    'conflict',
    'second_factor_enrolled',
    'You have a second factor already. Sign in with it; to have another one, end it first.',
  );

export const notEnrolled = () =>
  new Refused('missing', 'no_second_factor', 'This person has no second factor just now.');

export const codeMissing = () =>
  new Refused(
    'forbidden',
    'code_required',
    'You have a second factor: send the code of your app, or a recovery code, as well.',
    [{ field: 'code', got: null, wants: 'the code your app shows now, or a recovery code' }],
  );

/** For one's own second factor, if it is the last one. */
export const factorRequired = () =>
  new Refused(
    'conflict',
    'second_factor_required',
    'The bank requires a second factor of your role, so the last one cannot be ended. To change ' +
      'phones or passkeys, add the new one first.',
  );

/**
 * @param code whether it takes a code besides the password
 * @param by what else it takes instead: the bank's own sign-in, or a passkey
 * @param app whether the code may be one of an app: without one, it is a recovery code
 */
export const proofRequired = (code: boolean, by?: 'provider' | 'passkey', app = true) =>
  new Refused(
    'forbidden',
    'proof_required',
    by === 'provider'
      ? "This cannot be taken back, so prove again that it is you: sign in again at the bank's " +
          'own sign-in (POST /api/sessions/oidc/proof says where), then send the request again.'
      : 'This cannot be taken back, so prove again that it is you: send your password' +
          `${code ? ', and the code of your app,' : ''} to POST /api/sessions/proof` +
          `${by ? ', or use a passkey (POST /api/sessions/proof/passkey/ask),' : ','} ` +
          'then send the same request again.',
    [],
    { proof: { code, ...(by ? { [by]: true } : {}), ...(app ? {} : { app }) } },
  );

/** For fields that only the bank's own sign-in decides, for the people it brought. */
export const fromProvider = (field: string, what: string) =>
  new Refused(
    'conflict',
    'from_provider',
    `${what} of this account is for the bank's own sign-in to say, not for this page. Change it ` +
      'there: it is taken over at the next sign-in. Queues, and whether the account is open, are ' +
      'changed here.',
    [{ field, got: 'another value', wants: 'the value it has, or none' }],
  );
