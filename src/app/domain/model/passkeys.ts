import { Refused } from './errors';

/** Refusals about passkeys. */

/** How many a person may have: each is a way in. */
export const MOST_PASSKEYS = 10;

const wants = 'what the authenticator answers to the last challenge';

export const passkeyRefused = () =>
  new Refused(
    'forbidden',
    'wrong_passkey',
    'This passkey was not accepted: it is not one of yours here, or its answer is not to what ' +
      'was asked. Try again, or use another way.',
    [{ field: 'credential', got: 'an answer', wants }],
  );

/** Its counter has not risen: two devices have the same key. */
export const passkeyCopied = () =>
  new Refused(
    'forbidden',
    'passkey_copied',
    'This passkey was used with an older count than the last time, as a copy of it would be. It ' +
      'is not accepted, and the audit says so: sign in another way, remove it, and tell security.',
    [{ field: 'credential', got: 'an answer', wants: 'a count above the last one' }],
  );

export const notVerified = () =>
  new Refused(
    'forbidden',
    'passkey_unverified',
    'The authenticator did not ask who you are, so the passkey alone is not enough. Give your ' +
      'password as well, or use a passkey with a PIN, a fingerprint or your face.',
    [{ field: 'credential', got: 'an answer', wants: 'an answer with user verification' }],
  );

export const askingEnded = () =>
  new Refused(
    'conflict',
    'passkey_ended',
    'This took too long, was answered before, or was started elsewhere. Start again.',
    [{ field: 'attempt', got: 'a string', wants: 'the attempt of the last five minutes, once' }],
  );

export const noPasskey = () =>
  new Refused(
    'missing',
    'unknown_passkey',
    'There is no such passkey here, or it was removed. Read the list again.',
  );

export const passkeyKnown = () =>
  new Refused(
    'conflict',
    'passkey_known',
    'This passkey is in use here already. Use another device, or remove it first.',
  );

export const passkeyNamed = (name: string) =>
  new Refused(
    'conflict',
    'passkey_named',
    'You already have a passkey with this name, and could not tell which to remove. Choose ' +
      'another name.',
    [{ field: 'name', got: name, wants: 'a name that none of your other passkeys has' }],
  );

export const tooManyPasskeys = () =>
  new Refused(
    'conflict',
    'too_many_passkeys',
    `You have ${MOST_PASSKEYS} passkeys, which is the most. Remove one that you no longer use.`,
  );

/** Browsers use passkeys for host names over https, never for IP addresses. */
export const noPasskeysHere = (publicUrl: string) =>
  new Refused(
    'conflict',
    'no_passkeys_here',
    `Passkeys need https and a name, and this app is at ${publicUrl}. An operator sets ` +
      'PUBLIC_URL to such an address; http works for localhost alone.',
  );
